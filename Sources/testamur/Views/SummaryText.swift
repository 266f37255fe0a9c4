import CredentialWallet
import Credentials
import Encodings
import Storage

/// A credential in a wallet on one line, from memory: nobody checked it for this line, and the line says so.
struct SummaryText {
    let summary: WalletSummary
    /// What the document claims, and what is known besides: both are read from the index here, once.
    private let claims: SummaryClaims
    private let note: WalletNote?
    /// The number of the credential that takes its place, if there is one.
    let successor: Int?
    let now: Timestamp
    let language: Language
    let terminal: Terminal

    init(summary: WalletSummary, successor: Int?, now: Timestamp, language: Language, terminal: Terminal) {
        self.summary = summary
        claims = summary.claims
        note = summary.note
        self.successor = successor
        self.now = now
        self.language = language
        self.terminal = terminal
    }

    /// Whether it was valid when it was last checked, and its time is not over since.
    var wasValid: Bool {
        guard note?.verdict?.verdict == .valid, successor == nil else { return false }
        return claims.validUntil.map { now <= $0 } ?? true
    }

    private var title: String {
        claims.title.map { TerminalText($0.text(in: language)).description }
            ?? CommandWords.sentence("wallet.untitled", language)
    }

    private var issuer: String {
        guard let verdict = note?.verdict, verdict.isAuthentic else { return "" }
        if let name = verdict.issuerName { return TerminalText(name).description }
        guard let claimed = claims.issuerName else { return "" }
        return CommandWords.sentence("wallet.notOnAList", language, [("name", TerminalText(claimed).description)])
    }

    private var verdict: String {
        if let successor {
            return CommandWords.sentence("wallet.replaced", language, [("number", String(successor))])
        }
        guard summary.isIntact else { return CommandWords.sentence("wallet.damaged", language) }
        guard let verdict = note?.verdict else {
            return CommandWords.sentence("wallet.neverChecked", language)
        }
        let date = [(name: "date", value: CommandWords.date(verdict.evaluatedAt.date, language))]
        if verdict.verdict == .valid, !wasValid {
            return CommandWords.sentence("wallet.timeOver", language)
        }
        return CommandWords.sentence("wallet.was." + verdict.verdict.rawValue, language, date)
    }

    /// All credentials in columns: number, title, issuer, load, and what was found when it was last checked.
    static func table(_ texts: [SummaryText]) -> [String] {
        let rows = texts.map { text in
            [
                String(text.summary.number), text.title, text.issuer,
                TerminalText(text.claims.workload.text(in: text.language)).description,
            ]
        }
        let columns = WalletColumns(rows, verdicts: texts.map(\.verdict), on: texts.first?.terminal ?? .standard)
        return zip(rows, texts).flatMap { columns.lines($0, $1.verdict, .faint) }
    }

    var json: JSONValue {
        var value: JSONValue = [
            "number": .number(String(summary.number)), "digest": .string(summary.digest.hexadecimal),
            "title": .string(title),
        ]
        value["id"] = claims.id.map { .string($0) }
        value["verdict"] = summary.isIntact ? "notChecked" : "damaged"
        value["lastCheck"] = note?.verdict.map { verdict in
            [
                "verdict": .string(verdict.verdict.rawValue), "code": .string(verdict.code),
                "evaluatedAt": .string(verdict.evaluatedAt.description),
            ]
        }
        value["replacedBy"] = successor.map { .number(String($0)) }
        return value
    }
}

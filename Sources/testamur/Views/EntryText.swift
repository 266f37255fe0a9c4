import CredentialVerifier
import CredentialWallet
import Credentials
import Encodings
import Registry
import Storage

/// A credential in a wallet, as its owner reads it.
struct EntryText {
    let entry: WalletEntry
    /// What a verifier says now; `nil` when the file cannot be read.
    let report: VerificationReport?
    /// The number of the credential in the wallet that takes its place, if there is one.
    var successor: Int?
    let language: Language
    let terminal: Terminal

    /// What was signed, where that is known; else what the file says.
    private var claims: CredentialView? { report.flatMap { $0.isAuthentic ? $0.claims : nil } ?? entry.claims }

    /// The title, or what to call a credential that has none.
    static func title(_ entry: WalletEntry, _ report: VerificationReport?, _ language: Language) -> String {
        let signed = report.flatMap { $0.isAuthentic ? $0.claims : nil }
        let view = (signed ?? entry.claims).map { AchievementView($0) }
        let title = (view?.titleWithOriginal(in: language) ?? entry.title).map { TerminalText($0).description }
        return (title ?? CommandWords.sentence("wallet.untitled", language))
            + ClaimsText.moreAchievements(view, language)
    }

    // MARK: One line

    /// All credentials in columns: number, title, issuer, load, verdict.
    static func table(_ texts: [EntryText]) -> [String] {
        let rows = texts.map(\.cells)
        let verdicts = texts.map(\.verdict)
        let columns = WalletColumns(rows, verdicts: verdicts.map(\.words), on: texts.first?.terminal ?? .standard)
        return zip(rows, verdicts).flatMap { columns.lines($0, $1.words, $1.tone) }
    }

    /// Number, title, issuer and load.
    var cells: [String] {
        [String(entry.number), Self.title(entry, report, language), issuer, load]
    }

    private var issuer: String {
        if let name = report?.issuer?.legalName { return TerminalText(name).description }
        guard report?[.proof]?.outcome != .failed,
            let claimed = claims.flatMap({ AchievementView($0).issuerName }) ?? entry.claimedIssuerName
        else { return "" }
        return CommandWords.sentence("wallet.notOnAList", language, [("name", TerminalText(claimed).description)])
    }

    private var load: String {
        guard let claims, report?[.proof]?.outcome != .failed else { return "" }
        return AchievementView(claims).workload(in: language).first.map { TerminalText($0).description } ?? ""
    }

    /// The verdict in a few words, and how they are meant.
    var verdict: (words: String, tone: Terminal.Tone) {
        if let successor {
            let facts = [(name: "number", value: String(successor))]
            return (CommandWords.sentence("wallet.replaced", language, facts), .faint)
        }
        guard let report else { return (CommandWords.sentence("wallet.damaged", language), .bad) }
        switch report.verdict {
        case .valid:
            guard case .date(let until)? = report[.validity]?.facts.first(where: { $0.name == "until" })?.value else {
                return (CommandWords.sentence("wallet.valid", language), .good)
            }
            let date = CommandWords.date(until.date, language)
            return (CommandWords.sentence("wallet.validUntil", language, [("date", date)]), .good)
        case .invalid: return (report.headline(in: language), .bad)
        case .undecided: return (report.headline(in: language), .doubtful)
        }
    }

    // MARK: Three sentences

    /// What the learner can do, who says so, and what it is good for.
    var sentences: [String] {
        guard let report, let claims else { return [terminal.paint(verdict.words, verdict.tone)] }
        guard report[.proof]?.outcome == .passed else { return [report.headline(in: language)] + advice(report) }
        let view = AchievementView(claims)
        var lines: [String] = []
        let shortfall = view.results(in: language).first { $0.isShort }
        if view.isEndorsement {
            lines += endorsement(view, report)
        } else if let shortfall {
            let facts = [("title", Self.title(entry, report, language)), ("result", words(shortfall))]
            lines.append(CommandWords.sentence("wallet.notPassed", language, facts))
        } else if !view.learningOutcomes(in: language).isEmpty {
            lines += outcomes(view)
        } else {
            lines.append(
                CommandWords.sentence("wallet.youEarned", language, [("title", Self.title(entry, report, language))]))
            let about = view.description(in: language).map { AchievementView.plain($0) }
            if let about { lines.append(TerminalText(about).truncated(toWidth: Self.longestDescription).description) }
            if view.isRecord { lines += record(view) }
        }
        let issuer = report.issuer?.legalName ?? view.issuerName ?? CommandWords.sentence("wallet.somebody", language)
        let date = view.awardedOn.map { CommandWords.date($0, language) }
        lines.append(
            CommandWords.sentence(
                date == nil ? "wallet.saysSo" : view.hasAwardDate ? "wallet.saysSoOn" : "wallet.saysSoSince", language,
                [("issuer", TerminalText(issuer).description), ("date", date ?? "")]))
        if report.verdict == .valid, shortfall != nil {
            lines.append(CommandWords.sentence("wallet.noPassToShow", language))
        } else if report.verdict == .valid {
            lines.append(CommandWords.sentence(view.isEndorsement ? "wallet.noAward" : "wallet.useIt", language))
        } else {
            lines.append(report.headline(in: language) + ".")
            lines += advice(report)
        }
        return lines.flatMap { Terminal.wrap($0, width: terminal.width - 2) }
    }

    /// What the learner can do now, as the institution wrote it: institutions write sentences of every form, which fit
    /// into none of ours.
    private func outcomes(_ view: AchievementView) -> [String] {
        let outcomes = view.learningOutcomes(in: language)
        var lines = [CommandWords.sentence("wallet.youCan", language)]
        lines += outcomes.prefix(5).map { outcome in
            "- " + TerminalText(outcome).truncated(toWidth: Self.longestDescription).description
        }
        if outcomes.count > 5 {
            lines.append("- " + CommandWords.sentence("badge.more", language, [("n", String(outcomes.count - 5))]))
        }
        return lines
    }

    /// What an endorsement says, and of whom or what.
    private func endorsement(_ view: AchievementView, _ report: VerificationReport) -> [String] {
        let title = Self.title(entry, report, language)
        let somebody = CommandWords.sentence("badge.somebody", language)
        return view.endorsed(in: language).prefix(3).map { subject in
            let comment = subject.comments.joined(separator: " / ")
            return CommandWords.sentence(
                comment.isEmpty ? "wallet.isAbout" : "wallet.isAboutSaying", language,
                [
                    ("title", title), ("subject", TerminalText(subject.id ?? somebody).description),
                    ("comment", TerminalText(comment).truncated(toWidth: Self.longestComment).description),
                ])
        }
    }

    /// The achievements in a learner record by name, the first of them.
    private func record(_ view: AchievementView) -> [String] {
        let titles = BadgeText.recorded(view, language)
        guard !titles.isEmpty else { return [] }
        var shown = titles.prefix(5).map { TerminalText($0).truncated(toWidth: Self.longestTitle).description }
        if titles.count > shown.count {
            shown.append(CommandWords.sentence("badge.more", language, [("n", String(titles.count - shown.count))]))
        }
        return [CommandWords.sentence("wallet.recordHolds", language, [("titles", shown.joined(separator: "; "))])]
    }

    /// A result on part of a line: what was measured, the value, the status and what was needed.
    private func words(_ result: BadgeResult) -> String {
        let status = result.status.map { BadgeText.status($0, language) }
        var text = [result.value, status].compactMap { $0 }.joined(separator: ", ")
        if let name = result.name {
            text = CommandWords.sentence("badge.result", language, [("name", name), ("value", text)])
        }
        if let required = result.required {
            text += " (" + CommandWords.sentence("badge.required", language, [("required", required)]) + ")"
        }
        return TerminalText(text).truncated(toWidth: Self.longestDescription).description
    }

    /// What a badge says of itself, in about three lines.
    private static let longestDescription = 220
    /// A comment counts to its end, within reason.
    private static let longestComment = 900
    private static let longestTitle = 80

    private func advice(_ report: VerificationReport) -> [String] {
        Self.nextStep(report, language).map { [$0] } ?? []
    }

    /// What the owner of a credential can do: not what whoever she shows it to can.
    static func nextStep(_ report: VerificationReport, _ language: Language) -> String? {
        guard let check = report.decisive else { return nil }
        for key in ["wallet.next.\(check.code)", "wallet.next.\(check.name.rawValue).\(check.outcome.rawValue)"]
        where CommandWords.has(key, .english) {
            return CommandWords.sentence(key, language)
        }
        return report.nextStep(in: language)
    }

    // MARK: For machines

    var json: JSONValue {
        var value: JSONValue = [
            "number": .number(String(entry.number)), "digest": .string(entry.digest.hexadecimal),
            "title": .string(Self.title(entry, report, language)),
        ]
        value["id"] = entry.credentialID.map { .string($0) }
        value["issuer"] = report?.issuer.map { .string($0.legalName) }
        value["verdict"] = .string(report?.verdict.rawValue ?? "damaged")
        value["code"] = report?.decisive.map { .string($0.code) }
        value["replacedBy"] = successor.map { .number(String($0)) }
        return value
    }
}

import CredentialIssuer
import Credentials
import Encodings

/// What changing the status of credentials comes to, for a registrar or a program.
struct StatusChangeText {
    let action: StatusAction
    let language: Language
    let format: ListFormat
    /// Whether it is done; otherwise it is what would be done.
    let isDone: Bool

    private let arguments: [String: String]
    private let records: [String: IssuedRecord]
    private let folder: IssuerFolder

    init(
        _ action: StatusAction, _ named: [NamedCredential], _ records: [IssuedRecord], in folder: IssuerFolder,
        language: Language, format: ListFormat, isDone: Bool
    ) {
        self.action = action
        self.language = language
        self.format = format
        self.isDone = isDone
        self.folder = folder
        arguments = Dictionary(named.map { ($0.id, $0.argument) }) { first, _ in first }
        self.records = Dictionary(records.map { ($0.credentialID, $0) }) { first, _ in first }
    }

    /// Why credentials cannot be changed, each by the name that somebody gave it.
    func refused(_ reviews: [StatusReview]) -> [Failure] {
        reviews.compactMap { review in
            review.refusal.map { refusal in
                let name = arguments[review.credentialID] ?? review.credentialID
                let key: String
                var date = Timestamp.earliest
                switch refusal {
                case .unknown: key = "unknown"
                case .notIssued: key = "notIssued"
                case .noStatus: key = "noStatus"
                case .noPurpose:
                    key =
                        switch action {
                        case .refresh, .endRefresh: "noRefresh"
                        case .message, .endMessage: "noMessage"
                        case .revoke, .suspend, .reinstate: "noPurpose"
                        }
                case .revoked(let since): (key, date) = ("revoked", since)
                }
                return Failure(
                    .dataError,
                    Sentence("error.status.\(key)", ["credential": name, "date": date, "id": review.credentialID]),
                    hint: Sentence("hint.status.\(key)"))
            }
        }
    }

    /// Tells what was or would be done: a line each, and in all.
    func tell(_ reviews: [StatusReview]) throws {
        let copies = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.copies() }
        for review in reviews {
            guard format == .text else {
                json(review)
                continue
            }
            Output.line(
                "  " + sentence(key(review.outcome), [("name", try name(review, copies)), ("date", date(review))]))
        }
        guard format == .text else { return }
        let count = reviews.count { $0.outcome == .changed }
        let key =
            count == 0 ? "issuer.status.nothing" : isDone ? "issuer.status.done" : "issuer.status.rehearsed"
        Terminal.wrap(
            sentence(key, [("count", String(count)), ("folder", TerminalText(folder.path).description)]),
            width: Terminal.standard.width
        ).forEach { Output.line($0) }
    }

    /// Whose credential it is, for what, and which.
    private func name(_ review: StatusReview, _ copies: IssuedCopies) throws -> String {
        let id = TerminalText(review.credentialID).description
        guard let record = records[review.credentialID] else { return id }
        let text = try IssuedText(record, from: copies, of: folder, language: language)
        return text.subject.map { $0 + " (\(id))" } ?? id
    }

    private func key(_ outcome: StatusReview.Outcome) -> String {
        switch outcome {
        case .changed: "issuer.status.\(action.rawValue).\(isDone ? "done" : "would")"
        case .alreadySo: "issuer.status.\(action.rawValue).already"
        case .notSuspended, .refused: "issuer.status.notSuspended"
        case .notSet: "issuer.status.\(action.rawValue).not"
        }
    }

    private func date(_ review: StatusReview) -> String {
        guard case .alreadySo(let since) = review.outcome else { return "" }
        return CommandWords.date(since.date, language)
    }

    private func json(_ review: StatusReview) {
        var value: JSONValue = ["id": .string(review.credentialID), "action": .string(action.rawValue)]
        switch review.outcome {
        case .changed: value["outcome"] = isDone ? "changed" : "ready"
        case .alreadySo(let since):
            value["outcome"] = "alreadySo"
            value["since"] = .string(since.description)
        case .notSuspended: value["outcome"] = "notSuspended"
        case .notSet: value["outcome"] = "notSet"
        case .refused: value["outcome"] = "refused"
        }
        Output.json(value)
    }

    private func sentence(_ key: String, _ arguments: [(name: String, value: String)]) -> String {
        CommandWords.sentence(key, language, arguments)
    }
}

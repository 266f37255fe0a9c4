import CredentialWallet
import Credentials
import Encodings

/// What came of restoring or taking over, credential by credential.
struct RestoreText {
    let report: RestoreReport
    let language: Language

    /// Tells it, and ends with a failure where something is damaged.
    func tell() throws {
        for item in report.items {
            let title = item.title?.text(in: language) ?? CommandWords.sentence("wallet.untitled", language)
            let outcome = CommandWords.sentence("wallet.outcome." + item.outcome.rawValue, language)
            Output.line(
                CommandWords.sentence(
                    "wallet.restoredItem", language,
                    [
                        ("number", String(item.number)), ("title", TerminalText(title).description),
                        ("outcome", outcome),
                    ]))
        }
        Output.line(
            CommandWords.sentence(
                "wallet.restoredSum", language,
                [
                    ("restored", String(report.count(.restored))), ("there", String(report.count(.alreadyThere))),
                    ("damaged", String(report.count(.damaged))),
                ]))
        tell("wallet.restoredKeys", report.keys)
        tell("wallet.restoredShown", report.presentations)
        guard report.isComplete else {
            guard report.damagedCount > 0 else {
                throw Failure(.dataError, "error.restoredFromDamaged", hint: "hint.restoredFromDamaged")
            }
            throw Failure(
                .dataError, Sentence("error.restoredInPart", ["count": report.damagedCount]),
                hint: "hint.restoredInPart")
        }
    }

    /// What became of something beside the credentials; nothing where there is none.
    private func tell(_ key: String, _ count: RestoreReport.Count) {
        guard count.restored + count.damaged > 0 else { return }
        Output.line(
            CommandWords.sentence(
                key, language, [("restored", String(count.restored)), ("damaged", String(count.damaged))]))
    }
}

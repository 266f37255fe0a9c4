import CredentialVerifier
import CredentialWallet
import Credentials
import Encodings

/// What a learner reads before she shows something, and after.
struct PresentingText {
    let plan: PresentationPlan
    let aim: PresentationAim
    /// Where the presentation goes.
    let path: String
    let language: Language

    private var verifier: String { TerminalText(aim.domain).description }

    /// What is shown to whom, and what that means.
    func announcement(_ shown: [(entry: WalletEntry, title: String, report: VerificationReport)]) -> [String] {
        var lines = [sentence("wallet.present.for", [("verifier", verifier)])]
        for (entry, title, report) in shown {
            lines.append("  \(entry.number)   \(title)")
            lines.append("      " + report.headline(in: language))
        }
        lines += paragraph("wallet.present.everything")
        if !plan.bearers.isEmpty {
            let numbers = plan.bearers.map { String($0) }.joined(separator: ", ")
            lines += paragraph("wallet.present.bearer", [("numbers", numbers)])
        }
        switch aim {
        case .answer: lines += paragraph("wallet.present.once", [("verifier", verifier)])
        case .replayable(_, let until):
            lines += paragraph("wallet.present.replayable", [("verifier", verifier), ("time", moment(until))])
        }
        return lines
    }

    /// What is asked before anything is signed.
    var question: String { sentence("wallet.present.question", [("verifier", verifier)]) }

    /// What was made, and what happens next.
    func after(_ record: MadePresentation) -> [String] {
        let facts = [
            ("path", TerminalPath.safe(path)), ("verifier", verifier), ("time", record.expiresAt.map(moment) ?? ""),
        ]
        let isAnswer = if case .answer = aim { true } else { false }
        let isFile = path != "-"
        return (isFile ? [sentence("wallet.present.made", facts)] : [])
            + paragraph(isAnswer ? "wallet.present.giveOnce" : "wallet.present.giveReplayable", facts)
            + paragraph("wallet.present.listed")
    }

    private func moment(_ time: Timestamp) -> String { MomentText(time).words(in: language) }

    private func paragraph(_ key: String, _ facts: [(name: String, value: String)] = []) -> [String] {
        Terminal.wrap(sentence(key, facts), width: Terminal.standard.width - 2)
    }

    private func sentence(_ key: String, _ facts: [(name: String, value: String)] = []) -> String {
        CommandWords.sentence(key, language, facts)
    }
}

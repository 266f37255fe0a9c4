import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings

/// What `testamur verify` says of its inputs, one after the other, in the way that was asked for.
struct VerifyAnswers {
    let style: ReportFormat
    let language: Language
    let policy: Policy
    let now: Timestamp
    /// The day for which was asked, where it is not today.
    let otherDay: CalendarDate?
    /// Whether there is but one input, which then needs no name.
    let isOne: Bool

    private var worst = Tally()
    private var table: ReportTable
    private var count = 0

    init(
        style: ReportFormat, language: Language, policy: Policy, now: Timestamp, otherDay: CalendarDate?, isOne: Bool
    ) {
        self.style = style
        self.language = language
        self.policy = policy
        self.now = now
        self.otherDay = otherDay
        self.isOne = isOne
        table = ReportTable(language: language, terminal: .standard)
    }

    /// Says what came of an input.
    mutating func add(_ report: VerificationReport, _ name: String) {
        worst.count(report.verdict)
        count += 1
        switch style {
        case .json: Output.json(report.json(inputName: name, language: language))
        case .table: table.add(report, name)
        case .text:
            if !isOne {
                Output.line((count > 1 ? "\n" : "") + Terminal.standard.paint(TerminalText(name).description, .strong))
            }
            lines(report).forEach { Output.line($0) }
        }
    }

    /// Says of an input that it cannot be read.
    mutating func add(_ error: UnreadInput, _ name: String) {
        error.failure.report()
        worst.count(error)
        count += 1
        let reason = error.failure.fact.text(in: language)
        switch style {
        case .json: Output.json(Inputs.unread(name, error.code, reason, by: policy, at: now))
        case .table: table.addUnread(name, because: reason)
        case .text: break
        }
    }

    /// Says what is said after all of them, and gives the worst answer.
    func finish() -> ExitCode? {
        if style == .table {
            table.lines.forEach { Output.line($0) }
            for line in ReportText.conditions(policy.name, otherDay, language) {
                Output.line(Terminal.standard.paint(line, .doubtful))
            }
        }
        if style != .json && count > 1 { Output.line(worst.line(language)) }
        return worst.exitCode
    }

    private func lines(_ report: VerificationReport) -> [String] {
        report.isPresentation
            ? PresentationText(report: report, language: language, terminal: .standard, otherDay: otherDay).lines
            : ReportText(report: report, language: language, terminal: .standard, otherDay: otherDay).lines
    }
}

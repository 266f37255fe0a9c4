import CredentialVerifier
import Credentials
import Encodings

/// The report on a presentation as a person reads it: the verdict on the whole, its own checks, then every credential.
struct PresentationText {
    let report: VerificationReport
    let language: Language
    let terminal: Terminal
    /// The day that was judged for, where it is not the present one.
    var otherDay: CalendarDate?

    /// The lines of the whole text.
    var lines: [String] {
        var lines = ReportText(report: report, language: language, terminal: terminal, otherDay: otherDay).lines
        for (index, credential) in report.credentials.enumerated() {
            let title = CommandWords.sentence(
                "presentation.credential", language,
                [("number", String(index + 1)), ("count", String(report.credentials.count))])
            lines += ["", terminal.paint(title, .strong)]
            lines +=
                ReportText(
                    report: credential, language: language, terminal: terminal, isPresented: true
                ).lines
        }
        return lines
    }
}

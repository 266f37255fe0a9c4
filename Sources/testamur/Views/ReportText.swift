import CredentialVerifier
import Credentials
import Encodings

/// A verification report as a person reads it: the verdict first, then what the credential says, then every check.
struct ReportText {
    let report: VerificationReport
    let language: Language
    let terminal: Terminal
    /// Whether the reader owns the credential, and needs no advice meant for whoever it is shown to.
    var isForOwner = false
    /// Whether it stands under the report on the presentation in which it came.
    var isPresented = false

    /// The day that was judged for, where it is not the present one.
    var otherDay: CalendarDate?

    /// The lines of the whole text.
    var lines: [String] {
        var lines = [headline]
        lines += Self.conditions(report.policy, otherDay, language).map { "  " + terminal.paint($0, .doubtful) }
        lines.append("")
        let claims = self.claims
        if !claims.isEmpty { lines += claims + [""] }
        lines += checks
        let advice = self.advice
        if !advice.isEmpty { lines += [""] + advice }
        return lines
    }

    /// Says by which policy and for which day was judged, where it is not the usual one or the present one, so that
    /// nobody takes an answer for another.
    static func conditions(_ policy: String, _ day: CalendarDate?, _ language: Language) -> [String] {
        var conditions: [String] = []
        if !policy.utf8.elementsEqual(Policy.standard.name.utf8) {
            let name = TerminalText(policy).description
            conditions.append(CommandWords.sentence("judgedBy", language, [("policy", name)]))
        }
        if let day {
            let date = CommandWords.date(day, language)
            conditions.append(CommandWords.sentence("judgedFor", language, [("date", date)]))
        }
        return conditions
    }

    /// The verdict with its sign.
    var headline: String {
        let text = report.headline(in: language)
        switch report.verdict {
        case .valid: return terminal.paint(terminal.symbol("✔", "OK") + " " + text, .good)
        case .invalid: return terminal.paint(terminal.symbol("✘", "NO") + " " + text, .bad)
        case .undecided: return terminal.paint(terminal.symbol("?", "??") + " " + text, .doubtful)
        }
    }

    // MARK: What the credential says

    /// What the document says; nothing at all when its proof failed.
    private var claims: [String] {
        guard let claims = report.claims, report[.proof]?.outcome != .failed, report[.format]?.outcome == .passed
        else { return [] }
        let isVouchedFor = report.isAuthentic && report[.issuer]?.outcome == .passed
        let isProfileComplete = report[.profile]?.outcome == .passed
        let lines = ClaimsText(
            claims: claims, issuer: isVouchedFor ? report.issuer : nil, isVouchedFor: isVouchedFor,
            isProfileComplete: isProfileComplete, language: language, terminal: terminal
        ).lines
        // Of a complete micro-credential the lines above say what counts; of another badge its own words are all there is.
        guard !isProfileComplete else { return lines }
        let badge = BadgeText(
            view: AchievementView(claims), extent: .summary, language: language, terminal: terminal
        ).lines
        return badge.isEmpty ? lines : lines + [""] + badge
    }

    // MARK: The checks

    private var checks: [String] {
        let shown = report.checks.filter { isWorthALine($0) }
        let width = (shown.map { TerminalText($0.label(in: language)).width }.max() ?? 0) + 3
        return shown.flatMap { line($0, width) }
    }

    /// Checks that passed without anything to say are silent; so is everything after a document that cannot be read.
    private func isWorthALine(_ check: Check) -> Bool {
        switch (check.name, check.outcome) {
        case (_, .notRun): false
        case (.dataModel, .passed): !check.findings.isEmpty
        case (.holder, .notApplicable): isPresented
        case (.format, .passed): false
        default: true
        }
    }

    private func line(_ check: Check, _ width: Int) -> [String] {
        var sentence = TerminalText(check.message(in: language)).description
        if check.outcome == .failed || check.outcome == .undecided { sentence += " (\(check.code))" }
        let label = TerminalText(check.label(in: language)).padded(toWidth: width)
        let space = String(repeating: " ", count: width)
        var lines: [String] = []
        for (position, text) in Terminal.wrap(sentence, width: max(terminal.width - width - 4, 30)).enumerated() {
            lines.append("  " + (position == 0 ? paint(label, check.outcome) : space) + text)
        }
        // A check that did not pass has told its first finding already.
        let isTold = check.name != .dataModel || check.outcome == .failed
        if !isTold || check.findings.count > 1 {
            for finding in check.findings.dropFirst(isTold ? 1 : 0).prefix(8) {
                let text = TerminalText(check.message(of: finding, in: language)).description
                lines += Terminal.wrap("\(text) (\(finding.code))", width: max(terminal.width - width - 4, 30)).map {
                    "  " + space + $0
                }
            }
        }
        return lines
    }

    private func paint(_ label: String, _ outcome: Outcome) -> String {
        switch outcome {
        case .failed: terminal.paint(label, .bad)
        case .undecided: terminal.paint(label, .doubtful)
        default: label
        }
    }

    // MARK: What to do

    private var advice: [String] {
        var lines: [String] = []
        let catalogue = CommandWords.self
        for note in report.notes where note.code != "STATUS_ABSENT" && !(isPresented && note.code.hasPrefix("STATE_")) {
            lines += Terminal.wrap(TerminalText(note.message(in: language)).description, width: terminal.width - 4).map
            {
                "  " + $0
            }
        }
        let next = isForOwner ? EntryText.nextStep(report, language) : report.nextStep(in: language)
        if let step = next {
            let label = catalogue.sentence("whatToDo", language)
            let width = TerminalText(label).width + 3
            for (position, text) in Terminal.wrap(step, width: max(terminal.width - width - 4, 30)).enumerated() {
                let start =
                    position == 0 ? terminal.paint(label, .strong) + "   " : String(repeating: " ", count: width)
                lines.append("  " + start + text)
            }
        } else if report.verdict == .valid && !isForOwner && !isPresented && !report.isPresentation {
            lines += Terminal.wrap(catalogue.sentence("holderAdvice", language), width: terminal.width - 4).map {
                "  " + $0
            }
        }
        return lines
    }
}

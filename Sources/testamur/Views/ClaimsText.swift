import Credentials
import Encodings
import Registry

/// What a credential says, in a few lines: the title, the load and level, to whom, by whom.
///
/// Everything is made harmless for the screen. What nobody vouches for is marked as what the file says, and the issuer's
/// name is the trust list's wherever there is one.
struct ClaimsText {
    let claims: CredentialView
    let issuer: RecognizedIssuer?
    /// Whether an authority that the reader trusts stands behind the issuer.
    let isVouchedFor: Bool
    /// Whether the rules of the profile were found to hold: only then is a mark called a pass, and a kind its name.
    let isProfileComplete: Bool
    let language: Language
    let terminal: Terminal

    var lines: [String] {
        let view = AchievementView(claims)
        let mark = isVouchedFor ? "" : terminal.paint(word("fileSays"), .faint)
        var lines: [String] = []
        if let title = view.title(in: language) {
            let original = view.originalTitle(in: language).map { "(\(safe($0)))" }
            let remark = original ?? (view.hasTitle(in: language) ? "" : word("otherLanguage"))
            let note = remark.isEmpty ? "" : " " + terminal.paint(remark, .faint)
            lines.append(
                terminal.paint(safe(title), .strong) + Self.moreAchievements(view, language) + note)
        }
        let facts = self.facts(view)
        if !facts.isEmpty { lines.append(facts) }
        let by = word(view.isEndorsement ? "writtenBy" : "awardedBy")
        let label = max(TerminalText(word("awardedTo")).width, TerminalText(by).width) + 2
        // Who is not named is still one of several. Whom somebody writes about is awarded nothing.
        if !view.isEndorsement,
            let learner = view.learnerName ?? (view.subjectCount > 1 ? word("badge.somebody") : nil)
        {
            let date = view.awardedOn.map { ", " + CommandWords.date($0, language) } ?? ""
            let others = Self.more(view.subjectCount, language)
            lines.append(TerminalText(word("awardedTo")).padded(toWidth: label) + safe(learner) + others + date)
        }
        if let name = issuerName(view) {
            lines.append(TerminalText(by).padded(toWidth: label) + name)
        }
        guard !mark.isEmpty else { return lines.map { "  " + $0 } }
        let width = min((lines.map { Self.columns($0) }.max() ?? 0) + 3, terminal.width - 20)
        return lines.map { line in
            "  " + line + String(repeating: " ", count: max(width - Self.columns(line), 2)) + mark
        }
    }

    /// Kind, load, level and grade, with a dot between.
    private func facts(_ view: AchievementView) -> String {
        var parts: [String] = []
        if view.isRecord {
            let count = view.achievementCount
            parts.append(
                CommandWords.sentence(
                    count == 1 ? "badge.achievements.one" : "badge.achievements", language, [("n", String(count))]))
        }
        if let kind = view.kind(in: language) { parts.append(isProfileComplete ? kind : "\"\(kind)\"") }
        parts += view.workload(in: language)
        if let level = view.level(in: language) { parts.append(level) }
        if let grade = view.grade {
            let words = CommandWords.sentence(isProfileComplete ? "grade" : "result", language, [("grade", grade)])
            parts.append(words + Self.more(view.resultCount, language))
        }
        if let status = view.results(in: language).first(where: \.isShort)?.status {
            parts.append(BadgeText.status(status, language))
        }
        return parts.map { safe($0) }.joined(separator: " \(terminal.symbol("·", "-")) ")
    }

    private func issuerName(_ view: AchievementView) -> String? {
        if let issuer {
            let places = issuer.jurisdictions.map { safe($0) }.joined(separator: ", ")
            return safe(issuer.legalName) + (places.isEmpty ? "" : " (\(places))")
        }
        return (view.issuerName ?? claims.issuer).map { "\"\(safe($0))\"" }
    }

    /// That there are more of what is shown, which is the first of `count`; nothing where it is the only one.
    static func more(_ count: Int, _ language: Language) -> String {
        count > 1 ? " " + CommandWords.sentence("badge.more", language, [("n", String(count - 1))]) : ""
    }

    /// That there are more achievements than the one in the title.
    static func moreAchievements(_ view: AchievementView?, _ language: Language) -> String {
        guard let view, !view.isRecord else { return "" }
        return more(view.achievementCount, language)
    }

    private func word(_ key: String) -> String { CommandWords.sentence(key, language) }

    /// As long as the longest title of a course, about two lines; one credential must not push its verdict off the screen.
    private static let longest = 150

    private func safe(_ text: String) -> String { TerminalText(text).truncated(toWidth: Self.longest).description }

    /// Columns of a line without its colours.
    private static func columns(_ line: String) -> Int {
        var visible = ""
        var isEscape = false
        for scalar in line.unicodeScalars {
            if scalar == "\u{1B}" { isEscape = true }
            if !isEscape { visible.unicodeScalars.append(scalar) }
            if isEscape && scalar == "m" { isEscape = false }
        }
        return TerminalText(visible).width
    }
}

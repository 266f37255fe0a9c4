import CredentialVerifier
import Credentials
import Encodings
import PaperExchange
import Registry

/// The words of a certificate: what a verified credential says, and how the paper is checked.
///
/// Everything stands on the paper as it was signed, but the name of the issuer, which is the trust list's.
struct CertificateWords {
    let report: VerificationReport
    let claims: CredentialView
    let issuer: RecognizedIssuer
    let language: Language

    /// The sheet; `nil` for a credential by which nobody is awarded anything: an endorsement, a record of several awards,
    /// a result below the pass, or one without a name.
    func sheet(codeCount: Int) -> CertificateSheet? {
        let view = AchievementView(claims)
        guard view.isAchievement, !view.isRecord, !view.isEndorsement, view.subjectCount == 1,
            view.achievementCount == 1, !view.results(in: language).contains(where: \.isShort),
            let learner = view.learnerName, let title = view.titleWithOriginal(in: language)
        else { return nil }
        let kind = view.kind(in: language) ?? word("credential")
        // A page of a demonstration must not pass for one of real life.
        let isReal = issuer.list.environment == .production
        let places = issuer.jurisdictions.map { safe($0) }.joined(separator: ", ")
        return CertificateSheet(
            language: language.rawValue,
            documentTitle: word("documentTitle", [("title", safe(title)), ("learner", safe(learner))]),
            madeAt: made.secondsSince1970,
            kind: kind.prefix(1).uppercased() + safe(String(kind.dropFirst()))
                + (isReal ? "" : " · " + word("demonstration")),
            holder: .init(label: word("holder"), text: safe(learner)),
            title: .init(label: word("title"), text: safe(title)),
            issuer: .init(
                label: word("issuer"), text: safe(issuer.legalName) + (places.isEmpty ? "" : " (\(places))")),
            facts: facts(view), sections: sections(view), check: check(codeCount),
            codes: .init(
                heading: word("codes"), paragraphs: [word(codeCount == 1 ? "codes.one" : "codes.explained")]),
            codeCaption: word("codeCaption", numbers), pageCaption: word("pageCaption", numbers),
            pictureDescription: word("picture", [("issuer", safe(issuer.legalName))]),
            attachment: .init(label: word("attachment"), text: "credential.json"))
    }

    /// The numbers are filled in on the page.
    private var numbers: [(String, String)] { [("number", "{number}"), ("count", "{count}")] }

    /// When the credential was made, so that the same credential gives the same file.
    private var made: Timestamp {
        claims.validFrom?.string.flatMap { try? Timestamp(parsing: $0) } ?? AchievementView(claims).awardedOn.map {
            Timestamp(startOf: $0)
        } ?? report.evaluatedAt
    }

    private func facts(_ view: AchievementView) -> [CertificateSheet.Line] {
        var facts: [CertificateSheet.Line] = []
        func add(_ name: String, _ text: String?) {
            guard let text, !text.isEmpty else { return }
            facts.append(.init(label: word("fact.\(name)"), text: safe(text)))
        }
        add(view.hasAwardDate ? "awardedOn" : "validSince", view.awardedOn.map { CommandWords.date($0, language) })
        add("level", view.level(in: language))
        add("workload", view.workload(in: language).joined(separator: " · "))
        add("grade", view.grade)
        add("participation", view.participationModes(in: language).joined(separator: ", "))
        if case .date(let until)? = report[.validity]?.facts.first(where: { $0.name == "until" })?.value {
            add("validUntil", CommandWords.date(until.date, language))
        }
        return facts
    }

    private func sections(_ view: AchievementView) -> [CertificateSheet.Section] {
        let outcomes = view.learningOutcomes(in: language)
        let criteria = view.criteria(in: language)
        let isFull = report[.profile]?.outcome == .passed
        let texts: [(String, [String], Bool)] = [
            (
                "about",
                outcomes.isEmpty ? [view.description(in: language).map(AchievementView.plain)].compactMap { $0 } : [],
                false
            ),
            ("outcomes", outcomes, outcomes.count > 1),
            ("assessment", [view.assessmentTypes(in: language).joined(separator: ", ")], false),
            ("criteria", isFull ? [] : [criteria?.narrative.map(AchievementView.plain)].compactMap { $0 }, false),
            ("quality", view.qualityAssurance(in: language), false),
        ]
        return texts.compactMap { name, paragraphs, isList in
            let paragraphs = paragraphs.filter { !$0.isEmpty }.map { long($0) }
            guard !paragraphs.isEmpty else { return nil }
            return .init(heading: word("section.\(name)"), paragraphs: paragraphs, isList: isList)
        }
    }

    private func check(_ codeCount: Int) -> CertificateSheet.Section {
        .init(
            heading: word("check"),
            paragraphs: [
                word(codeCount == 0 ? "check.attached" : "check.proof"), word("check.how"), word("check.holder"),
            ])
    }

    private func word(_ key: String, _ facts: [(String, String)] = []) -> String {
        CommandWords.sentence("paper.\(key)", language, facts.map { (name: $0.0, value: $0.1) })
    }

    /// A text on one line, in which nothing is hidden.
    private func safe(_ text: String) -> String { TerminalText(text).truncated(toWidth: 300).description }

    private func long(_ text: String) -> String { TerminalText(text).truncated(toWidth: 4_000).description }
}

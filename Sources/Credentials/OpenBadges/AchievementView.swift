public import Encodings

/// What an Open Badge says of an achievement, for people to read; nothing in it is believed.
///
/// It reads any Open Badges 3.0 credential and takes more from one that names the profile's context: without it, nothing
/// says what the profile's words mean. Texts are as the document
/// has them: who prints them must first make them harmless for the screen. Nothing is read before it is asked for.
public struct AchievementView: Sendable {
    let credential: JSONNode
    let subject: JSONNode?
    let achievement: JSONNode?
    /// Whether the words of the profile have a meaning here.
    private let hasProfileTerms: Bool
    private let naming: CredentialView.LearnerNaming

    /// Reads the first subject and its first achievement; of a learner record, which has many, no achievement.
    public init(_ credential: CredentialView) {
        self.credential = credential.node
        naming = credential.naming
        hasProfileTerms = MicroCredentialProfile.namesContext(credential.node)
        subject = Self.first(credential.node["credentialSubject"])
        achievement = credential.hasType("ClrCredential") ? nil : Self.first(subject?["achievement"])
    }

    /// Whether this is a Comprehensive Learner Record, which has a name of its own for all that is in it.
    public var isRecord: Bool { CredentialView(credential).hasType("ClrCredential") }

    /// Whether this is a word about somebody or something, and says of nobody that an achievement was earned.
    public var isEndorsement: Bool {
        let claims = CredentialView(credential)
        return claims.hasType("EndorsementCredential") && !isAchievement && !isRecord
    }

    /// The titles of the achievements of a learner record, each once, and of the credentials in it, with the names that
    /// those give themselves who issued these.
    public func recordedAchievements(in language: Language) -> [(title: String, giver: String?)] {
        var ids: Set<[UInt8]> = []
        return recorded.compactMap { achievement, giver in
            if let id = achievement["id"], id.kind == .string, !ids.insert(id.utf8).inserted { return nil }
            guard let title = text("name", "titleTranslations", of: achievement, in: language) else { return nil }
            let name = giver.map { giver in
                Self.languageValue(giver["name"], in: language) ?? giver["id"]?.string ?? giver.string ?? "?"
            }
            return (title, name)
        }
    }

    /// How many subjects there are, of which this is about the first.
    public var subjectCount: Int { Self.list(credential["credentialSubject"]).count }

    /// How many achievements the subjects are credited with, each counted once where it has an identifier; in a learner
    /// record, those of the credentials in it as well.
    public var achievementCount: Int {
        var ids: Set<[UInt8]> = []
        return achievements.count { achievement in
            guard let id = achievement["id"], id.kind == .string else { return true }
            return ids.insert(id.utf8).inserted
        }
    }

    /// How many results the subjects have.
    public var resultCount: Int {
        Self.list(credential["credentialSubject"]).reduce(0) { $0 + Self.list($1["result"]).count }
    }

    private var achievements: [JSONNode] { recorded.map { $0.achievement } }

    /// The achievements with the issuer of the credential in a learner record that each stands in.
    private var recorded: [(achievement: JSONNode, giver: JSONNode?)] {
        let subjects = Self.list(credential["credentialSubject"])
        let own = subjects.flatMap { Self.list($0["achievement"]) }.map { (achievement: $0, giver: nil as JSONNode?) }
        guard isRecord else { return own }
        let inside = subjects.flatMap { Self.list($0["verifiableCredential"]) }
        return own
            + inside.flatMap { part in
                Self.list(part["credentialSubject"]).flatMap { Self.list($0["achievement"]) }.map {
                    (achievement: $0, giver: part["issuer"])
                }
            }
    }

    /// Whether there is an achievement at all.
    public var isAchievement: Bool { achievement?.kind == .object }

    /// The title in `language`, else in the main language of the document.
    public func title(in language: Language) -> String? {
        text("name", "titleTranslations", of: achievement, in: language)
            ?? Self.languageValue(credential["name"], in: language)
    }

    /// The title in the main language of the document, where ``title(in:)`` gives a translation that says it otherwise.
    ///
    /// Only the original is what the institution calls it everywhere: it belongs beside the translation.
    public func originalTitle(in language: Language) -> String? {
        guard let title = title(in: language), let original = Self.languageValue(achievement?["name"], in: language),
            !original.utf8.elementsEqual(title.utf8)
        else { return nil }
        return original
    }

    /// The title with the original in brackets where they differ, for one line or one cell.
    public func titleWithOriginal(in language: Language) -> String? {
        guard let title = title(in: language) else { return nil }
        return originalTitle(in: language).map { "\(title) (\($0))" } ?? title
    }

    /// Whether the title may be in the language that was asked for: false where the document states another language, and
    /// has no translation.
    public func hasTitle(in language: Language) -> Bool {
        achievement?["inLanguage"]?.string == nil || isMain(language)
            || translation("titleTranslations", of: achievement, in: language) != nil
    }

    /// What the achievement is about, in `language`, else in the main language.
    public func description(in language: Language) -> String? {
        text("description", "descriptionTranslations", of: achievement, in: language)
    }

    /// What the certificate is called, for example "micro-credential" or, in law, "module certificate".
    ///
    /// An achievement of a type that has no name here is called by its type.
    public func kind(in language: Language) -> String? {
        if let kind = term("certificateKind")?.string {
            return ConceptList.certificateKinds.concept(at: kind)?.label(in: language) ?? kind
        }
        guard let type = Self.words(achievement?["achievementType"]) else { return nil }
        guard type == "MicroCredential" else { return type }
        return ConceptList.certificateKinds.concept(at: "microCredential")?.label(in: language)
    }

    /// The learner's name: family and given names, else a name among the identifiers, else that of the subject.
    ///
    /// `nil` as well where names are stated and none of them is known to be the issuer's; see ``isLearnerNameWithheld``.
    public var learnerName: String? {
        switch naming {
        case .inOrder: statedNames.first
        case .agreed: statedNames.count == 1 ? statedNames.first : nil
        case .nobody: nil
        }
    }

    /// Whether a name of the learner is stated, and not shown because nobody knows who gave it, or which one is meant.
    public var isLearnerNameWithheld: Bool {
        switch naming {
        case .inOrder: false
        case .agreed: statedNames.count > 1
        case .nobody: !statedNames.isEmpty
        }
    }

    /// The different names of the first kind that there is.
    private var statedNames: [String] {
        let parts = [term("learnerGivenNames", of: subject), term("learnerFamilyName", of: subject)].compactMap { $0 }
        let texts = parts.compactMap(\.string)
        if naming != .inOrder, texts.count < parts.count { return parts.flatMap { Self.list($0).compactMap(\.string) } }
        if !texts.isEmpty { return [texts.joined(separator: " ")] }
        var names: [String] = []
        for identifier in Self.list(subject?["identifier"]) {
            if identifier["identityType"]?.isString("name") ?? false, identifier["hashed"]?.boolean != true,
                let name = identifier["identityHash"]?.string,
                !names.contains(where: { $0.utf8.elementsEqual(name.utf8) })
            {
                names.append(name)
            }
        }
        guard names.isEmpty else { return names }
        let name = subject?["name"]
        if naming == .inOrder || name?.kind != .array {
            return [Self.languageValue(name, in: .english)].compactMap { $0 }
        }
        return Self.list(name).compactMap { $0.string ?? $0["@value"]?.string }
    }

    /// The learner's date of birth as it is written.
    public var learnerDateOfBirth: String? { term("learnerDateOfBirth", of: subject)?.string }

    /// The name that the issuer gives itself; the name people should see comes from a trust list.
    public var issuerName: String? { Self.languageValue(credential["issuer"]?["name"], in: .english) }

    /// The issuer's countries, as far as the European table has them.
    public var issuerCountries: [Country] {
        Self.list(term("issuerCountry", of: credential["issuer"])).compactMap { Country(RecordText($0)) }
    }

    /// Whether the document states when it was awarded, and not only from when it is valid.
    public var hasAwardDate: Bool { credential["awardedDate"] != nil }

    /// The day of the award, else the first day of validity.
    public var awardedOn: CalendarDate? {
        guard let node = credential["awardedDate"] ?? credential["validFrom"] ?? credential["issuanceDate"] else {
            return nil
        }
        return RecordValue<CalendarDate>(RecordText(node)).value
    }

    /// The study load in words, one text for each unit that is stated: `6 ECTS`, `165 hours`, `60 teaching periods`.
    public func workload(in language: Language) -> [String] {
        var parts: [String] = []
        if let credits = decimal("ectsCredits") {
            parts.append("\(credits) ECTS")
        } else if !isRecord, let node = subject?["creditsEarned"] ?? achievement?["creditsAvailable"],
            let number = node.number
        {
            // Open Badges does not say which credits: nothing is made of them.
            parts.append(ProfileCatalogue.counted("load.credits", number, in: language))
        }
        if let points = decimal("ecvetPoints") { parts.append("\(points) ECVET") }
        if let node = term("teachingPeriods"), let periods = RecordValue<Int>(RecordText(node)).value {
            parts.append(ProfileCatalogue.counted("load.periods", String(periods), in: language))
        }
        if let hours = decimal("workloadHours") {
            parts.append(ProfileCatalogue.counted("load.hours", hours.description, in: language))
        }
        return parts
    }

    /// The levels in qualifications frameworks that are stated, in the order European, national: the ones that a trust
    /// list judges.
    public var levels: [QualificationLevel] {
        achievement.map { ClaimedQualification($0, withProfileTerms: hasProfileTerms).levels } ?? []
    }

    /// The level in words: `level 7 (EQF, FQF)`, or that there is none; `nil` when nothing is said.
    public func level(in language: Language) -> String? {
        if term("levelStatus")?.isString("notLevelled") ?? false {
            return ProfileCatalogue.text("level.none", in: language)
        }
        var numbers: [(number: Int, frameworks: [String])] = []
        for level in levels {
            let framework = level.framework(in: language)
            if let place = numbers.firstIndex(where: { $0.number == level.number }) {
                if !numbers[place].frameworks.contains(framework) { numbers[place].frameworks.append(framework) }
            } else {
                numbers.append((level.number, [framework]))
            }
        }
        guard !numbers.isEmpty else { return nil }
        return numbers.map { number, frameworks in
            ProfileCatalogue.text(
                "level.of", in: language,
                [("n", String(number)), ("frameworks", frameworks.joined(separator: ", "))])
        }.joined(separator: "; ")
    }

    /// The first result with a value, as people read it: `14/20`, or the words of its scale.
    public var grade: String? {
        guard !isRecord, let result = Self.list(subject?["result"]).first(where: { $0["value"] != nil }),
            let value = Self.words(result["value"])
        else { return nil }
        guard let maximum = Self.words(scale(of: result)?["valueMax"]), ExactDecimal(value) != nil else { return value }
        return "\(value)/\(maximum)"
    }

    /// The scale that a result names by its identifier; the only one where it names none.
    func scale(of result: JSONNode) -> JSONNode? {
        let scales = Self.list(achievement?["resultDescription"])
        guard let id = result["resultDescription"] else { return scales.count == 1 ? scales.first : nil }
        return scales.first { scale in scale["id"].map { $0.textBytes == id.textBytes } ?? false }
    }

    /// The learning outcomes in `language`, else in the main language.
    public func learningOutcomes(in language: Language) -> [String] {
        Self.list(term("learningOutcomes")).compactMap { outcome in
            text("outcomeText", "outcomeTextTranslations", of: outcome, in: language)
        }
    }

    /// How learning was assessed, in words.
    public func assessmentTypes(in language: Language) -> [String] {
        labels("assessmentTypes", in: .assessmentTypes, language)
    }

    /// How learners took part, in words.
    public func participationModes(in language: Language) -> [String] {
        labels("participationModes", in: .participationModes, language)
    }

    /// What assures the quality, in words: the kind, and who.
    public func qualityAssurance(in language: Language) -> [String] {
        Self.list(term("qualityAssurance")).compactMap { entry in
            let type = entry["qaType"]?.string.map { type in
                ConceptList.qualityAssuranceTypes.concept(at: type)?.label(in: language) ?? type
            }
            let parts = [type, entry["qaBody"]?.string].compactMap { $0 }
            return parts.isEmpty ? nil : parts.joined(separator: ", ")
        }
    }

    /// What is needed to enrol, in `language`, else in the main language.
    public func prerequisites(in language: Language) -> String? {
        hasProfileTerms ? text("prerequisites", "prerequisitesTranslations", of: achievement, in: language) : nil
    }

    private func labels(_ name: StaticString, in list: ConceptList, _ language: Language) -> [String] {
        Self.list(term(name)).compactMap { node in
            node.string.map { list.concept(at: $0)?.label(in: language) ?? $0 }
        }
    }

    private func decimal(_ name: StaticString) -> ExactDecimal? {
        term(name).flatMap { RecordValue<ExactDecimal>(RecordText($0)).value }
    }

    /// A text in `language`, else in the main language.
    ///
    /// - Parameter owner: The part that has the translations, where that is not `node`.
    func text(
        _ name: StaticString, _ translations: StaticString, of node: JSONNode?, translatedIn owner: JSONNode? = nil,
        in language: Language
    ) -> String? {
        if !isMain(language), let translation = translation(translations, of: owner ?? node, in: language) {
            return translation
        }
        return Self.languageValue(node?[name], in: language)
    }

    /// A member of the achievement that the profile defines.
    private func term(_ name: StaticString) -> JSONNode? { term(name, of: achievement) }

    /// A member that the profile defines; `nil` where the document does not name its context.
    private func term(_ name: StaticString, of node: JSONNode?) -> JSONNode? { hasProfileTerms ? node?[name] : nil }

    private func isMain(_ language: Language) -> Bool {
        achievement?["inLanguage"]?.string.flatMap { Language(tag: $0) } == language
    }

    private func translation(_ name: StaticString, of node: JSONNode?, in language: Language) -> String? {
        for (tag, value) in term(name, of: node)?.members.map({ ($0, $1) }) ?? []
        where tag.string.flatMap({ Language(tag: $0) }) == language {
            if let text = value.string { return text }
        }
        return nil
    }

    /// A string, or the fitting one of language values (VC Data Model 2.0, section 11.1).
    static func languageValue(_ node: JSONNode?, in language: Language) -> String? {
        guard let node else { return nil }
        if let text = node.string { return text }
        let values = list(node)
        let fitting = values.first { $0["@language"]?.string.flatMap { Language(tag: $0) } == language }
        guard let value = fitting ?? values.first else { return nil }
        return value.string ?? value["@value"]?.string
    }

    /// A value as people can read it, whatever its form: what stands there in another one than expected is shown, so that
    /// nobody takes it for something that was not said.
    static func words(_ node: JSONNode?) -> String? {
        guard let node else { return nil }
        switch node.kind {
        case .string: return node.string
        case .number: return node.number
        case .boolean: return node.boolean == true ? "true" : "false"
        case .null: return "…"
        case .array: return node.elements.prefix(8).map { words($0) ?? "…" }.joined(separator: ", ")
        case .object: return node["@value"].flatMap { $0.kind == .object ? nil : words($0) } ?? "…"
        }
    }

    static func first(_ node: JSONNode?) -> JSONNode? {
        guard let node, node.kind == .array else { return node }
        return node.elements.first { _ in true }
    }

    /// A value, or the values of an array.
    static func list(_ node: JSONNode?) -> [JSONNode] {
        guard let node else { return [] }
        return node.kind == .array ? Array(node.elements) : [node]
    }
}

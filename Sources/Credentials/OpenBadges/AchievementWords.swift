/// What a credential for an achievement is called in the main language of its texts.
struct AchievementWords {
    private let record: AchievementRecord
    private let language: Language

    init(_ record: AchievementRecord) {
        self.record = record
        language = record.language.flatMap { Language(tag: $0.string) } ?? .english
    }

    /// The type in the vocabulary of Open Badges: what Flemish law calls a certificate is not called a micro-credential.
    var achievementType: String { isMicroCredential ? "MicroCredential" : "Certificate" }

    /// The name of a credential: the kind and the title.
    var credentialName: String { "\(kind): \(record.title.main?.string ?? "")" }

    /// One sentence that says what was awarded.
    var credentialDescription: String {
        let parts = [kind, load, level].compactMap { $0 }
        return ProfileCatalogue.text(
            "credential.description", in: language, [("what", parts.joined(separator: ", "))])
    }

    private var isMicroCredential: Bool { record.certificateKind?.isEqual(to: "microCredential") ?? true }

    private var kind: String {
        let key = record.certificateKind?.string ?? "microCredential"
        return ConceptList.certificateKinds.concept(at: key).map { concept in
            concept.label(in: language).prefix(1).uppercased() + concept.label(in: language).dropFirst()
        } ?? key
    }

    private var load: String? {
        let workload = record.workload
        if let credits = workload.ectsCredits?.value { return "\(credits) ECTS" }
        if let periods = workload.teachingPeriods?.value {
            return ProfileCatalogue.counted("load.periods", String(periods), in: language)
        }
        if let points = workload.ecvetPoints?.value { return "\(points) ECVET" }
        return workload.hours?.value.map { ProfileCatalogue.counted("load.hours", $0.description, in: language) }
    }

    private var level: String? {
        let level =
            record.level.flemish.map { QualificationLevel.flemish($0) }
            ?? record.level.european.map { QualificationLevel.european($0) }
        return level.map { level in
            ProfileCatalogue.text(
                "level", in: language,
                [("framework", level.framework(in: language)), ("n", String(level.number))])
        }
    }
}

import Encodings

/// The members of an achievement in Open Badges 3.0 and in the profile's context, and the fields they are read into.
extension AchievementRecord {
    /// What rules look at.
    static let members = MemberHandlers<AchievementRecord>([
        ("humanCode", { $0.code = RecordText($1) }),
        ("inLanguage", { $0.language = RecordText($1) }),
        ("name", { $0.title.main = RecordText($1) }),
        ("titleTranslations", { $0.title.translations = $1.translations }),
        ("sector", { $0.sector = RecordText($1) }),
        ("awardBasis", { $0.awardBasis = RecordText($1) }),
        ("awardingBodies", { $0.awardingBodies = $1.values { AwardingBody($0) } }),
        ("signingMandate", { $0.mandate = RecordText($1) }),
        ("learningOutcomes", { $0.learningOutcomes = $1.values { LearningOutcome($0) } }),
        ("ectsCredits", { $0.workload.ectsCredits = RecordValue(RecordText($1)) }),
        ("workloadHours", { $0.workload.hours = RecordValue(RecordText($1)) }),
        ("ecvetPoints", { $0.workload.ecvetPoints = RecordValue(RecordText($1)) }),
        ("teachingPeriods", { $0.workload.teachingPeriods = RecordValue(RecordText($1)) }),
        ("levelStatus", { $0.level.status = RecordText($1) }),
        ("eqfLevel", { $0.level.eqf = RecordText($1) }),
        ("nqfLevel", { $0.level.national = $1.texts }),
        ("qfEheaCycle", { $0.level.cycle = RecordText($1) }),
        (
            "assessmentTypes",
            { record, node in
                // The detailed list says all of this and more.
                if record.assessments.isEmpty {
                    record.assessments = node.values { Assessment(types: [RecordText($0)]) }
                }
            }
        ),
        (
            "assessments",
            { record, node in
                let detailed = node.values { Assessment($0) }
                if !detailed.isEmpty { record.assessments = detailed }
            }
        ),
        ("supervisionAndIdVerification", { $0.supervision = RecordText($1) }),
        ("participationModes", { $0.participationModes = $1.texts }),
        ("qualityAssurance", { $0.qualityAssurance = $1.values { QualityAssurance($0) } }),
        ("stackability", { $0.stackability = Stackability($1) }),
        ("resultDescription", { $0.gradeScale = $1.firstValue.map { GradeScale($0) } }),
        ("furtherInformation", { $0.furtherInformation = $1.texts }),
    ])

    /// What no rule looks at in a received credential.
    static let furtherMembers = MemberHandlers<AchievementRecord>([
        ("id", { $0.id = RecordText($1) }),
        ("version", { $0.version = RecordText($1) }),
        ("description", { $0.description.main = RecordText($1) }),
        ("descriptionTranslations", { $0.description.translations = $1.translations }),
        ("criteria", { record, node in record.criteria.main = node["narrative"].map { RecordText($0) } }),
        ("criteriaTranslations", { $0.criteria.translations = $1.translations }),
        ("prerequisites", { $0.prerequisites.main = RecordText($1) }),
        ("prerequisitesTranslations", { $0.prerequisites.translations = $1.translations }),
        ("certificateKind", { $0.certificateKind = RecordText($1) }),
        ("flandersType", { $0.flandersType = RecordValue(RecordText($1)) }),
        ("professionalQualification", { $0.professionalQualification = RecordText($1) }),
        ("activityTypes", { $0.activityTypes = $1.texts }),
        ("learningSetting", { $0.learningSetting = RecordText($1) }),
        ("components", { $0.components = $1.values { AchievementComponent($0) } }),
        ("iscedF", { $0.fieldsOfStudy = $1.texts }),
        ("instructionLanguages", { $0.instructionLanguages = $1.texts }),
        ("otherIdentifier", { $0.registrations = $1.values { SchemedIdentifier(entry: $0) } }),
    ])
}

extension AwardingBody {
    fileprivate init(_ node: JSONNode) {
        self.init(
            id: node["bodyIdentifier"].map { RecordText($0) }, legalName: node["bodyName"].map { RecordText($0) },
            registration: node["bodyRegistration"].map { RecordText($0) },
            country: node["bodyCountry"].map { RecordText($0) }, at: .node(node))
    }
}

extension LearningOutcome {
    fileprivate init(_ node: JSONNode) {
        self.init(text: LocalizedText(), at: .node(node))
        Self.members.read(node, into: &self)
    }

    private static let members = MemberHandlers<LearningOutcome>([
        ("outcomeText", { $0.text.main = RecordText($1) }),
        ("outcomeTextTranslations", { $0.text.translations = $1.translations }),
        ("outcomeType", { $0.type = RecordText($1) }),
        ("escoSkills", { $0.escoSkills = $1.values { Skill(iri: RecordText($0)) } }),
    ])
}

extension Assessment {
    fileprivate init(_ node: JSONNode) {
        self.init(types: [])
        Self.members.read(node, into: &self)
    }

    private static let members = MemberHandlers<Assessment>([
        ("assessmentTitle", { $0.title.main = RecordText($1) }),
        ("assessmentTitleTranslations", { $0.title.translations = $1.translations }),
        ("assessmentType", { $0.types = $1.texts }),
        ("assessmentMode", { $0.mode = RecordText($1) }),
        ("assessmentWeight", { $0.weight = RecordValue(RecordText($1)) }),
    ])
}

extension QualityAssurance {
    fileprivate init(_ node: JSONNode) {
        self.init(type: nil, scope: nil, body: nil, at: .node(node))
        Self.members.read(node, into: &self)
    }

    private static let members = MemberHandlers<QualityAssurance>([
        ("qaType", { $0.type = RecordText($1) }),
        ("qaScope", { $0.scope = RecordText($1) }),
        ("qaBody", { $0.body = RecordText($1) }),
        ("qaBasis", { $0.basis = RecordText($1) }),
        ("qaReport", { $0.report = RecordText($1) }),
        ("qaValidFrom", { $0.validFrom = RecordValue(RecordText($1)) }),
        ("qaValidUntil", { $0.validUntil = RecordValue(RecordText($1)) }),
    ])
}

extension Stackability {
    fileprivate init(_ node: JSONNode) {
        // What has no options is an option that nobody can read.
        let unreadable = node.kind == .object ? nil : RecordText(node)
        self.init(
            option: unreadable ?? node["stackabilityOption"].map { RecordText($0) },
            towards: node["stacksTowards"]?.texts ?? [],
            conditions: node["stackabilityConditions"].map { RecordText($0) })
    }
}

extension GradeScale {
    init(_ node: JSONNode) {
        self.init()
        Self.members.read(node, into: &self)
    }

    private static let members = MemberHandlers<GradeScale>([
        ("id", { $0.id = RecordText($1) }),
        ("name", { $0.name = RecordText($1) }),
        ("valueMin", { $0.minimum = RecordText($1) }),
        ("valueMax", { $0.maximum = RecordText($1) }),
        ("requiredValue", { $0.pass = RecordText($1) }),
        ("allowedValue", { $0.labels = $1.texts }),
    ])
}

extension AchievementComponent {
    fileprivate init(_ node: JSONNode) {
        self.init(
            code: node["componentCode"].map { RecordText($0) }, title: node["componentTitle"].map { RecordText($0) },
            ectsCredits: node["componentEcts"].map { RecordValue(RecordText($0)) },
            nationalLevel: node["componentNqfLevel"].map { RecordText($0) },
            credential: node["componentCredential"].map { RecordText($0) })
    }
}

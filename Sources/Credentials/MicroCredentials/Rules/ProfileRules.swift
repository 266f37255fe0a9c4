public import Encodings

/// The rules of the profile, and what they find together.
public enum ProfileRules {
    /// Every rule, in the order in which findings are told.
    public static let all: [any ProfileRule] = [
        MC01LearnerNameRule(), MC01bLearnerDistinctionRule(), MC01cNationalNumberRule(), MC01dLearnerBirthDateRule(),
        MC02TitleRule(),
        MC03IssuerCountryRule(),
        MC04AwardingBodyRule(), MC05AwardDateRule(), MC05bCourseDatesRule(), MC06LearningOutcomeRule(),
        MC06bOutcomeWordingRule(),
        MC06cSkillAddressRule(),
        MC07WorkloadRule(), MC07bHigherEducationCreditRule(), MC07cHoursPerCreditRule(), MC08LevelRule(),
        MC08bLevelAgreementRule(),
        MC08cCycleRule(), MC09AssessmentRule(), MC09bAttendanceRule(), MC09cAssessmentWeightRule(),
        MC10ParticipationRule(),
        MC11QualityAssuranceRule(),
        MC11bQualityAssuranceEndRule(), MO1PrerequisitesRule(), MO2SupervisionRule(), MO3PassRule(),
        MO4StackingTargetRule(),
        MO5WebAddressRule(), FL1CourseUnitRule(), FL2CreditBoundsRule(), FL2bMasterSizeRule(), FL3ComponentLevelRule(),
        FL4FlemishLevelRule(), FL5PublicationRule(), FL6DiscontinuationRule(), FL7AuthorisedFieldRule(),
        FL8TeachingPeriodRule(), FL9QualificationCodeRule(), FL10SecondaryEducationRule(),
    ]

    /// The rules that are applied in one phase.
    static func rules(in phase: ProfilePhase) -> [any ProfileRule] { byPhase[phase.rawValue] }

    private static let byPhase = ProfilePhase.allCases.map { phase in all.filter { $0.phases.includes(phase) } }

    /// What the rules find in `record`, in the order of the rules.
    ///
    /// A warning that the record acknowledges is told as information, with the reason given.
    ///
    /// - Parameter now: The time now, for rules about the future; without it these are left out.
    public static func check(
        _ record: MicroCredentialRecord, phase: ProfilePhase, at now: Timestamp? = nil,
        settings: ProfileSettings = .standard
    ) -> [Finding] {
        let context = RuleContext(phase: phase, now: now, settings: settings)
        var findings: [Finding] = []
        for rule in rules(in: phase) {
            let found = rule.check(record, context)
            if !found.isEmpty { findings += found }
        }
        guard !record.acknowledgements.isEmpty else { return findings }
        return findings.map { $0.acknowledged(by: record.acknowledgements) }
    }

    /// The codes of rules that can warn, which are those that can be acknowledged.
    public static let acknowledgeable: [String] = [
        "MC01b", "MC01d", "MC05", "MC06b", "MC06c", "MC07b", "MC07c", "MC09c", "MC11b", "MO2", "MO4", "FL2", "FL7",
        "FL10",
    ]
}

extension Finding {
    /// The argument that holds the reason somebody gave for going on.
    static let reasonName = "reason"

    /// The reason somebody gave for going on in spite of this warning.
    public var acknowledgedReason: String? { arguments.first { $0.name == Self.reasonName }?.value }

    /// Whether this stops issuing: an error, or a warning that nobody acknowledged.
    public var stopsIssuing: Bool { severity >= .warning }

    func acknowledged(by acknowledgements: [Acknowledgement]) -> Finding {
        guard severity == .warning,
            let acknowledgement = acknowledgements.first(where: { $0.code.utf8.elementsEqual(code.utf8) })
        else { return self }
        return Finding(
            code, .info, at: place, arguments + [(name: Self.reasonName, value: acknowledgement.reason)])
    }
}

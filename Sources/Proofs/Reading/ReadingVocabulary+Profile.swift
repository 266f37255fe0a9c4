import LinkedData

// The context gives some properties of other vocabularies a name of their own in each kind of object.
extension ReadingVocabulary {
    /// What the micro-credential profile says of a credential, its issuer, its subject and its achievement.
    static let profile: [TreeTerm] =
        [
            TreeTerm("issuerCountry", .one, .address, elm + "countryCode"),
            TreeTerm("issuerRegion", .one, .address, elm + "spatialCode"),
            TreeTerm("learnerFamilyName", .one, .literal, foaf + "familyName"),
            TreeTerm("learnerGivenNames", .one, .literal, foaf + "givenName"),
            TreeTerm("learnerDateOfBirth", .one, .text, elm + "dateOfBirth"),
            TreeTerm("titleTranslations", .languages, .literal, dc + "alternative"),
            TreeTerm("awardingBodies", .order, .object, scope: bodyScope, mcp + "awardingBodies"),
            TreeTerm("learningOutcomes", .order, .object, scope: outcomeScope, elm + "learningOutcome"),
            TreeTerm("assessments", .order, .object, scope: assessmentScope, mcp + "assessments"),
            TreeTerm("qualityAssurance", .many, .object, scope: assuranceScope, mcp + "qualityAssurance"),
            TreeTerm("stackability", .one, .object, scope: stackabilityScope, mcp + "stackability"),
            TreeTerm("components", .order, .object, scope: componentScope, elm + "hasPart"),
            // Numbers are texts here, as in the context's own documents.
            TreeTerm("workloadHours", .one, .text, mcp + "workloadHours"),
            TreeTerm("ectsCredits", .one, .text, mcp + "ectsCredits"),
            TreeTerm("ecvetPoints", .one, .text, mcp + "ecvetPoints"),
            TreeTerm("eqfLevel", .one, .address, elm + "EQFLevel"),
            TreeTerm("nqfLevel", .one, .address, elm + "NQFLevel"),
            TreeTerm("assessmentTypes", .many, .address, mcp + "assessmentTypes"),
            TreeTerm("participationModes", .many, .address, elm + "mode"),
            TreeTerm("activityTypes", .many, .address, mcp + "activityTypes"),
            TreeTerm("supervisionAndIdVerification", .one, .address, elm + "idVerification"),
            TreeTerm("learningSetting", .one, .address, elm + "learningSetting"),
            TreeTerm("iscedF", .many, .address, elm + "ISCEDFCode"),
            TreeTerm("instructionLanguages", .many, .address, dc + "language"),
            TreeTerm("furtherInformation", .many, .literal, mcp + "furtherInformation"),
        ]
        + [
            "profileVersion", "certificateKind", "sector", "awardBasis", "professionalQualification",
            "signingMandate", "teachingPeriods", "levelStatus", "qfEheaCycle", "prerequisites", "flandersType",
        ].map { TreeTerm($0, .one, .literal, mcp + $0) }
        + ["descriptionTranslations", "criteriaTranslations", "prerequisitesTranslations"].map {
            TreeTerm($0, .languages, .literal, mcp + $0)
        }

    /// Marks in words go from low to high: for the profile, without a list nobody knows which one is a pass.
    static let profileMarks: [TreeTerm] = [TreeTerm("allowedValue", .order, .literal, ob + "allowedValue")]

    static let awardingBody: [TreeTerm] = [
        TreeTerm("bodyIdentifier", .one, .address, mcp + "bodyIdentifier"),
        TreeTerm("bodyName", .one, .literal, elm + "legalName"),
        TreeTerm("bodyRegistration", .one, .literal, elm + "registration"),
        TreeTerm("bodyCountry", .one, .address, elm + "countryCode"),
    ]

    static let learningOutcome: [TreeTerm] = [
        TreeTerm("outcomeText", .one, .literal, dc + "title"),
        TreeTerm("outcomeTextTranslations", .languages, .literal, dc + "alternative"),
        TreeTerm("outcomeType", .one, .address, dc + "type"),
        TreeTerm("escoSkills", .many, .address, elm + "relatedESCOSkill"),
    ]

    static let assessment: [TreeTerm] = [
        TreeTerm("assessmentTitle", .one, .literal, dc + "title"),
        TreeTerm("assessmentTitleTranslations", .languages, .literal, dc + "alternative"),
        TreeTerm("assessmentType", .many, .address, dc + "type"),
        TreeTerm("assessmentMode", .one, .address, elm + "mode"),
        TreeTerm("assessmentWeight", .one, .text, mcp + "assessmentWeight"),
    ]

    static let qualityAssurance: [TreeTerm] = [
        TreeTerm("qaType", .one, .address, dc + "type"),
        TreeTerm("qaScope", .one, .literal, mcp + "qaScope"),
        TreeTerm("qaBody", .one, .literal, mcp + "qaBody"),
        TreeTerm("qaBasis", .one, .literal, mcp + "qaBasis"),
        TreeTerm("qaReport", .one, .address, elm + "report"),
        TreeTerm("qaValidFrom", .one, .text, elm + "issueDate"),
        TreeTerm("qaValidUntil", .one, .text, elm + "expiryDate"),
    ]

    static let stackability: [TreeTerm] = [
        TreeTerm("stackabilityOption", .one, .literal, mcp + "stackabilityOption"),
        TreeTerm("stacksTowards", .many, .address, elm + "isPartOf"),
        TreeTerm("stackabilityConditions", .one, .literal, mcp + "stackabilityConditions"),
    ]

    static let component: [TreeTerm] = [
        TreeTerm("componentCode", .one, .literal, mcp + "componentCode"),
        TreeTerm("componentTitle", .one, .literal, dc + "title"),
        TreeTerm("componentEcts", .one, .text, mcp + "ectsCredits"),
        TreeTerm("componentNqfLevel", .one, .address, elm + "NQFLevel"),
        TreeTerm("componentCredential", .one, .address, mcp + "componentCredential"),
    ]
}

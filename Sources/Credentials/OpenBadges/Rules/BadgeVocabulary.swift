internal import Encodings

/// The lists of words in Open Badges 3.0 and the Comprehensive Learner Record 2.0 (appendix B, enumerations).
enum BadgeVocabulary: Sendable {
    case achievementType, alignmentTarget, association, identifierType, resultStatus, resultType

    /// Whether the list may be extended by words that begin with `ext:`.
    var isExtensible: Bool { self != .association && self != .resultStatus }

    /// Whether a text is a word of the list, or of an extension where there may be one.
    func contains(_ text: Span<UInt8>) -> Bool {
        for word in words where text.equals(word) { return true }
        return isExtensible && Self.isExtension(text)
    }

    /// `ext:` and one or more letters, digits, points, bars, hyphens or underscores, as the published pattern has it.
    private static func isExtension(_ text: Span<UInt8>) -> Bool {
        guard text.count > 4, text.extracting(..<4).equals("ext:") else { return false }
        for index in 4..<text.count where !extensionCharacters.contains(text[index]) { return false }
        return true
    }

    private static let extensionCharacters = ASCIISet.alphanumerics.union(ASCIISet(".|-_"))

    /// The words of the list.
    var words: [StaticString] {
        switch self {
        case .achievementType: Self.achievementTypes
        case .alignmentTarget: Self.alignmentTargets
        case .association: Self.associations
        case .identifierType: Self.identifierTypes
        case .resultStatus: Self.resultStatuses
        case .resultType: Self.resultTypes
        }
    }

    private static let achievementTypes: [StaticString] = [
        "Achievement", "ApprenticeshipCertificate", "Assessment", "Assignment", "AssociateDegree", "Award", "Badge",
        "BachelorDegree", "Certificate", "CertificateOfCompletion", "Certification", "CommunityService", "Competency",
        "Course", "CoCurricular", "Degree", "Diploma", "DoctoralDegree", "Fieldwork", "GeneralEducationDevelopment",
        "JourneymanCertificate", "LearningProgram", "License", "Membership", "ProfessionalDoctorate",
        "QualityAssuranceCredential", "MasterCertificate", "MasterDegree", "MicroCredential", "ResearchDoctorate",
        "SecondarySchoolDiploma",
    ]
    private static let alignmentTargets: [StaticString] = [
        "ceasn:Competency", "ceterms:Credential", "CFItem", "CFRubric", "CFRubricCriterion", "CFRubricCriterionLevel",
        "CTDL",
    ]
    private static let associations: [StaticString] = [
        "exactMatchOf", "isChildOf", "isParentOf", "isPartOf", "isPeerOf", "isRelatedTo", "precedes", "replacedBy",
    ]
    private static let identifierTypes: [StaticString] = [
        "name", "sourcedId", "systemId", "productId", "userName", "accountId", "emailAddress",
        "nationalIdentityNumber", "isbn", "issn", "lisSourcedId", "oneRosterSourcedId", "sisSourcedId", "ltiContextId",
        "ltiDeploymentId", "ltiToolId", "ltiPlatformId", "ltiUserId", "identifier",
    ]
    private static let resultStatuses: [StaticString] = [
        "Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew",
    ]
    private static let resultTypes: [StaticString] = [
        "GradePointAverage", "LetterGrade", "Percent", "PerformanceLevel", "PredictedScore", "RawScore", "Result",
        "RubricCriterion", "RubricCriterionLevel", "RubricScore", "ScaledScore", "Status",
    ]
}

/// The fields of a record that a rule can point at.
///
/// The raw value is the name of the member in an Open Badges 3.0 document.
public enum RecordField: String, Sendable, CaseIterable {
    // Of the credential.
    case awardedOn = "awardedDate"
    case issuedAt = "validFrom"
    case validUntil
    // Of the issuer.
    case issuerName = "name"
    case issuerCountries = "issuerCountry"
    // Of the subject.
    case familyName = "learnerFamilyName"
    case givenNames = "learnerGivenNames"
    case dateOfBirth = "learnerDateOfBirth"
    case learnerIdentifiers = "identifier"
    case activityEnd = "activityEndDate"
    case grade = "result"
    // Of the achievement.
    case title = "achievementName"
    case language = "inLanguage"
    case sector
    case flandersType
    case certificateKind
    case professionalQualification
    case awardingBodies
    case mandate = "signingMandate"
    case learningOutcomes
    case ectsCredits
    case workloadHours
    case teachingPeriods
    case ecvetPoints
    case levelStatus
    case eqfLevel
    case nationalLevel = "nqfLevel"
    case cycle = "qfEheaCycle"
    case assessments = "assessmentTypes"
    case supervision = "supervisionAndIdVerification"
    case participationModes
    case qualityAssurance
    case prerequisites
    case stackability
    case components
    case gradeScale = "resultDescription"
    case fieldsOfStudy = "iscedF"
    case furtherInformation

    /// The part of a record that holds a field.
    enum Part: Sendable {
        case credential
        case issuer
        case subject
        case achievement
    }

    var part: Part {
        switch self {
        case .awardedOn, .issuedAt, .validUntil: .credential
        case .issuerName, .issuerCountries: .issuer
        case .familyName, .givenNames, .dateOfBirth, .learnerIdentifiers, .activityEnd, .grade: .subject
        default: .achievement
        }
    }

    /// The name of the member in an Open Badges 3.0 document.
    var memberName: String { self == .title ? "name" : rawValue }
}

import Credentials
import LinkedData

// Which class has what, as in Open Badges 3.0, the Comprehensive Learner Record 2.0 and the micro-credential profile: what
// tells the places apart in which one thing stands.
extension ReadingVocabulary {
    /// The positions of ``classes``.
    enum Place {
        static let credential = 0
        static let learner = 1
        static let endorsed = 2
        static let recordSubject = 3
        static let achievement = 4
        static let profile = 5
        static let evidence = 6
        static let criteria = 7
        static let image = 8
        static let alignment = 9
        static let related = 10
        static let result = 11
        static let resultDescription = 12
        static let rubricLevel = 13
        static let identity = 14
        static let identifierEntry = 15
        static let address = 16
        static let geo = 17
        static let association = 18
        static let status = 19
        static let resource = 20
    }

    /// The classes by their positions.
    static let classes: [TreeClass] = [
        TreeClass(
            [
                "issuer", "validFrom", "validUntil", "issuanceDate", "expirationDate", "awardedDate", "name",
                "description", "credentialSubject", "credentialStatus", "credentialSchema", "refreshService",
                "termsOfUse", "evidence", "relatedResource", "confidenceMethod", "renderMethod", "image", "endorsement",
                "endorsementJwt", "partial",
            ],
            types: [
                "VerifiableCredential", "VerifiablePresentation", "EnvelopedVerifiableCredential",
                "EnvelopedVerifiablePresentation", "OpenBadgeCredential", "EndorsementCredential", "ClrCredential",
                "JsonSchemaCredential", "BitstringStatusListCredential", "StatusList2021Credential",
                "EuropeanDigitalCredential",
            ]),
        TreeClass(
            [
                "activityEndDate", "activityStartDate", "creditsEarned", "achievement", "identifier", "image",
                "licenseNumber", "narrative", "result", "role", "source", "term", "learnerFamilyName",
                "learnerGivenNames", "learnerDateOfBirth",
            ],
            types: ["AchievementSubject"], excluding: [clr + "achievement", clr + "identifier-1"]),
        TreeClass(
            ["endorsementComment"], types: ["EndorsementSubject"], valuesOfTypes: ["EndorsementCredential"]),
        TreeClass(
            [
                "achievement", "identifier", "verifiableCredential", "association", "learnerFamilyName",
                "learnerGivenNames", "learnerDateOfBirth",
            ],
            types: ["ClrSubject"], excluding: [ob + "achievement", ob + "achievement-0", ob + "Achievement"],
            valuesOfTypes: ["ClrCredential"]),
        TreeClass(
            [
                "alignment", "achievementType", "creator", "creditsAvailable", "criteria", "description", "endorsement",
                "endorsementJwt", "fieldOfStudy", "humanCode", "image", "inLanguage", "name", "otherIdentifier",
                "related", "resultDescription", "specialization", "tag", "version",
            ] + profile.map(\.name).filter { !profileElsewhere.contains($0) },
            types: ["Achievement"]),
        TreeClass(
            [
                "name", "url", "phone", "description", "endorsement", "endorsementJwt", "image", "email", "address",
                "otherIdentifier", "official", "parentOrg", "familyName", "givenName", "additionalName",
                "patronymicName", "honorificPrefix", "honorificSuffix", "familyNamePrefix", "dateOfBirth",
                "issuerCountry", "issuerRegion",
            ],
            types: ["Profile"]),
        TreeClass(["narrative", "name", "description", "genre", "audience"], types: ["Evidence"]),
        TreeClass(["narrative"], types: ["Criteria"]), TreeClass(["caption"], types: ["Image"]),
        TreeClass(
            ["targetCode", "targetDescription", "targetName", "targetFramework", "targetType", "targetUrl"],
            types: ["Alignment"]),
        TreeClass(["inLanguage", "version"], types: ["Related"], claims: ["inLanguage", "version"]),
        TreeClass(["achievedLevel", "alignment", "resultDescription", "status", "value"], types: ["Result"]),
        TreeClass(
            [
                "alignment", "allowedValue", "name", "requiredLevel", "requiredValue", "resultType",
                "rubricCriterionLevel", "valueMax", "valueMin",
            ],
            types: ["ResultDescription"]),
        TreeClass(["alignment", "description", "level", "name", "points"], types: ["RubricCriterionLevel"]),
        TreeClass(["hashed", "identityHash", "identityType", "salt"], types: ["IdentityObject"]),
        TreeClass(["identifier", "identifierType"], types: ["IdentifierEntry"]),
        TreeClass(
            [
                "addressCountry", "addressCountryCode", "addressRegion", "addressLocality", "streetAddress",
                "postOfficeBoxNumber", "postalCode", "geo",
            ],
            types: ["Address"]),
        TreeClass(["latitude", "longitude"], types: ["GeoCoordinates"]),
        TreeClass(["associationType", "sourceId", "targetId"], types: ["Association"]),
        TreeClass(
            [
                "statusListCredential", "statusReference", "statusListIndex", "statusPurpose", "statusSize",
                "statusMessage",
            ],
            types: ["BitstringStatusListEntry", "StatusList2021Entry", "1EdTechRevocationList"]),
        TreeClass(
            ["name", "description", "digestSRI", "digestMultibase", "mediaType"],
            types: [
                "JsonSchema", "JsonSchemaCredential", "JsonSchemaValidator2018", "1EdTechJsonSchemaValidator2019",
                "ManualRefreshService2018", "1EdTechCredentialRefresh",
            ]),
        TreeClass(
            ["statusPurpose", "encodedList", "ttl"], types: ["BitstringStatusList", "StatusList2021"],
            valuesOfTypes: ["BitstringStatusListCredential", "StatusList2021Credential"]),
    ]

    /// What a badge says of how a learner did beside the achievement.
    static let earned: [StaticString] = [
        "result", "creditsEarned", "licenseNumber", "narrative", "role", "term", "activityStartDate", "activityEndDate",
        "source", "image",
    ]

    /// The words of the profile that are said of others than the achievement.
    private static let profileElsewhere: Set<String> = [
        "issuerCountry", "issuerRegion", "learnerFamilyName", "learnerGivenNames", "learnerDateOfBirth",
    ]
}

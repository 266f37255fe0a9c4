/// The classes of Open Badges 3.0 and of the Comprehensive Learner Record 2.0, in one table: what each object has, how
/// often, and in which form.
///
/// Source: Open Badges 3.0 and Comprehensive Learner Record 2.0, appendix B, and the JSON schemas that 1EdTech publishes
/// with them (`ob_v3p0_achievementcredential_schema`, `clr_v2p0_clrcredential_schema`). What they demand is an error,
/// but for what genuine credentials of well-known issuers break, and what JSON-LD or the data model says otherwise:
///
/// - A word that is no `achievementType` is a warning. Issuers on the tools of the Digital Credentials Consortium write
///   words of their own there (`Program`), and nothing is made of such a word. All other lists hold: a program acts on
///   their words.
/// - A subject with neither `id` nor `identifier` is a warning. The text of the specification asks for one, the schema
///   does not, and the same issuers write the name alone, or nobody.
/// - A picture of a *profile* as its address alone is a warning, since those issuers write it so, and the contexts read
///   both alike. Anywhere else it is an object.
/// - One value where the schema has a list is a warning: linked data knows no difference. A list where it has one value
///   is an error, for readers of the JSON would take the value as missing.
/// - `type` may be a list where the schema has one text: linked data knows no difference.
/// - A time without offset, or a date alone, is a warning where a date and time is asked for.
/// - A language tag follows BCP 47: the schema's pattern refuses correct tags such as `zh-hant-tw`.
/// - A country is two letters, in either case.
/// - The name of a credential, and name and description of a profile, may carry their languages, as the data model has it.
/// - `name` is required of a learner record alone: for achievements and endorsements one text asks for it, another not.
/// - Nested credentials need no `@context` of their own: they have that of the document.
/// - A property that the table does not have is no error: the specification provides for extensions, and whether a word
///   has a meaning is judged elsewhere.
/// - `issuanceDate` stands for `validFrom` in version 1.1 of the data model.
enum BadgePart: Int, CaseIterable, Sendable {
    case achievementCredential, endorsementCredential, learnerRecordCredential
    case achievementSubject, endorsementSubject, learnerRecordSubject, association
    case achievement, criteria, alignment, related, resultDescription, rubricCriterionLevel, result, evidence
    case profile, address, geoCoordinates, identityObject, identifierEntry, image

    /// What is known of the class.
    var definition: BadgeClass { Self.table[rawValue] }

    private static let table = allCases.map(\.written)

    private var written: BadgeClass {
        switch self {
        case .achievementCredential, .endorsementCredential, .learnerRecordCredential, .achievementSubject,
            .endorsementSubject, .learnerRecordSubject, .association:
            credentialClass
        case .profile, .address, .geoCoordinates, .identityObject, .identifierEntry, .image: profileClass
        default: achievementClass
        }
    }

    // The parts of a credential, of an achievement and of a profile; each as the specification orders them.

    private var credentialClass: BadgeClass {
        switch self {
        case .achievementCredential:
            BadgeClass(
                nil,
                Self.credential + [
                    .optional("image", .part(.image)), .one("credentialSubject", .part(.achievementSubject)),
                    .many("endorsement", .part(.endorsementCredential)), .many("endorsementJwt", .token),
                    .many("evidence", .part(.evidence)),
                ])
        case .endorsementCredential:
            BadgeClass(
                "EndorsementCredential",
                Self.credential + [.one("credentialSubject", .part(.endorsementSubject))])
        case .learnerRecordCredential:
            BadgeClass(
                nil,
                [.one("name", .words)] + Self.credential + [
                    .optional("image", .part(.image)), .optional("partial", .boolean),
                    .one("credentialSubject", .part(.learnerRecordSubject)),
                    .many("endorsement", .part(.endorsementCredential)), .many("endorsementJwt", .token),
                ])
        case .achievementSubject:
            BadgeClass(
                "AchievementSubject",
                [
                    .optional("id", .url), .optional("activityEndDate", .time), .optional("activityStartDate", .time),
                    .optional("creditsEarned", .number), .one("achievement", .part(.achievement)),
                    .many("identifier", .part(.identityObject)), .optional("image", .part(.image)),
                    .optional("licenseNumber", .text), .optional("narrative", .text), .many("result", .part(.result)),
                    .optional("role", .text), .optional("source", .part(.profile)), .optional("term", .text),
                ])
        case .endorsementSubject:
            BadgeClass("EndorsementSubject", [.one("id", .url), .optional("endorsementComment", .text)])
        case .learnerRecordSubject:
            BadgeClass(
                "ClrSubject",
                [
                    .optional("id", .url), .many("identifier", .part(.identityObject)),
                    .many("achievement", .part(.achievement)), .some("verifiableCredential", .credential),
                    .many("association", .part(.association)),
                ])
        default:
            BadgeClass(
                "Association",
                [.one("associationType", .word(.association)), .one("sourceId", .url), .one("targetId", .url)])
        }
    }

    /// What credentials of every kind have.
    private static let credential: [BadgeProperty] = [
        .one("id", .url), .optional("name", .words), .optional("description", .words), .optional("awardedDate", .time),
        .one("issuer", .profile), .one("validFrom", .time), .optional("validUntil", .time),
        .optional("issuanceDate", .time), .optional("expirationDate", .time),
    ]

    private var achievementClass: BadgeClass {
        switch self {
        case .achievement:
            BadgeClass(
                "Achievement",
                [
                    .one("id", .url), .many("alignment", .part(.alignment)),
                    .optional("achievementType", .word(.achievementType)), .optional("creator", .part(.profile)),
                    .optional("creditsAvailable", .number), .one("criteria", .part(.criteria)),
                    .one("description", .text), .many("endorsement", .part(.endorsementCredential)),
                    .many("endorsementJwt", .token), .optional("fieldOfStudy", .text), .optional("humanCode", .text),
                    .optional("image", .part(.image)), .optional("inLanguage", .language), .one("name", .text),
                    .many("otherIdentifier", .part(.identifierEntry)), .many("related", .part(.related)),
                    .many("resultDescription", .part(.resultDescription)), .optional("specialization", .text),
                    .many("tag", .text), .optional("version", .text),
                ])
        case .criteria: BadgeClass(nil, [.optional("id", .url), .optional("narrative", .text)])
        case .alignment:
            BadgeClass(
                "Alignment",
                [
                    .optional("targetCode", .text), .optional("targetDescription", .text), .one("targetName", .text),
                    .optional("targetFramework", .text), .optional("targetType", .word(.alignmentTarget)),
                    .one("targetUrl", .url),
                ])
        case .related:
            BadgeClass(
                "Related", [.one("id", .url), .optional("inLanguage", .language), .optional("version", .text)])
        case .resultDescription:
            BadgeClass(
                "ResultDescription",
                [
                    .one("id", .url), .many("alignment", .part(.alignment)), .many("allowedValue", .text),
                    .one("name", .text), .optional("requiredLevel", .url), .optional("requiredValue", .text),
                    .one("resultType", .word(.resultType)),
                    .many("rubricCriterionLevel", .part(.rubricCriterionLevel)), .optional("valueMax", .text),
                    .optional("valueMin", .text),
                ])
        case .rubricCriterionLevel:
            BadgeClass(
                "RubricCriterionLevel",
                [
                    .one("id", .url), .many("alignment", .part(.alignment)), .optional("description", .text),
                    .optional("level", .text), .one("name", .text), .optional("points", .text),
                ])
        case .result:
            BadgeClass(
                "Result",
                [
                    .optional("achievedLevel", .url), .many("alignment", .part(.alignment)),
                    .optional("resultDescription", .url), .optional("status", .word(.resultStatus)),
                    .optional("value", .text),
                ])
        default:
            BadgeClass(
                "Evidence",
                [
                    .optional("id", .url), .optional("narrative", .text), .optional("name", .text),
                    .optional("description", .text), .optional("genre", .text), .optional("audience", .text),
                ])
        }
    }

    private var profileClass: BadgeClass {
        switch self {
        case .profile:
            BadgeClass(
                "Profile",
                [
                    .one("id", .url), .optional("name", .words), .optional("url", .url), .optional("phone", .text),
                    .optional("description", .words), .many("endorsement", .part(.endorsementCredential)),
                    .many("endorsementJwt", .token), .optional("image", .part(.image)), .optional("email", .email),
                    .optional("address", .part(.address)), .many("otherIdentifier", .part(.identifierEntry)),
                    .optional("official", .text), .optional("parentOrg", .part(.profile)),
                    .optional("familyName", .text), .optional("givenName", .text), .optional("additionalName", .text),
                    .optional("patronymicName", .text), .optional("honorificPrefix", .text),
                    .optional("honorificSuffix", .text), .optional("familyNamePrefix", .text),
                    .optional("dateOfBirth", .date),
                ])
        case .address:
            BadgeClass(
                "Address",
                [
                    .optional("addressCountry", .text), .optional("addressCountryCode", .country),
                    .optional("addressRegion", .text), .optional("addressLocality", .text),
                    .optional("streetAddress", .text), .optional("postOfficeBoxNumber", .text),
                    .optional("postalCode", .text), .optional("geo", .part(.geoCoordinates)),
                ])
        case .geoCoordinates: BadgeClass("GeoCoordinates", [.one("latitude", .number), .one("longitude", .number)])
        case .identityObject:
            BadgeClass(
                "IdentityObject",
                [
                    .one("hashed", .boolean), .one("identityHash", .text), .one("identityType", .word(.identifierType)),
                    .optional("salt", .text),
                ])
        case .identifierEntry:
            BadgeClass(
                "IdentifierEntry", [.one("identifier", .text), .one("identifierType", .word(.identifierType))])
        default: BadgeClass("Image", [.one("id", .url), .optional("caption", .text)])
        }
    }
}

import LinkedData

extension ReadingVocabulary {
    /// Verifiable Credentials Data Model 2.0 and 1.1, and status lists.
    static let dataModel: [TreeTerm] = [
        TreeTerm("issuer", .one, .reference, place: Place.profile, cred + "issuer"),
        TreeTerm("validFrom", .one, .text, cred + "validFrom"),
        TreeTerm("validUntil", .one, .text, cred + "validUntil"),
        TreeTerm("issuanceDate", .one, .text, cred + "issuanceDate"),
        TreeTerm("expirationDate", .one, .text, cred + "expirationDate"),
        TreeTerm("awardedDate", .one, .text, ob + "awardedDate"),
        TreeTerm("name", .one, .literal, schema + "name", plainSchema + "name"),
        TreeTerm("description", .one, .literal, schema + "description", plainSchema + "description"),
        TreeTerm(
            "credentialSubject", .some, .object, place: Place.learner, isPlaceOfTypes: true, isMerged: true,
            cred + "credentialSubject"),
        TreeTerm("credentialStatus", .some, .object, place: Place.status, cred + "credentialStatus"),
        TreeTerm("credentialSchema", .some, .object, place: Place.resource, cred + "credentialSchema"),
        TreeTerm("refreshService", .some, .object, place: Place.resource, cred + "refreshService"),
        TreeTerm("termsOfUse", .some, .object, place: Place.resource, cred + "termsOfUse"),
        TreeTerm("evidence", .some, .object, place: Place.evidence, cred + "evidence"),
        TreeTerm("relatedResource", .some, .object, place: Place.resource, cred + "relatedResource"),
        TreeTerm("confidenceMethod", .some, .object, place: Place.resource, cred + "confidenceMethod"),
        TreeTerm("renderMethod", .some, .object, place: Place.resource, cred + "renderMethod"),
        TreeTerm("proof", .omitted, .object, security + "proof"),
        TreeTerm("digestSRI", .some, .text, cred + "digestSRI"),
        TreeTerm("digestMultibase", .some, .text, security + "digestMultibase"),
        TreeTerm("mediaType", .one, .text, schema + "encodingFormat"),
        TreeTerm(
            "statusListCredential", .one, .address, status + "statusListCredential",
            statusList + "statusListCredential"),
        TreeTerm("statusReference", .one, .address, status + "statusReference"),
        TreeTerm("statusListIndex", .one, .literal, status + "statusListIndex", statusList + "statusListIndex"),
        TreeTerm("statusPurpose", .some, .literal, status + "statusPurpose", statusList + "statusPurpose"),
        TreeTerm("encodedList", .one, .text, status + "encodedList", statusList + "encodedList"),
        TreeTerm("ttl", .one, .literal, status + "ttl"),
        TreeTerm("statusSize", .one, .literal, status + "statusSize"),
        TreeTerm("statusMessage", .many, .object, status + "statusMessage"),
        TreeTerm("message", .one, .literal, status + "message"),
    ]

    /// The types by name, the base type first.
    static let types: [(name: String, iris: [String])] =
        [
            ("VerifiableCredential", [cred + "VerifiableCredential"]),
            ("VerifiablePresentation", [cred + "VerifiablePresentation"]),
            ("EnvelopedVerifiableCredential", [cred + "EnvelopedVerifiableCredential"]),
            ("EnvelopedVerifiablePresentation", [cred + "EnvelopedVerifiablePresentation"]),
            ("OpenBadgeCredential", [ob + "OpenBadgeCredential"]),
            ("EndorsementCredential", [ob + "EndorsementCredential"]),
            ("ClrCredential", [clr + "ClrCredential"]), ("ClrSubject", [clr + "ClrSubject"]),
            ("Association", [clr + "Association"]),
            ("Alignment", [schema + "AlignmentObject", schema + "Alignment"]),
            ("JsonSchema", [cred + "JsonSchema"]), ("JsonSchemaCredential", [cred + "JsonSchemaCredential"]),
            ("JsonSchemaValidator2018", [cred + "JsonSchemaValidator2018"]),
            ("ManualRefreshService2018", [cred + "ManualRefreshService2018"]),
            ("BitstringStatusListEntry", [status + "BitstringStatusListEntry"]),
            ("BitstringStatusList", [status + "BitstringStatusList"]),
            ("BitstringStatusListCredential", [status + "BitstringStatusListCredential"]),
            ("StatusList2021Entry", [statusList + "StatusList2021Entry"]),
            ("StatusList2021", [statusList + "StatusList2021"]),
            ("StatusList2021Credential", [statusList + "StatusList2021Credential"]),
            (
                "1EdTechJsonSchemaValidator2019",
                ["https://purl.imsglobal.org/spec/vccs/v1p0/context.json#1EdTechJsonSchemaValidator2019"]
            ),
            (
                "1EdTechRevocationList",
                ["https://purl.imsglobal.org/spec/vcrl/v1p0/context.json#1EdTechRevocationList"]
            ),
            (
                "1EdTechCredentialRefresh",
                ["https://purl.imsglobal.org/spec/vccr/v1p0/context.json#1EdTechCredentialRefresh"]
            ),
            ("EuropeanDigitalCredential", [elm + "EuropeanDigitalCredential"]),
        ]
        + [
            "Achievement", "AchievementSubject", "Address", "Criteria", "EndorsementSubject", "Evidence",
            "GeoCoordinates", "IdentifierEntry", "IdentityObject", "Image", "Profile", "Related", "Result",
            "ResultDescription", "RubricCriterionLevel",
        ].map { ($0, [ob + $0]) }
}

import LinkedData

// Several editions gave one member different IRIs, and some of them the IRI of the type of its values.
extension ReadingVocabulary {
    /// Open Badges 3.0 in the editions 3.0, 3.0.1, 3.0.2 and 3.0.3, and learner records.
    static let openBadges: [TreeTerm] =
        [
            TreeTerm("partial", .one, .literal, clr + "partial"),
            TreeTerm("verifiableCredential", .many, .any, place: Place.credential, clr + "verifiableCredential"),
            TreeTerm("association", .many, .object, place: Place.association, clr + "association"),
            TreeTerm("associationType", .one, .literal, clr + "AssociationType"),
            TreeTerm("sourceId", .one, .text, clr + "sourceId"),
            TreeTerm("targetId", .one, .text, clr + "targetId"),
            TreeTerm(
                "achievement", .some, .object, place: Place.achievement, isMerged: true, ob + "achievement",
                ob + "achievement-0", ob + "Achievement", clr + "achievement"),
            TreeTerm("creator", .one, .any, place: Place.profile, ob + "creator", ob + "Profile"),
            TreeTerm("criteria", .one, .object, place: Place.criteria, ob + "Criteria"),
            TreeTerm("image", .one, .any, place: Place.image, ob + "image", ob + "Image", plainSchema + "image"),
            TreeTerm("source", .one, .any, place: Place.profile, ob + "source"),
            TreeTerm("parentOrg", .one, .any, place: Place.profile, ob + "parentOrg"),
            TreeTerm("alignment", .many, .object, place: Place.alignment, ob + "alignment"),
            TreeTerm("related", .many, .object, place: Place.related, ob + "related"),
            TreeTerm("otherIdentifier", .many, .object, place: Place.identifierEntry, ob + "otherIdentifier"),
            TreeTerm("result", .many, .object, scope: resultScope, place: Place.result, ob + "result"),
            TreeTerm("resultDescription", .many, .object, place: Place.resultDescription, ob + "resultDescription"),
            TreeTerm(
                "rubricCriterionLevel", .many, .object, place: Place.rubricLevel, ob + "rubricCriterionLevel"),
            TreeTerm("allowedValue", .list, .literal, ob + "allowedValue"),
            TreeTerm("endorsement", .many, .any, place: Place.credential, ob + "endorsement"),
            // Linked data says of one thing all that several endorsers say of it, and not which of them said what.
            TreeTerm("endorsementComment", .some, .literal, ob + "endorsementComment"),
            TreeTerm("endorsementJwt", .many, .literal, ob + "endorsementJwt"),
            // Of a subject these are objects, of an entry it is a text.
            TreeTerm(
                "identifier", .some, .any, place: Place.identity, ob + "identifier", clr + "identifier-1"),
            TreeTerm("address", .one, .object, place: Place.address, ob + "address", ob + "Address"),
            TreeTerm("addressCountryCode", .one, .literal, ob + "CountryCode"),
            TreeTerm("geo", .one, .object, place: Place.geo, ob + "GeoCoordinates"),
            TreeTerm("phone", .one, .literal, ob + "phone", ob + "PhoneNumber"),
            TreeTerm("tag", .many, .literal, schema + "keywords"),
            TreeTerm("value", .one, .literal, schema + "value", plainSchema + "value"),
            TreeTerm("url", .one, .text, schema + "url", plainSchema + "url"),
            TreeTerm("targetUrl", .one, .text, schema + "targetUrl"),
            TreeTerm("requiredLevel", .one, .text, ob + "requiredLevel"),
            TreeTerm("achievedLevel", .one, .text, ob + "achievedLevel"),
            TreeTerm("activityStartDate", .one, .text, ob + "activityStartDate"),
            TreeTerm("activityEndDate", .one, .text, ob + "activityEndDate"),
            TreeTerm("dateOfBirth", .one, .text, ob + "dateOfBirth"),
        ]
        + [
            "achievementType", "fieldOfStudy", "humanCode", "specialization", "version", "creditsAvailable",
            "creditsEarned", "licenseNumber", "role", "term", "narrative", "targetCode", "targetType",
            "identifierType", "hashed", "identityHash", "identityType", "salt",
            "familyNamePrefix", "patronymicName", "official", "status", "requiredValue", "resultType", "valueMax",
            "valueMin", "level", "points",
        ].map { TreeTerm($0, .one, .literal, ob + $0) }
        + [
            "inLanguage", "targetDescription", "targetFramework", "targetName", "audience", "genre", "latitude",
            "longitude", "caption", "email", "familyName", "givenName", "additionalName", "honorificPrefix",
            "honorificSuffix", "addressCountry", "addressLocality", "addressRegion", "postOfficeBoxNumber",
            "postalCode", "streetAddress",
        ].map { TreeTerm($0, .one, .literal, schema + $0) }

    /// In a result `resultDescription` is the address of what describes it.
    static let result: [TreeTerm] = [TreeTerm("resultDescription", .one, .text, ob + "resultDescription")]
}

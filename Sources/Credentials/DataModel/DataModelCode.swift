/// The stable codes of what the data model rules find.
///
/// Source of the rules: Verifiable Credentials Data Model 2.0, section 4, unless a case names another.
public enum DataModelCode: String, Sendable, CaseIterable {
    /// The document is no JSON object.
    case documentNotObject = "DOCUMENT_NOT_OBJECT"

    /// There is no `@context` (section 4.3).
    case contextMissing = "CONTEXT_MISSING"
    /// The `@context`, or an entry of it, is neither an address nor an object.
    case contextMalformed = "CONTEXT_MALFORMED"
    /// The first context is not the base context of version 2.0 or 1.1.
    case contextBaseNotFirst = "CONTEXT_BASE_NOT_FIRST"
    /// A context is a text, but no absolute URL.
    case contextNotURL = "CONTEXT_NOT_URL"
    /// A context is named twice: contexts are an ordered set.
    case contextRepeated = "CONTEXT_REPEATED"
    /// The base contexts of both versions are named, which define the same terms differently.
    case contextVersionsMixed = "CONTEXT_VERSIONS_MIXED"
    /// A context in the document gives another meaning to a protected term (section 5.2.1).
    case contextRedefinesTerm = "CONTEXT_REDEFINES_TERM"
    /// A context in the document maps a term to something that can be no URL.
    case contextTermNotURL = "CONTEXT_TERM_NOT_URL"

    /// There is no `type` where one is required (section 4.5).
    case typeMissing = "TYPE_MISSING"
    /// A `type` is no text, or an empty one, or an empty list.
    case typeMalformed = "TYPE_MALFORMED"
    /// A type has a colon, as a URL does, but is no absolute URL.
    case typeNotURL = "TYPE_NOT_URL"
    /// The type that makes the document a credential or a presentation is missing.
    case typeBaseMissing = "TYPE_BASE_MISSING"
    /// The document also states the base type of another kind of document.
    case typeConflict = "TYPE_CONFLICT"
    /// No context of the document says what a type means.
    case typeNotMapped = "TYPE_NOT_MAPPED"

    /// There is no `id` where one is required.
    case identifierMissing = "IDENTIFIER_MISSING"
    /// An `id` is not a single absolute URL (section 4.4).
    case identifierNotURL = "IDENTIFIER_NOT_URL"
    /// An identifier of who speaks, or a DID, holds characters outside ASCII.
    case identifierNotASCII = "IDENTIFIER_NOT_ASCII"

    /// There is no `issuer` (section 4.7).
    case issuerMissing = "ISSUER_MISSING"
    /// The `issuer` is neither a URL nor an object whose `id` is one.
    case issuerMalformed = "ISSUER_MALFORMED"

    /// There is no `credentialSubject`, or an empty list (section 4.8).
    case subjectMissing = "SUBJECT_MISSING"
    /// A subject is an object without any claim.
    case subjectEmpty = "SUBJECT_EMPTY"

    /// A date and time of the validity period is not written as one (section 4.9).
    case validityMalformed = "VALIDITY_MALFORMED"
    /// A date and time of the validity period lacks its offset from UTC, so that it names no instant.
    case validityWithoutOffset = "VALIDITY_WITHOUT_OFFSET"
    /// A date and time lacks its offset, as version 1.1 admits, and is read as UTC.
    case validityOffsetAssumed = "VALIDITY_OFFSET_ASSUMED"
    /// The validity period ends before it starts.
    case validityReversed = "VALIDITY_REVERSED"
    /// A document of version 1.1 has no `issuanceDate` (version 1.1, section 4.6).
    case issuanceDateMissing = "ISSUANCE_DATE_MISSING"
    /// A date stands under the name of another version, where a verifier does not look.
    case validityOtherVersion = "VALIDITY_OTHER_VERSION"

    /// A property holds something else than an object or a list of objects.
    case valueNotObject = "VALUE_NOT_OBJECT"
    /// A property holds an empty list, where one value or more is required.
    case valueEmpty = "VALUE_EMPTY"

    /// A name or a description is neither a text nor a text with its language (sections 4.6 and 11.1).
    case textMalformed = "TEXT_MALFORMED"
    /// The language of a text is no well-formed language tag (BCP 47).
    case textLanguageMalformed = "TEXT_LANGUAGE_MALFORMED"
    /// The direction of a text is neither `ltr` nor `rtl`.
    case textDirectionMalformed = "TEXT_DIRECTION_MALFORMED"
    /// A text with its language has a member that does not belong there.
    case textExtraMember = "TEXT_EXTRA_MEMBER"

    /// A related resource is listed twice (section 5.3).
    case resourceRepeated = "RESOURCE_REPEATED"
    /// A related resource has no digest.
    case resourceDigestMissing = "RESOURCE_DIGEST_MISSING"
    /// The digest of a related resource is not written as one.
    case resourceDigestMalformed = "RESOURCE_DIGEST_MALFORMED"
    /// The media type of a related resource is not written as one.
    case resourceMediaTypeMalformed = "RESOURCE_MEDIA_TYPE_MALFORMED"

    /// The `holder` of a presentation is neither a URL nor an object whose `id` is one (section 4.13).
    case holderMalformed = "HOLDER_MALFORMED"
    /// What is presented is no object.
    case presentedNotObject = "PRESENTED_NOT_OBJECT"
    /// A presented credential has no proof of its own, and the presentation names no holder (section 4.13.4).
    case presentedHolderMissing = "PRESENTED_HOLDER_MISSING"
    /// A presented credential has no proof of its own, and its issuer is not the holder who presents it.
    case presentedNotSecured = "PRESENTED_NOT_SECURED"

    /// The `id` of an envelope is no `data:` URL with content (sections 4.13.1 and 4.13.2).
    case envelopeNotDataURL = "ENVELOPE_NOT_DATA_URL"

    /// A part of an Open Badge lacks the type that tells what it is (Open Badges 3.0, appendix B).
    case badgeTypeMissing = "BADGE_TYPE_MISSING"
    /// A part of an Open Badge lacks a member that Open Badges requires there.
    case badgeMemberMissing = "BADGE_MEMBER_MISSING"
    /// A list stands where Open Badges has one value.
    case badgeValueRepeated = "BADGE_VALUE_REPEATED"
    /// One value stands where Open Badges has a list.
    case badgeValueAlone = "BADGE_VALUE_ALONE"
    /// A value is no text.
    case badgeNotText = "BADGE_NOT_TEXT"
    /// A value is no number.
    case badgeNotNumber = "BADGE_NOT_NUMBER"
    /// A value is neither `true` nor `false`.
    case badgeNotBoolean = "BADGE_NOT_BOOLEAN"
    /// A value is no absolute address.
    case badgeNotURL = "BADGE_NOT_URL"
    /// A value is no date and time.
    case badgeNotTime = "BADGE_NOT_TIME"
    /// A value is a date, or a time without offset, where a date and time with its offset is asked for.
    case badgeTimeIncomplete = "BADGE_TIME_INCOMPLETE"
    /// A value is no date.
    case badgeNotDate = "BADGE_NOT_DATE"
    /// A value is no address for electronic mail.
    case badgeNotEmail = "BADGE_NOT_EMAIL"
    /// A value is no code of a country.
    case badgeNotCountry = "BADGE_NOT_COUNTRY"
    /// A value is no signed token.
    case badgeNotToken = "BADGE_NOT_TOKEN"
    /// A word is none of its list, which may be extended.
    case badgeWordUnknown = "BADGE_WORD_UNKNOWN"
    /// A word is none of its list, which may not be extended.
    case badgeWordOther = "BADGE_WORD_OTHER"
    /// A kind of achievement is none of its list.
    case badgeKindUnknown = "BADGE_KIND_UNKNOWN"
    /// A picture is given by its address alone.
    case badgePictureBare = "BADGE_PICTURE_BARE"
    /// A subject has neither an identifier of its own nor one of another kind.
    case badgeSubjectUnnamed = "BADGE_SUBJECT_UNNAMED"

    /// There were more findings than are kept.
    case findingsOmitted = "FINDINGS_OMITTED"

    /// How much a finding of this code weighs.
    public var severity: Finding.Severity {
        switch self {
        case .validityOtherVersion, .validityOffsetAssumed, .badgeValueAlone, .badgeTimeIncomplete, .badgeKindUnknown,
            .badgePictureBare, .badgeSubjectUnnamed:
            .warning
        case .findingsOmitted: .info
        default: .error
        }
    }
}

extension DataModelCode {
    /// What can be wrong with objects that have a type and may have an identifier.
    static let ofTypedObjects: [DataModelCode] = [
        .valueNotObject, .valueEmpty, .typeMissing, .typeMalformed, .typeNotURL, .identifierNotURL, .identifierNotASCII,
    ]

    /// What can be wrong with the parts of an Open Badge.
    static let ofBadges: [DataModelCode] = [
        .badgeTypeMissing, .badgeMemberMissing, .badgeValueRepeated, .badgeValueAlone, .badgeNotText, .badgeNotNumber,
        .badgeNotBoolean, .badgeNotURL, .badgeNotTime, .badgeTimeIncomplete, .badgeNotDate, .badgeNotEmail,
        .badgeNotCountry, .badgeNotToken, .badgeWordUnknown, .badgeWordOther, .badgeKindUnknown, .badgePictureBare,
        .badgeSubjectUnnamed, .valueEmpty, .textLanguageMalformed,
    ]
}

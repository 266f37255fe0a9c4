public import Credentials
public import Cryptography
public import Encodings

/// What an institution knows of one learner's award: a row of its register.
public struct LearnerRecord: Sendable {
    /// A number or address by which others know the learner.
    public struct Identifier: Sendable {
        /// What kind of identifier it is.
        public var scheme: RecordText
        /// The identifier in clear.
        public var value: RecordText
        /// Whether a credential holds a salted hash of it only.
        public var isHashed: Bool

        /// Takes an identifier.
        public init(scheme: RecordText, value: RecordText, isHashed: Bool) {
            self.scheme = scheme
            self.value = value
            self.isHashed = isHashed
        }
    }

    /// Names, date of birth and decentralized identifier.
    public var learner: LearnerIdentity
    /// Numbers and addresses, in clear.
    public var identifiers: [Identifier]
    /// The day of the decision to award.
    public var awardedOn: RecordValue<CalendarDate>?
    /// First day of the learning.
    public var courseStart: RecordValue<CalendarDate>?
    /// Last day of the learning.
    public var courseEnd: RecordValue<CalendarDate>?
    /// The result.
    public var grade: RecordText?
    /// Where the fields stand.
    public var places: WrittenPlaces.Source

    /// Makes an empty row.
    public init(places: WrittenPlaces.Source) {
        learner = LearnerIdentity()
        identifiers = []
        self.places = places
    }

    /// The award as it goes into a credential.
    ///
    /// Source of the hash: Open Badges 3.0, B.4 (IdentityHash): `sha256$` and the hexadecimal digits of the SHA-256 of
    /// the identifier followed by the salt.
    ///
    /// - Parameters:
    ///   - issuedAt: When the credential is signed.
    ///   - validFor: For how long it is valid, if not without end.
    ///   - salt: Gives a new random text for each identifier that is hashed; it is not called for others.
    /// - Throws: ``CryptographyError`` when the cryptographic library fails.
    public func award(
        issuedAt: Timestamp, validFor: ValidityPeriod? = nil, salt: () -> String
    ) throws(CryptographyError) -> AwardRecord {
        var award = AwardRecord()
        award.learner = learner
        award.awardedOn = awardedOn
        award.issuedAt = RecordValue(RecordText(issuedAt.description, at: places.start))
        award.validUntil = validFor.map {
            RecordValue(RecordText($0.end(after: issuedAt).description, at: places.start))
        }
        award.activityStart = courseStart
        award.activityEnd = courseEnd
        award.grade = grade
        for identifier in identifiers {
            award.learner.identifiers.append(try identifier.sealed(salt))
        }
        return award
    }
}

extension LearnerRecord.Identifier {
    /// The identifier as it goes into a credential.
    fileprivate func sealed(_ salt: () -> String) throws(CryptographyError) -> LearnerIdentifier {
        guard isHashed else { return LearnerIdentifier(scheme: scheme, value: value, isHashed: false) }
        let salt = salt()
        let digest = try SHA256.hash(Array(value.string.utf8) + Array(salt.utf8))
        let digits = digest.map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        return LearnerIdentifier(
            scheme: scheme, hash: RecordText("sha256$" + digits.joined(), at: value.place),
            salt: RecordText(salt, at: value.place), of: value)
    }
}

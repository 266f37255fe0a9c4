import Credentials
import Cryptography
import Encodings

/// What all credentials of an institution for one specification have in common.
///
/// It never changes; the credentials of a batch share one.
final class CredentialForm: Sendable {
    /// The identifier of the achievement, or its digest when it has none.
    let specificationID: String

    /// The digest of what the credential says of the achievement.
    let specificationDigest: Multihash

    /// The bytes that most of them have.
    let patterns = CredentialPatterns()

    private let builder: OpenBadgesBuilder
    /// What credentials say of the achievement, as it is written and in canonical form: most of their bytes.
    private let achievement: (written: [UInt8], canonical: [UInt8])
    /// Stands for the achievement until it is put in: a text that nobody can have guessed.
    private let mark: String

    /// Makes the form for the issuer and the achievement of a record.
    init(_ record: MicroCredentialRecord) throws(IssuerError) {
        builder = OpenBadgesBuilder(issuer: record.issuer, achievement: record.achievement)
        let subject = builder.credential(for: AwardRecord(), id: "urn:uuid:")["credentialSubject"]
        let value = subject?["achievement"] ?? .null
        achievement = (value.serialized(), try value.canonicalBytes())
        mark = try RandomUUID.urn()
        let hash = try IssuerPaths.hash(of: achievement.canonical)
        do throws(EncodingError) {
            specificationDigest = try Multihash(.sha256, digest: hash)
        } catch {
            throw IssuerError(.cryptographyFailed, error.reason)
        }
        specificationID = record.achievement.id?.string ?? specificationDigest.multibase
    }

    /// The unsigned credential for one learner, in which the achievement is still to be put.
    func credential(for award: AwardRecord, id: String) -> JSONValue {
        var credential = builder.credential(for: award, id: id)
        credential["credentialSubject"]?["achievement"] = .string(mark)
        return credential
    }

    /// The bytes of a credential, with the achievement.
    func bytes(of credential: JSONValue) throws(IssuerError) -> [UInt8] {
        try filled(credential.serialized(), achievement.written)
    }

    /// The canonical form of a credential, with the achievement: that of each member stands as it is in the whole.
    func canonicalBytes(of credential: JSONValue) throws(IssuerError) -> [UInt8] {
        if let plain = PlainCanonicalForm(credential) { return try filled(plain.bytes, achievement.canonical) }
        return try filled(credential.canonicalBytes(), achievement.canonical)
    }

    private func filled(_ bytes: [UInt8], _ content: [UInt8]) throws(IssuerError) -> [UInt8] {
        let place = Array("\"\(mark)\"".utf8)
        var start = 0
        while start + place.count <= bytes.count {
            if bytes[start] == place[0], bytes[start..<start + place.count].elementsEqual(place) {
                return bytes[..<start] + content + bytes[(start + place.count)...]
            }
            start += 1
        }
        throw IssuerError(.draftRefused, "expected a credential with an achievement, built one without")
    }
}

/// A specification as an institution awards it, made once for the many learners of a batch.
final class SpecificationTemplate: Sendable {
    let form: CredentialForm
    private let specification: MicroCredentialSpecification
    private let record: MicroCredentialRecord
    private let issuer: WrittenPlaces.Source
    private let tellsNamesakesApart: Bool

    /// Completes a specification by what an institution says for all it awards.
    ///
    /// - Parameter tellsNamesakesApart: See ``IssuanceRequest/tellsNamesakesApart``.
    init(
        _ specification: MicroCredentialSpecification, of profile: IssuerProfile, tellsNamesakesApart: Bool = false
    ) throws(IssuerError) {
        self.tellsNamesakesApart = tellsNamesakesApart
        self.specification = specification
        record = specification.record(of: profile)
        form = try CredentialForm(record)
        issuer = profile.places
    }

    /// Whether rules find the same in both.
    func isSame(as other: SpecificationTemplate) -> Bool {
        record == other.record && record.offering == other.record.offering
            && record.acknowledgements == other.record.acknowledgements
            && specification.validFor == other.specification.validFor
    }

    /// Asks for the credential of a learner.
    func request(for learner: LearnerRecord) -> IssuanceRequest {
        let plain = PlainAward(learner)
        let form = IssuanceRequest.Form(form, plain: plain) { [specification] (time, salt) throws(IssuerError) in
            do throws(CryptographyError) {
                return try learner.award(issuedAt: time, validFor: specification.validFor, salt: salt)
            } catch {
                throw IssuerError(.cryptographyFailed, error)
            }
        }
        var request = IssuanceRequest(form) { [self] (_, time, salt) throws(IssuerError) in
            var record = MicroCredentialRecord(
                issuer: record.issuer, achievement: record.achievement, award: try form.award(time, salt),
                acknowledgements: record.acknowledgements,
                places: WrittenPlaces(
                    specification: specification.places, issuer: issuer, learner: learner.places))
            record.offering = self.record.offering
            return record
        }
        request.tellsNamesakesApart = tellsNamesakesApart
        return request
    }
}

public import CredentialIssuer
public import Credentials
public import Cryptography
package import Database
public import Encodings
package import Storage
import TestSupport

/// A fictitious institution with one micro-credential, in a folder of its own, for the tests of the roles.
public enum Institution {
    /// When everything happens.
    public static let now = Timestamp(secondsSince1970: 1_795_338_000) ?? .earliest

    /// The first published test key of RFC 8032, section 7.1.
    public static func key() throws -> Ed25519PrivateKey {
        try key(seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    }

    /// The key of a seed in hexadecimal.
    public static func key(seed: String) throws -> Ed25519PrivateKey {
        var seed = bytes(fromHexadecimal: seed) ?? []
        return try Ed25519PrivateKey(seed: SecretBytes(overwriting: &seed))
    }

    /// Where it publishes status lists, if it does.
    public static let statusBase = "https://leiehove.example/status"

    /// Status lists, signed with the second published test key of RFC 8032, section 7.1.
    public static func status(base: String = statusBase) throws -> NewStatusLists {
        NewStatusLists(
            base: base, key: try key(seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"),
            passphrase: try passphrase())
    }

    /// What its key file is encrypted with.
    public static func passphrase(_ text: String = "correct horse") throws -> SecretBytes {
        var bytes = Array(text.utf8)
        return try SecretBytes(overwriting: &bytes)
    }

    /// What it says of itself.
    public static var description: IssuerDescription {
        var description = IssuerDescription(
            legalName: [("nl", "Hogeschool Leiehove"), ("en", "Leiehove University")], countries: ["Belgium"])
        description.regions = ["Vlaanderen"]
        description.url = "https://leiehove.example/"
        description.email = "info@leiehove.example"
        description.locality = "Gent"
        description.sector = "higher education"
        description.qualityAssurance = [
            .init(type: "institutional", scope: "institution", body: "Example Accreditation")
        ]
        return description
    }

    /// Makes its folder quickly: the key file costs little to open.
    package static func folder(
        _ path: String, id: String? = nil, key: Ed25519PrivateKey? = nil, describing: IssuerDescription? = nil,
        status: NewStatusLists? = nil, server: Database? = nil, faults: DiskFaults = .none
    ) throws -> IssuerFolder {
        try IssuerFolder.create(
            at: path, describing: describing ?? description,
            key: .file(key ?? Self.key(), passphrase: passphrase()), iterations: 1_000,
            id: id.map { try DID(parsing: $0) }, status: status, server: server, now: now,
            faults: faults)
    }

    /// Opens its folder for issuing.
    package static func issuer(_ path: String, faults: DiskFaults = .none) throws -> Issuer {
        let folder = try IssuerFolder(path, faults: faults)
        return try Issuer(folder, signer: folder.privateKey(passphrase: passphrase()))
    }

    /// What a learner earned there.
    public struct Learner: Sendable {
        /// The given names.
        public var givenNames: String
        /// The family name.
        public var familyName: String
        /// The date of birth.
        public var dateOfBirth: String?
        /// A number that the institution gave.
        public var number: String?
        /// The identifier of the learner's wallet.
        public var id: String?
        /// The mark.
        public var mark = "14"
        /// The day of the award.
        public var awardedOn = "2026-06-26"
        /// The identifier of the micro-credential.
        public var specification = "https://leiehove.example/mc/blended"
        /// Its title.
        public var title = "Blended Learning Design"

        /// Names a learner.
        public init(_ givenNames: String, _ familyName: String, born dateOfBirth: String? = "2001-02-03") {
            self.givenNames = givenNames
            self.familyName = familyName
            self.dateOfBirth = dateOfBirth
        }
    }

    /// The record of an award, with all eleven elements but those that the issuer's profile gives.
    public static func record(
        _ learner: Learner, acknowledging codes: [String] = []
    ) throws -> MicroCredentialRecord {
        var achievement: JSONValue = [
            "id": .string(learner.specification), "type": ["Achievement"], "achievementType": "MicroCredential",
            "name": .string(learner.title), "description": "Two course units.",
            "criteria": ["narrative": "Pass both parts."], "inLanguage": "en", "profileVersion": "1.0",
            "learningOutcomes": [["outcomeText": "Designs lessons that are partly online and partly in a classroom."]],
            "ectsCredits": "6", "levelStatus": "levelled", "eqfLevel": "http://data.europa.eu/snb/eqf/7",
            "nqfLevel": "http://data.europa.eu/snb/qdr/c_95fec238",
            "assessmentTypes": ["http://data.europa.eu/snb/assessment/d30284d7df"],
            "participationModes": ["http://data.europa.eu/snb/learning-assessment/e92d221e4d"],
            "supervisionAndIdVerification": "http://data.europa.eu/snb/supervision-verification/70be69aaf9",
            "prerequisites": "None.",
        ]
        achievement["resultDescription"] = [
            [
                "id": "urn:example:mark", "type": ["ResultDescription"], "name": "Mark", "resultType": "RawScore",
                "valueMin": "0", "valueMax": "20", "requiredValue": "10",
            ]
        ]
        var subject: JSONValue = [
            "type": ["AchievementSubject"], "learnerGivenNames": .string(learner.givenNames),
            "learnerFamilyName": .string(learner.familyName), "achievement": achievement,
            "result": [["type": ["Result"], "resultDescription": "urn:example:mark", "value": .string(learner.mark)]],
        ]
        subject["id"] = learner.id.map { .string($0) }
        subject["learnerDateOfBirth"] = learner.dateOfBirth.map { .string($0) }
        subject["identifier"] = learner.number.map { number in
            [
                [
                    "type": "IdentityObject", "hashed": false, "identityType": "sisSourcedId",
                    "identityHash": .string(number),
                ]
            ]
        }
        let document: JSONValue = [
            "awardedDate": .string(learner.awardedOn + "T00:00:00Z"), "credentialSubject": subject,
        ]
        let parsed = try JSONDocument(parsing: document.serialized(), limits: .credential)
        var record = MicroCredentialRecord(CredentialView(parsed.root))
        record.acknowledgements = codes.map { Acknowledgement(code: $0, reason: "decided by the board") }
        return record
    }
}

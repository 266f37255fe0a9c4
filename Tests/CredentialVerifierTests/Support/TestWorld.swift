import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Testing

/// A key with its names, made from a seed of one repeated byte.
struct TestKey {
    let key: Ed25519PrivateKey
    let did: String

    init(_ seed: UInt8) throws {
        var bytes = [UInt8](repeating: seed, count: 32)
        key = try Ed25519PrivateKey(seed: SecretBytes(overwriting: &bytes))
        did = "did:key:\(key.publicKey.multikey)"
    }

    var method: String { "\(did)#\(key.publicKey.multikey)" }
}

/// An authority, a university that it recognises, and a verifier that trusts the authority; all in memory.
struct TestWorld {
    /// The time at which everything is judged unless a test says otherwise.
    static let now = "2026-11-22T09:00:00Z"

    let authority: TestKey
    let university: TestKey
    var listIssued = "2026-11-20T09:00:00Z"
    var granted = "2019-09-01T00:00:00Z"
    var levels: ClosedRange<Int>? = 5...7
    /// The fields for which the university is recognised; all of them when there are none.
    var fields: [String] = []
    /// The identifier of the university on the list and in its credentials; its did:key when `nil`.
    var universityDID: String?

    init() throws {
        authority = try TestKey(0xA1)
        university = try TestKey(0xB2)
    }

    var issuerID: String { universityDID ?? university.did }
    var issuerMethod: String { universityDID.map { $0 + "#2026" } ?? university.method }

    func time(_ text: String = TestWorld.now) throws -> Timestamp { try Timestamp(parsing: text) }

    func pin(environment: TrustEnvironment = .production) throws -> TrustPin {
        try TrustPin(
            authority: #require(DID("did:web:ministry.example")), name: "Ministry of Education of Utopia",
            country: "UT",
            key: authority.key.publicKey, environment: environment, listID: "urn:trust:utopia:list")
    }

    /// The authority's list, changed by `change` before it is signed.
    func list(
        pin: TrustPin? = nil, _ change: (inout TrustListEditor) throws -> Void = { _ in }
    ) throws -> IssuerTrustList {
        let issued = try time(listIssued)
        var editor = TrustListEditor(
            creating: try pin ?? self.pin(), legalName: "Ministry of Education of Utopia", jurisdiction: "UT",
            at: issued)
        var issuer = NewIssuer(
            id: try #require(DID(issuerID)), legalName: "Leiehove University", grantedSince: try time(granted))
        issuer.keys = [
            NewKey(
                verificationMethod: try #require(DIDURL(issuerMethod)), publicKey: university.key.publicKey,
                purpose: .issue, window: ValidityWindow(from: try time(granted)))
        ]
        issuer.recognitions = [
            NewRecognition(
                credentialTypes: ["MicroCredential"], eqfLevels: levels, fields: fields, jurisdictions: ["BE"],
                window: ValidityWindow(from: try time(granted)))
        ]
        try editor.addIssuer(issuer)
        try change(&editor)
        return try editor.sign(with: authority.key)
    }

    func verifier(policy: Policy = .standard) throws -> Verifier {
        Verifier(trust: Trust(lists: [try list()]), policy: policy)
    }

    /// A complete micro-credential of the university, changed by `change`, not signed.
    func draft(_ change: (inout JSONValue) -> Void = { _ in }) throws -> JSONValue {
        var value = JSONValue(try JSONDocument(parsing: Array(Self.credential.utf8), limits: .credential).root)
        value["issuer"]?["id"] = .string(issuerID)
        change(&value)
        return value
    }

    /// A signed micro-credential of the university.
    func credential(
        created: String = "2026-06-30T10:00:00Z", by signer: TestKey? = nil, method: String? = nil,
        _ change: (inout JSONValue) -> Void = { _ in }
    ) throws -> [UInt8] {
        let signer = signer ?? university
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(method ?? issuerMethod)), created: try time(created))
        return try EdDSAJCS2022.secure(CredentialDraft(draft(change)), options: options, signer: signer.key)
    }

    private static let credential = """
        {
          "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            "https://example.org/ns/micro-credential/v1.json"
          ],
          "id": "urn:uuid:7b1e8c7e-0f61-4d55-9a2b-4a1f5b0f2c11",
          "type": ["VerifiableCredential", "OpenBadgeCredential"],
          "name": "Blended Learning Design for Adult Educators",
          "issuer": {
            "id": "", "type": ["Profile"], "name": "The name that the file claims",
            "address": {"type": ["Address"], "addressCountry": "Belgium", "addressCountryCode": "BE"},
            "issuerCountry": "http://publications.europa.eu/resource/authority/country/BEL"
          },
          "validFrom": "2026-06-30T10:00:00Z",
          "awardedDate": "2026-06-26T00:00:00Z",
          "credentialSubject": {
            "type": ["AchievementSubject"],
            "learnerFamilyName": "De Smet", "learnerGivenNames": "Anna", "learnerDateOfBirth": "1984-03-09",
            "creditsEarned": 6,
            "achievement": {
              "id": "https://catalogue.leiehove.example/mc/BLD-6/2025-2026",
              "type": ["Achievement"], "achievementType": "MicroCredential", "inLanguage": "en",
              "name": "Blended Learning Design for Adult Educators",
              "description": "Two course units for professionals in adult education.",
              "criteria": {"narrative": "Pass both components."},
              "profileVersion": "1.0",
              "learningOutcomes": [
                {"outcomeText": "Redesign an existing module as a blended module and justify the choices made."}
              ],
              "ectsCredits": "6", "workloadHours": "165",
              "levelStatus": "levelled", "eqfLevel": "http://data.europa.eu/snb/eqf/7",
              "nqfLevel": "http://data.europa.eu/snb/qdr/c_95fec238", "qfEheaCycle": "second",
              "assessmentTypes": ["http://data.europa.eu/snb/assessment/4f03b91c0e"],
              "participationModes": ["http://data.europa.eu/snb/learning-assessment/e92d221e4d"],
              "qualityAssurance": [
                {
                  "qaType": "http://data.europa.eu/snb/accreditation/bb4618238e", "qaScope": "institution",
                  "qaBody": "Accreditation body (fictitious)"
                }
              ]
            }
          }
        }
        """
}

import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
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

    var authority: TestKey
    let university: TestKey
    var listIssued = "2026-11-20T09:00:00Z"
    var granted = "2019-09-01T00:00:00Z"
    var levels: ClosedRange<Int>? = 5...7
    /// The types of awards for which the university is recognised.
    var types = ["MicroCredential"]
    /// The places where it is recognised.
    var places = ["BE"]
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
                credentialTypes: types, eqfLevels: levels, fields: fields, jurisdictions: places,
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
        var value = JSONValue(try JSONDocument(parsing: Array(ExampleCredential.text.utf8), limits: .credential).root)
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
}

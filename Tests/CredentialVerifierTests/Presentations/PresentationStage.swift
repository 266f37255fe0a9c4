import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import TestSupport
import Testing

/// A learner with credentials of the university of a ``TestWorld``, and a desk that asks for them.
struct PresentationStage {
    let world: TestWorld
    let learner: HolderKey
    let stranger: HolderKey
    /// The desk's folder for state.
    let state: String

    static let domain = "hr.example"

    init(state: String) throws {
        world = try TestWorld()
        learner = HolderKey(try TestKey(0x51).key)
        stranger = HolderKey(try TestKey(0x52).key)
        self.state = state
    }

    var store: ChallengeStore { ChallengeStore(state: state) }
    var recipient: Recipient { Recipient(domain: Self.domain, challenges: store) }

    func now(_ seconds: Int64 = 0) throws -> Timestamp { try world.time().adding(seconds: seconds) }

    func challenge(for domain: String = domain, made seconds: Int64 = -60) throws -> String {
        try store.make(for: domain, at: now(seconds)).challenge
    }

    /// A credential about a learner; about nobody's key where `subject` is `nil`.
    func credential(
        _ subject: String?, id: String = "urn:uuid:1", _ change: (inout JSONValue) -> Void = { _ in }
    ) throws -> [UInt8] {
        try world.credential { value in
            value["id"] = .string(id)
            value["credentialSubject"]?["id"] = subject.map { .string($0) }
            change(&value)
        }
    }

    /// What is to be signed, each part of which a test can have wrong.
    struct Wish {
        var credentials: [[UInt8]]
        var domain: JSONValue? = .string(PresentationStage.domain)
        var challenge: JSONValue?
        var created: Timestamp?
        var expires: Timestamp?
        var holder: JSONValue?
        var purpose = "authentication"
        var change: (inout JSONValue) -> Void = { _ in }
    }

    func wish(_ credentials: [[UInt8]], challenge: String?) throws -> Wish {
        Wish(
            credentials: credentials, challenge: challenge.map { .string($0) }, created: try now(),
            expires: try now(600), holder: .string(learner.holder.did.text))
    }

    /// Signs what a wish says as it stands, whether or not a wallet would: step by step, as the standard has it.
    func signed(_ wish: Wish, by seed: UInt8 = 0x51) throws -> [UInt8] {
        let key = try TestKey(seed)
        var value: JSONValue = [
            "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiablePresentation"],
        ]
        value["holder"] = wish.holder
        value["verifiableCredential"] = .array(
            try wish.credentials.map { JSONValue(try JSONDocument(parsing: $0, limits: .presentation).root) })
        wish.change(&value)
        var proof: JSONValue = [
            "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "verificationMethod": .string(key.method),
            "proofPurpose": .string(wish.purpose),
        ]
        proof["created"] = wish.created.map { .string($0.description) }
        proof["expires"] = wish.expires.map { .string($0.description) }
        proof["domain"] = wish.domain
        proof["challenge"] = wish.challenge
        var options = proof
        options["@context"] = value["@context"]
        let canonical = try [options, value].map {
            try JSONDocument(parsing: $0.serialized(), limits: .general).root.canonicalBytes()
        }
        let hash = try SHA256.hash(canonical[0]) + SHA256.hash(canonical[1])
        proof["proofValue"] = .string(
            Multibase.encode(try key.key.sign(.arbitraryBytesUnsafe(hash), selfCheck: true), as: .base58btc))
        value["proof"] = proof
        return value.serialized()
    }

    func judge(
        _ bytes: [UInt8], policy: Policy = .standard, for recipient: Recipient?, after seconds: Int64 = 0
    ) throws -> VerificationReport {
        try world.verifier(policy: policy).verify(bytes, for: recipient, at: now(seconds))
    }

    func judge(
        _ bytes: [UInt8], policy: Policy = .standard, after seconds: Int64 = 0
    ) throws -> VerificationReport {
        try judge(bytes, policy: policy, for: recipient, after: seconds)
    }

    static func play(_ body: (PresentationStage) throws -> Void) throws {
        try Files.withTemporaryFolder { folder in try body(PresentationStage(state: folder)) }
    }
}

extension VerificationReport {
    /// The check that decides, with its outcome where it did not fail; `valid` where all is well.
    var answer: String { decisive.map { "\($0.name.rawValue) \($0.code)" } ?? "valid" }

    /// The answers of the check of the holder, credential by credential.
    var holders: [String] { credentials.compactMap { $0[.holder]?.code } }
}

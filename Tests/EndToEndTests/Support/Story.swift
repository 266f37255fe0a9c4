import Credentials
import Cryptography
import Encodings
import Proofs
import TestSupport
import Testing

/// A published test key (RFC 8032, section 7.1) with its file, so that nobody takes it for a secret.
struct PublishedKey {
    let key: Ed25519PrivateKey
    /// The private key as unencrypted PKCS#8, which is accepted for published keys alone.
    let pem: String

    static func authority() throws -> PublishedKey {
        try PublishedKey("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    }

    static func university() throws -> PublishedKey {
        try PublishedKey("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    }

    init(_ seed: String) throws {
        var seed = try #require(bytes(fromHexadecimal: seed))
        let prefix: [UInt8] = [0x30, 0x2E, 2, 1, 0, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 4, 0x22, 4, 0x20]
        pem = "-----BEGIN PRIVATE KEY-----\n\(Base64.encode(prefix + seed))\n-----END PRIVATE KEY-----\n"
        key = try Ed25519PrivateKey(seed: SecretBytes(overwriting: &seed))
    }

    var multikey: String { key.publicKey.multikey }
    var did: String { "did:key:" + multikey }
    var method: String { "\(did)#\(multikey)" }
}

/// A folder in which an authority, a university and a clerk work with the program.
///
/// The authority's folder is `trust`; it recognises the university, whose credentials the story signs itself.
struct Story {
    static let now = "2026-11-22T09:00:00Z"
    static let made = "2026-11-20T09:00:00Z"

    let folder: String
    let testamur: Program
    let authority: PublishedKey
    let university: PublishedKey

    /// Prepares a story, plays it, and removes the folder.
    static func play(withTrust: Bool = true, _ body: (Story) throws -> Void) throws {
        try Files.withTemporaryFolder { folder in
            let story = Story(
                folder: folder, testamur: try Program("testamur"), authority: try .authority(),
                university: try .university())
            try story.write(Array(story.authority.pem.utf8), to: "authority.pem")
            try WalletKey.write(to: folder)
            if withTrust { try story.makeTrust() }
            try body(story)
        }
    }

    /// Runs the program in the folder.
    @discardableResult
    func run(
        _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:]
    ) throws -> Program.Outcome {
        try testamur.run(
            WalletKey.added(to: arguments), input: input,
            environment: WalletKey.environment(for: arguments, in: folder).merging(environment) { $1 }, in: folder)
    }

    /// Runs the program, which is expected to succeed.
    @discardableResult
    func succeed(_ arguments: String..., environment: [String: String] = [:]) throws -> Program.Outcome {
        let outcome = try testamur.run(
            WalletKey.added(to: arguments),
            environment: WalletKey.environment(for: arguments, in: folder).merging(environment) { $1 }, in: folder)
        try #require(outcome.status == 0, "\(arguments): \(outcome.errors)")
        return outcome
    }

    /// Verifies a file at the story's time against the story's trust.
    func verify(_ arguments: String..., input: [UInt8] = []) throws -> Program.Outcome {
        try testamur.run(["verify", "--trust", "trust", "--at", Self.now] + arguments, input: input, in: folder)
    }

    func path(_ name: String) -> String { folder + "/" + name }

    func write(_ bytes: [UInt8], to name: String) throws { try Files.write(bytes, to: path(name)) }

    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    func read(_ name: String) throws -> [UInt8] { try Files.read(path(name)) }

    /// Makes the authority's folder, with no institution on the list.
    func initTrust(_ name: String = "trust", environment: String = "demonstration") throws -> Program.Outcome {
        try testamur.run(
            [
                "trust", "init", name, "--name", "Ministry of Education of Utopia", "--country", "UT", "--authority",
                "did:web:ministry.example", "--list-id", "urn:trust:utopia:list", "--environment", environment,
                "--key", "authority.pem", "--at", Self.made,
            ], in: folder)
    }

    func addUniversity() throws -> Program.Outcome {
        try run(
            "trust", "add-issuer", "trust", "--did", university.did, "--name", "Leiehove University", "--types",
            "MicroCredential", "--eqf", "5-7", "--country", "BE", "--identifier", "ROR=https://ror.org/00example",
            "--from", "2019-09-01", "--at", Self.made)
    }

    func sign(at time: String = Story.made) throws -> Program.Outcome {
        try run("trust", "sign", "trust", "--key", "authority.pem", "--at", time)
    }

    private func makeTrust() throws {
        for outcome in [try initTrust(), try addUniversity(), try sign()] {
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
    }
}

extension Story {
    /// A micro-credential of the university, changed by `change` before it is signed.
    func credential(
        by signer: PublishedKey? = nil, _ change: (inout JSONValue) -> Void = { _ in }
    ) throws -> [UInt8] {
        let signer = signer ?? university
        var value = JSONValue(try JSONDocument(parsing: Array(ExampleCredential.text.utf8), limits: .credential).root)
        value["issuer"]?["id"] = .string(signer.did)
        change(&value)
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(signer.method)),
            created: try Timestamp(parsing: "2026-06-30T10:00:00Z"))
        return try EdDSAJCS2022.secure(CredentialDraft(value), options: options, signer: signer.key)
    }

    /// The university's credential for Anna, in a file.
    @discardableResult
    func issue(to name: String = "anna.json", _ change: (inout JSONValue) -> Void = { _ in }) throws -> [UInt8] {
        let bytes = try credential(change)
        try write(bytes, to: name)
        return bytes
    }

    /// One of somebody whom no list knows: the key of RFC 8032, TEST 3.
    func issueAbroad(to name: String = "abroad.json") throws {
        let stranger = try PublishedKey("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
        try write(try credential(by: stranger), to: name)
    }

    /// A copy of Anna's with another name, as a forger would make it.
    func tamper(_ bytes: [UInt8], to name: String = "altered.json") throws {
        let text = String(decoding: bytes, as: UTF8.self)
        let parts = text.split(separator: "\"Anna\"", maxSplits: 1, omittingEmptySubsequences: false)
        try #require(parts.count == 2)
        try write(parts.joined(separator: "\"Otto\""), to: name)
    }
}

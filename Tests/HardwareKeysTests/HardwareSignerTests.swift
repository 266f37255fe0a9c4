import Credentials
import Cryptography
import Encodings
import HardwareKeys
import Proofs
import TestSupport
import Testing

@Suite(
    "Keys that never leave their device", .serialized,
    .enabled(if: SoftToken.canRun, Comment(rawValue: SoftToken.hint)))
struct HardwareSignerTests {
    private func draft(of key: Ed25519PublicKey) throws -> CredentialDraft {
        try CredentialDraft([
            "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],
            "id": "urn:uuid:1d4f6f0e-6f0a-4b8e-9d2c-0a1b2c3d4e5f", "issuer": .string("did:key:\(key.multikey)"),
            "validFrom": "2026-11-20T09:00:00Z", "credentialSubject": ["id": "did:example:learner"],
        ])
    }

    @Test("sign credentials with both cryptosuites as keys in memory do")
    func signs() throws {
        let token = try SoftToken.token()
        let key = try token.makeKey("issue", pin: SoftToken.pin())
        let signer = try HardwareSigner(key: "issue", in: token, pin: SoftToken.pin())
        #expect(signer.publicKey == key)
        let method = try #require(DIDURL("did:key:\(key.multikey)#\(key.multikey)"))
        let options = ProofOptions(
            verificationMethod: method, created: try Timestamp(parsing: "2026-11-20T09:00:00Z"))
        let bytes = try DataIntegrity.secure(
            draft(of: key), with: [.eddsaJCS2022, .eddsaRDFC2022], options: options, signer: signer)
        let verifier = ProofVerifier(purpose: .assertionMethod, keys: NoPinnedKeys())
        let now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        guard case .authentic(let credential, _) = verifier.verify(try ReceivedCredential(parsing: bytes), at: now)
        else {
            Issue.record("the credential was not found authentic")
            return
        }
        #expect(credential.proofs.count == 2 && credential.proofs.allSatisfy { $0.key == key })
        // The same document again: Ed25519 has no random part, in a device or elsewhere.
        let again = try DataIntegrity.secure(
            draft(of: key), with: [.eddsaJCS2022, .eddsaRDFC2022], options: options,
            signer: HardwareSigner(key: "issue", in: token, pin: SoftToken.pin()))
        #expect(again == bytes)
    }

    @Test("sign from several threads at once")
    func threads() async throws {
        let token = try SoftToken.token()
        let key = try token.makeKey("threads", pin: SoftToken.pin())
        let signer = try HardwareSigner(key: "threads", in: token, pin: SoftToken.pin())
        let draft = try draft(of: key)
        let method = try #require(DIDURL("did:key:\(key.multikey)#\(key.multikey)"))
        let options = ProofOptions(
            verificationMethod: method, created: try Timestamp(parsing: "2026-11-20T09:00:00Z"))
        let made = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<16 {
                group.addTask { try EdDSAJCS2022.secure(draft, options: options, signer: signer) }
            }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(made.count == 1)
    }

    private func refusal(_ body: () throws -> Void) -> HardwareKeyError? {
        #expect(throws: HardwareKeyError.self) { try body() }
    }

    @Test("are refused with what is wrong: the driver, the token, the PIN, the key")
    func refusals() throws {
        let token = try SoftToken.token()
        let pin = try SoftToken.pin()
        func open(_ token: HardwareToken, _ key: String = "none") throws {
            _ = try HardwareSigner(key: key, in: token, pin: pin)
        }
        for driver in ["libsofthsm2.so", "/nowhere/driver.so", "/etc/passwd"] {
            let found = refusal { try open(HardwareToken(driver: driver, label: token.label)) }
            #expect(found?.code == .driverUnusable, "\(driver)")
        }
        let other = refusal { try open(HardwareToken(driver: token.driver, label: "other")) }
        #expect(other?.code == .tokenMissing)
        #expect(other?.reason.contains("'\(SoftToken.label)'") == true, "\(other?.reason ?? "")")
        #expect(refusal { try open(HardwareToken(driver: token.driver, label: "twin")) }?.code == .tokenAmbiguous)
        #expect(refusal { try open(token) }?.code == .keyMissing)
        _ = try token.makeKey("once", pin: pin)
        #expect(refusal { _ = try token.makeKey("once", pin: pin) }?.code == .keyExists)
    }

    @Test("ask for the right PIN before anybody is logged in")
    func wrongPIN() throws {
        // Whoever is logged in is so in all of a program's sessions: another program has to ask.
        let token = try SoftToken.token()
        let wrong = try SoftToken.pin("9999")
        let found = refusal { _ = try HardwareSigner(key: "issue", in: token, pin: wrong) }
        #expect(found?.code == .pinWrong)
        #expect(found?.description.contains("9999") == false)
    }
}

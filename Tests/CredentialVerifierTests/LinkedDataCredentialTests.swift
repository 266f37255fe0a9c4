import CredentialVerifier
import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

/// Our own micro-credentials as linked data: everything in them has a meaning in their contexts.
@Suite("Micro-credentials with proofs over linked data")
struct LinkedDataCredentialTests {
    private func credential(
        _ suites: [Cryptosuite], _ change: (inout JSONValue) -> Void = { _ in }
    ) throws -> (bytes: [UInt8], world: TestWorld) {
        let world = try TestWorld()
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(world.issuerMethod)),
            created: try world.time("2026-06-30T10:00:00Z"))
        let bytes = try DataIntegrity.secure(
            CredentialDraft(world.draft(change)), with: suites, options: options, signer: world.university.key)
        return (bytes, world)
    }

    @Test(
        "are valid with either cryptosuite, and with both",
        arguments: [[Cryptosuite.eddsaRDFC2022], [.eddsaJCS2022, .eddsaRDFC2022], [.eddsaRDFC2022, .eddsaJCS2022]])
    func valid(_ suites: [Cryptosuite]) throws {
        let (bytes, world) = try credential(suites)
        let report = try world.verifier().verify(bytes, at: world.time())
        #expect(report.verdict == .valid, "\(report.decisive?.code ?? "")")
    }
}

@testable import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

/// Whose word counts for what the vocabularies of a capsule mean: the verifier's own, and the issuer's where it is signed.
@Suite("The vocabularies of a capsule")
struct CapsuleContextTests {
    private static let url = "https://words.example/v1"
    private static let text = Array(
        #"{"@context":{"@protected":true,"mood":"https://words.example/v1#mood"}}"#.utf8)

    private static func digest(_ bytes: [UInt8]) throws -> JSONValue {
        .string(try Multihash(.sha256, digest: SHA256.hash(bytes)).multibase)
    }

    /// A credential that names contexts, and what it says of them.
    private func scene(_ urls: [String], _ resources: [JSONValue]) throws -> CapsuleScene {
        try CapsuleScene { value in
            guard case .array(let contexts)? = value["@context"] else { return }
            value["@context"] = .array(contexts + urls.map { .string($0) })
            if !resources.isEmpty { value["relatedResource"] = .array(resources) }
        }
    }

    private func notVouched(_ report: VerificationReport) -> [String] {
        report.notes.filter { $0.code == "CAPSULE_CONTEXT_NOT_VOUCHED" }.map { $0.message(in: .english) }
    }

    @Test("every digest that the issuer signed for a vocabulary must fit, not one of them")
    func allDigests() throws {
        let wrong = "sha384-" + String(repeating: "A", count: 64)
        let scene = try scene(
            [Self.url],
            [["id": .string(Self.url), "digestMultibase": Self.digest(Self.text), "digestSRI": .string(wrong)]])
        let report = try scene.report(scene.capsule(contexts: [Capsule.Context(url: Self.url, bytes: Self.text)]))
        #expect(report[.dataModel]?.code == "CONTEXT_UNKNOWN" && report.verdict == .undecided)
        #expect(notVouched(report).count == 1)
    }

    @Test("where one vocabulary is vouched for and another is not, the other is named, and no more than four are")
    func named() throws {
        let others = (1...6).map { "https://words.example/other/\($0)" }
        let scene = try scene(
            [Self.url] + others, [["id": .string(Self.url), "digestMultibase": Self.digest(Self.text)]])
        let contexts = ([Self.url] + others).enumerated().map { position, url in
            Capsule.Context(url: url, bytes: Self.text + [UInt8](repeating: 0x20, count: position))
        }
        let report = try scene.report(scene.capsule(contexts: contexts))
        #expect(report[.dataModel]?.code == "CONTEXT_UNKNOWN")
        let notes = notVouched(report)
        #expect(notes.count == 4 && notes.allSatisfy { $0.contains("/other/") })
    }

    @Test("a vocabulary that is built in, or that nobody needs, is passed over in silence")
    func notNeeded() throws {
        let builtIn = Capsule.Context(
            url: "https://www.w3.org/ns/credentials/v2", bytes: Array(#"{"@context":{}}"#.utf8))
        let extra = Capsule.Context(url: Self.url, bytes: Self.text)
        let plain = try CapsuleScene()
        let report = try plain.report(plain.capsule(contexts: [extra, builtIn]))
        #expect(report.verdict == .valid && notVouched(report).isEmpty)
        let unknown = try scene([Self.url], [])
        let second = try unknown.report(unknown.capsule(contexts: [extra, builtIn]))
        #expect(notVouched(second).count == 1)
    }

    @Test("over linked data no vocabulary of a capsule counts: with another one the same proof would say other things")
    func linkedData() throws {
        let plain = try CapsuleScene()
        let known = LinkedDataContexts(adding: [
            Self.url: try JSONDocument(parsing: Self.text, limits: .general)
        ])
        var draft = try plain.world.draft()
        guard case .array(let contexts)? = draft["@context"] else { return }
        draft["@context"] = .array(contexts + [.string(Self.url)])
        draft["relatedResource"] = [["id": .string(Self.url), "digestMultibase": try Self.digest(Self.text)]]
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(plain.world.issuerMethod)),
            created: try plain.world.time("2026-06-30T10:00:00Z"))
        let signed = try DataIntegrity.secure(
            CredentialDraft(draft), with: [.eddsaRDFC2022], options: options, signer: plain.world.university.key,
            contexts: known)
        let capsule = try Capsule(
            credential: signed, material: plain.material(), contexts: [Capsule.Context(url: Self.url, bytes: Self.text)]
        )
        let report = try plain.report(capsule)
        #expect(report.verdict == .undecided && !report.isAuthentic)
        #expect(notVouched(report).count == 1)
    }
}

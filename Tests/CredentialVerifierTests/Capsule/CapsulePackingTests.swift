@testable import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

/// What goes into a capsule: all that bears out the issuer, and nothing else.
@Suite("Packing a capsule")
struct CapsulePackingTests {
    @Test("packing takes every root, the list, the word on it, and the documents and vocabularies that matter")
    func packing() throws {
        let scene = try CapsuleScene()
        let documents = [try scene.university(), try scene.university("did:web:elsewhere.example")]
        let trust = Trust(
            chains: [TrustChain(pin: scene.pin, material: scene.material())],
            documents: try documents.map { try DIDDocument(parsing: $0) })
        let report = Verifier(trust: trust).verify(scene.credential, at: try scene.world.time())
        let packed = try Capsule(packing: report, trust: trust)
        #expect(packed.credential == scene.credential)
        #expect(packed.material.roots == scene.roots.map(\.bytes))
        #expect(packed.material.statements == scene.material().statements)
        #expect(packed.documents == [documents[0]])
        #expect(packed.contexts.isEmpty)
        #expect(try scene.report(packed).verdict == .valid)
        let unknown = Verifier(trust: .none).verify(scene.credential, at: try scene.world.time())
        #expect(throws: CapsuleError(.noCredential)) { try Capsule(packing: unknown, trust: .none) }
    }

    @Test("a document that is at hand twice is packed once")
    func onceEach() throws {
        let scene = try CapsuleScene()
        let document = try DIDDocument(parsing: scene.university())
        let trust = Trust(
            chains: [TrustChain(pin: scene.pin, material: scene.material())], documents: [document, document])
        let report = Verifier(trust: trust).verify(scene.credential, at: try scene.world.time())
        #expect(try Capsule(packing: report, trust: trust).documents.count == 1)
    }

    @Test("an issuer that is not recognised for what it signed is not packed, genuine as its credential is")
    func notRecognised() throws {
        let scene = try CapsuleScene {
            $0["credentialSubject"]?["achievement"]?["eqfLevel"] = "http://data.europa.eu/snb/eqf/8"
        }
        let trust = Trust(chains: [TrustChain(pin: scene.pin, material: scene.material())])
        let report = Verifier(trust: trust).verify(scene.credential, at: try scene.world.time())
        #expect(report.isAuthentic && report[.issuer]?.outcome == .failed && report.issuer != nil)
        #expect(throws: CapsuleError(.noCredential)) { try Capsule(packing: report, trust: trust) }
    }

    @Test("the roots are those of the pin by which the list was verified, whatever else is pinned")
    func otherPins() throws {
        let scene = try CapsuleScene()
        let digest = try #require(scene.pin.rootDigest)
        func pin(_ digest: Multihash, _ list: String) throws -> TrustPin {
            try TrustPin(
                authority: scene.pin.authority.id, name: scene.pin.authority.name, country: "UT",
                anchor: .root(digest), environment: .production, listID: list)
        }
        let own = TrustChain(pin: scene.pin, material: scene.material())
        let others = [
            // The same root for another list, with nothing but that root at hand.
            TrustChain(
                pin: try pin(digest, "urn:trust:else"), material: TrustMaterial(roots: [scene.roots[0].bytes])),
            // Another root for a list of the same name, which begins with what is the second root here.
            TrustChain(
                pin: try pin(scene.roots[1].digest, scene.pin.listID),
                material: TrustMaterial(roots: [scene.roots[1].bytes])),
        ]
        #expect(others.allSatisfy { $0.roots.count == 1 })
        for other in others {
            let verifier = Verifier(trust: Trust(chains: [own]))
            let report = verifier.verify(scene.credential, at: try scene.world.time())
            let packed = try Capsule(packing: report, trust: Trust(chains: [other, own]))
            #expect(packed.material.roots == scene.roots.map(\.bytes))
        }
    }

    @Test("vocabularies are packed with those that they refer to, each once, and no others")
    func vocabularies() throws {
        let urls = ["https://words.example/v1", "https://words.example/base", "https://words.example/unused"]
        let texts = [
            #"{"@context":["https://words.example/base","https://words.example/base",{"mood":"https://words.example/v1#mood"}]}"#,
            #"{"@context":{"tone":"https://words.example/base#tone"}}"#, #"{"@context":{}}"#,
        ]
        var known: [String: JSONDocument] = [:]
        for (url, text) in zip(urls, texts) {
            known[url] = try JSONDocument(parsing: Array(text.utf8), limits: .general)
        }
        let scene = try CapsuleScene { value in
            guard case .array(let contexts)? = value["@context"] else { return }
            value["@context"] = .array(contexts + [.string(urls[0])])
        }
        let trust = Trust(
            chains: [TrustChain(pin: scene.pin, material: scene.material())],
            contexts: LinkedDataContexts(adding: known))
        let report = Verifier(trust: trust).verify(scene.credential, at: try scene.world.time())
        #expect(report.decisive == nil, "\(report.decisive?.code ?? "")")
        let packed = try Capsule(packing: report, trust: trust)
        #expect(packed.contexts.map(\.url) == [urls[1], urls[0]])
        #expect(packed.contexts.map(\.bytes) == [Array(texts[1].utf8), Array(texts[0].utf8)])
    }
}

extension CapsuleScene {
    /// The DID document of the university, or of somebody else with its key.
    func university(_ did: String? = nil) throws -> [UInt8] {
        let did = did ?? world.issuerID
        let key = world.university.key.publicKey.multikey
        let document: JSONValue = [
            "@context": ["https://www.w3.org/ns/did/v1"], "id": .string(did),
            "verificationMethod": [
                [
                    "id": .string(did + "#" + key), "type": "Multikey", "controller": .string(did),
                    "publicKeyMultibase": .string(key),
                ]
            ], "assertionMethod": [.string(did + "#" + key)],
        ]
        return document.serialized()
    }
}

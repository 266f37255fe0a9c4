import Credentials
import Cryptography
import Encodings
import Proofs
import TestSupport
import Testing

@Suite("Keys and vocabularies that a person keeps")
struct KeptDocumentTests {
    private static let vocabulary = "https://words.example/terms.json"

    /// The DID document of a web site, with the published key of RFC 8032 that no list has.
    private func stranger() throws -> PublishedKey {
        try PublishedKey("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
    }

    private func document(_ did: String, _ key: String, name: String? = nil) -> JSONValue {
        let name = name ?? did + "#1"
        let method: JSONValue = [
            "id": .string(name), "type": "Multikey", "controller": .string(did), "publicKeyMultibase": .string(key),
        ]
        return ["id": .string(did), "verificationMethod": [method], "assertionMethod": [.string(name)]]
    }

    @Test("a DID document tells whose key it is, and makes nobody recognised")
    func keepsDIDDocument() throws {
        try Story.play { story in
            let key = try stranger()
            let did = "did:web:college.example"
            var value = JSONValue(
                try JSONDocument(parsing: Array(ExampleCredential.text.utf8), limits: .credential).root)
            value["issuer"]?["id"] = .string(did)
            let options = ProofOptions(
                verificationMethod: try #require(DIDURL(did + "#1")),
                created: try Timestamp(parsing: "2026-06-30T10:00:00Z"))
            let bytes = try DataIntegrity.secure(
                CredentialDraft(value), with: [.eddsaRDFC2022], options: options, signer: key.key)
            try story.write(bytes, to: "college.json")
            #expect(try story.verify("college.json").output.contains("KEY_UNAVAILABLE"))

            try story.write(document(did, key.multikey).serialized(), to: "did.json")
            let kept = try story.succeed("trust", "add-did", "did.json", "--trust", "trust")
            #expect(kept.output.contains(did) && kept.output.contains(key.multikey))
            let outcome = try story.verify("college.json")
            #expect(outcome.status == 2)
            #expect(outcome.output.contains("genuine") && outcome.output.contains("ISSUER_NOT_LISTED"))

            // A later document takes the place of the one before.
            try story.write(document(did, story.university.multikey).serialized(), to: "did.json")
            try story.succeed("trust", "add-did", "did.json", "--trust", "trust")
            #expect(try story.verify("college.json").output.contains("SIGNATURE_INVALID"))
            #expect(try Files.names(in: story.path("trust/dids")).count == 1)
        }
    }

    @Test(
        "a document at an https address tells whose key it is until the key ends, and no list can name the issuer",
        .enabled(if: Vectors.areAvailable))
    func keepsAddress() throws {
        try Story.play { story in
            let badge = try Vectors.bytes("open-badges/validator-ob30/simple.json")
            let root = try JSONDocument(parsing: badge, limits: .credential).root
            let address = try #require(root["issuer"]?["id"]?.string)
            let method = try #require((root["proof"]?.firstElement ?? root["proof"])?["verificationMethod"]?.string)
            let key = String(try #require(method.split(separator: "#").last))
            try story.write(badge, to: "badge.json")
            #expect(try story.verify("badge.json").output.contains("KEY_UNAVAILABLE"))

            for (end, code) in [(JSONValue?.none, "ISSUER_NOT_DID"), ("2026-01-01T00:00:00Z", "KEY_REVOKED")] {
                var kept = document(address, key, name: method)
                guard case .array(var methods)? = kept["verificationMethod"] else { return }
                methods[0]["revoked"] = end
                kept["verificationMethod"] = .array(methods)
                try story.write(kept.serialized(), to: "cid.json")
                let said = try story.succeed("trust", "add-did", "cid.json", "--trust", "trust").output
                #expect(said.contains(address) && said.contains("revoked") == (end != nil))
                let outcome = try story.verify("badge.json")
                #expect(outcome.status == 2 && outcome.output.contains(code), "\(outcome.output)")
                #expect(outcome.output.contains("genuine") == (end == nil))
            }
            let listed = try story.run(
                "trust", "add-issuer", "trust", "--did", address, "--name", "College", "--types", "MicroCredential")
            #expect(listed.status == 64 && listed.errors.contains("by DID alone"), "\(listed.errors)")
        }
    }

    @Test("a DID document beside a list never changes what the list says of the issuer's key")
    func listWins() throws {
        try Story.play { story in
            try story.issue()
            // A did:key is its key: a document that says otherwise is not even kept.
            let foreign = try stranger().multikey
            let document = document(story.university.did, foreign, name: story.university.method)
            try story.write(document.serialized(), to: "did.json")
            let refused = try story.run("trust", "add-did", "did.json", "--trust", "trust")
            #expect(refused.status == 65 && refused.errors.contains("did:key"), "\(refused.errors)")
            #expect(try story.verify("anna.json").status == 0)
        }
    }

    @Test(
        "what is no DID document, or has no key, is refused with its place and in the person's language",
        arguments: [
            ("{", "DID-document"), (#"{"id":"did:web:a.example"}"#, "sleutel"),
            (##"{"id":"did:web:a.example","assertionMethod":["#1"]}"##, "/assertionMethod/0"), ("[]", "DID-document"),
        ])
    func refusesDocuments(_ text: String, _ words: String) throws {
        try Story.play { story in
            try story.write(text, to: "did.json")
            let outcome = try story.run("trust", "add-did", "did.json", "--trust", "trust", "--language", "nl")
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            #expect(outcome.errors.contains("tip:"))
            #expect(!Files.exists(story.path("trust/dids")))
        }
    }

    @Test(
        "what is no JSON-LD context is refused with its place, and not kept",
        arguments: [
            (#"{"@context":{"a":{"@id":5}}}"#, "/@context/a/@id"), (#"{"@context":{"@version":1.0}}"#, "/@version"),
            (#"{"@context":{"@import":"https://words.example/terms.json"}}"#, "/@import"),
            (#"{"@context":{"T":{"@id":"https://w.example/T","@context":{"b":{"@container":"x"}}}}}"#, "/T/@context"),
        ])
    func refusesContexts(_ text: String, _ place: String) throws {
        try Story.play { story in
            try story.write(text, to: "terms.json")
            for language in ["en", "nl"] {
                let outcome = try story.run(
                    "context", "add", "terms.json", "--url", Self.vocabulary, "--trust", "trust", "--language", language
                )
                #expect(outcome.status == 65 && outcome.errors.contains(place), "\(outcome.errors)")
            }
            #expect(!Files.exists(story.path("trust/contexts")))
        }
    }

    @Test("a context that somebody adds makes its words known; without it they are not")
    func keepsContext() throws {
        try Story.play { story in
            try story.issue { value in
                guard case .array(let contexts)? = value["@context"] else { return }
                value["@context"] = .array(contexts + [.string(Self.vocabulary)])
                value["credentialSubject"]?["favouriteColour"] = "blue"
            }
            let before = try story.verify("anna.json")
            #expect(before.status == 2)
            #expect(before.output.contains("CONTEXT_UNKNOWN"))
            try story.write(#"{"@context":{"favouriteColour":"https://words.example/#colour"}}"#, to: "terms.json")
            let wrong = try story.run(
                "context", "add", "terms.json", "--url", Self.vocabulary, "--digest", "00", "--trust", "trust")
            #expect(wrong.status == 65)
            #expect(wrong.errors.contains("sha384-"), "\(wrong.errors)")
            let other = try story.run(
                "context", "add", "terms.json", "--url", Self.vocabulary, "--digest", String(repeating: "0", count: 96),
                "--trust", "trust")
            #expect(other.status == 65)
            let digest = try Multihash(.sha384, digest: SHA384.hash(Files.read(story.path("terms.json")))).multibase
            try story.succeed(
                "context", "add", "terms.json", "--url", Self.vocabulary, "--digest", digest, "--trust", "trust")
            #expect(try story.verify("anna.json").status == 0)
            // What the words mean does not change by the way.
            let addition = ["context", "add", "terms.json", "--url", Self.vocabulary, "--trust", "trust"]
            #expect(try story.testamur.run(addition, in: story.folder).status == 0)
            try story.write(#"{"@context":{"favouriteColour":"https://words.example/#shade"}}"#, to: "other.json")
            let change = ["context", "add", "other.json", "--url", Self.vocabulary, "--trust", "trust"]
            let pinned = try story.testamur.run(change, in: story.folder)
            #expect(pinned.status == 65)
            #expect(pinned.errors.contains("--replace"), "\(pinned.errors)")
            let index = try Files.read(story.path("trust/contexts/index.json"))
            #expect(try story.testamur.run(change + ["--replace"], in: story.folder).status == 0)
            #expect(try Files.read(story.path("trust/contexts/index.json")) != index)
            #expect(try story.testamur.run(addition + ["--replace"], in: story.folder).status == 0)
            #expect(try Files.read(story.path("trust/contexts/index.json")) == index)
            // A file that was changed since is not used.
            for name in try Files.names(in: story.path("trust/contexts")) where name != "index.json" {
                try story.write(#"{"@context":{}}"#, to: "trust/contexts/" + name)
            }
            let changed = try story.verify("anna.json")
            #expect(changed.status == 65)
            #expect(changed.errors.contains("hash"))
        }
    }

    @Test("a context that is built in cannot be replaced")
    func refusesBuiltIn() throws {
        try Story.play { story in
            try story.write(#"{"@context":{}}"#, to: "terms.json")
            let outcome = try story.run(
                "context", "add", "terms.json", "--url", "https://www.w3.org/ns/credentials/v2", "--trust", "trust")
            #expect(outcome.status == 65)
            #expect(!Files.exists(story.path("trust/contexts")))
        }
    }
}

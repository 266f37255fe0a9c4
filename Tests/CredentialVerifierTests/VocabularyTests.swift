import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import TestSupport
import Testing

/// What the data model asks of words and JSON-LD alone can tell.
@Suite("The words of a credential")
struct VocabularyTests {
    private func dataModel(_ bytes: [UInt8], _ world: TestWorld) throws -> Check {
        let report = try world.verifier().verify(bytes, at: world.time())
        return try #require(report[.dataModel])
    }

    private func change(
        contexts: [JSONValue]? = nil, _ change: @escaping (inout JSONValue) -> Void = { _ in }
    ) throws -> Check {
        let world = try TestWorld()
        let bytes = try world.credential { value in
            if let contexts { value["@context"] = .array(contexts) }
            change(&value)
        }
        return try dataModel(bytes, world)
    }

    private static let base: JSONValue = "https://www.w3.org/ns/credentials/v2"
    private static let badge: JSONValue = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
    private static let profile: JSONValue = "https://example.org/ns/micro-credential/v1.json"
    private static let extensions: JSONValue = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"

    @Test("a type that no context knows is refused, at any depth")
    func unknownTypes() throws {
        let top = try change { $0["type"] = ["VerifiableCredential", "OpenBadgeCredential", "Diploma"] }
        #expect(top.outcome == .failed && top.code == "TYPE_NOT_MAPPED" && top.pointer == "/type/2")
        let inner = try change { $0["credentialSubject"]?["achievement"]?["type"] = ["Achievement", "Masterpiece"] }
        #expect(inner.outcome == .failed && inner.code == "TYPE_NOT_MAPPED")
        #expect(inner.pointer == "/credentialSubject/achievement/type/1")
        // A word of the extensions, which the document does not name, and then does.
        let refresh: JSONValue = ["id": "https://university.example/refresh", "type": "1EdTechCredentialRefresh"]
        #expect(try change { $0["refreshService"] = refresh }.code == "TYPE_NOT_MAPPED")
        let contexts = [Self.base, Self.badge, Self.profile, Self.extensions]
        #expect(try change(contexts: contexts) { $0["refreshService"] = refresh }.outcome == .passed)
    }

    @Test("a type that is an address needs no context, and one that a vocabulary takes in is known")
    func knownTypes() throws {
        #expect(
            try change { $0["credentialSubject"]?["type"] = ["AchievementSubject", "https://a.example/T"] }.outcome
                == .passed)
        let open: JSONValue = "https://www.w3.org/ns/credentials/undefined-terms/v2"
        let contexts = [Self.base, Self.badge, Self.profile, open]
        #expect(
            try change(contexts: contexts) { $0["credentialSubject"]?["type"] = ["AchievementSubject", "Anything"] }
                .outcome == .passed)
    }

    @Test("a context that changes what another one protects is refused, wherever it comes from")
    func redefinitions() throws {
        let other = try JSONDocument(
            parsing: Array(#"{"@context": {"Achievement": "https://other.example/Achievement"}}"#.utf8),
            limits: .general)
        let world = try TestWorld()
        let url = "https://other.example/context"
        let bytes = try world.credential { $0["@context"] = [Self.base, Self.badge, Self.profile, .string(url)] }
        let verifier = Verifier(
            trust: Trust(lists: [try world.list()], contexts: LinkedDataContexts(adding: [url: other])))
        let check = try #require(verifier.verify(bytes, at: world.time())[.dataModel])
        #expect(check.outcome == .failed && check.code == "CONTEXT_CHANGES_TERM")
        #expect(try dataModel(bytes, world).code == "CONTEXT_UNKNOWN")

        let inline = try change(contexts: [
            Self.base, Self.badge, Self.profile, ["criteria": "https://other.example/c"],
        ])
        #expect(inline.outcome == .undecided && inline.code == "CONTEXT_UNKNOWN")
        let bold = try change(contexts: [
            Self.base, Self.badge, Self.profile, ["Achievement": "https://other.example/A"],
        ])
        #expect(bold.outcome == .failed && bold.code == "CONTEXT_CHANGES_TERM")
    }

    @Test(
        "the first edition of Open Badges changes what the base context of version 2.0 protects, and is refused beside it"
    )
    func firstEdition() throws {
        let badge: JSONValue = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"
        #expect(try change(contexts: [Self.base, badge, Self.profile]).code == "CONTEXT_CHANGES_TERM")
    }

    @Test("a document that is no JSON-LD leaves open what its types mean")
    func unreadable() throws {
        let check = try change { value in
            value["credentialSubject"]?["type"] = ["AchievementSubject", "https://a.example/T", 5]
        }
        #expect(check.outcome == .undecided && check.code == "LINKED_DATA_UNREADABLE")
    }

    @Test("the usual contexts agree in any order, and each of the usual types means something under them")
    func usual() throws {
        let words = OpenBadgeTypes.all.map { JSONValue.string($0.description) }
        for edition in ["3.0.2", "3.0.3"] {
            let badge = JSONValue.string("https://purl.imsglobal.org/spec/ob/v3p0/context-\(edition).json")
            for rest in [
                [badge], [badge, Self.profile], [Self.profile, badge], [badge, Self.extensions],
                [Self.extensions, badge], [badge, Self.profile, Self.extensions],
                [badge, Self.extensions, Self.profile],
                [Self.profile, badge, Self.extensions], [Self.profile, Self.extensions, badge],
                [Self.extensions, badge, Self.profile], [Self.extensions, Self.profile, badge],
            ] {
                for word in words {
                    let value: JSONValue = [
                        "@context": .array([Self.base] + rest), "type": ["VerifiableCredential", word],
                        "credentialSubject": ["type": [word], "achievement": ["type": [word]]],
                    ]
                    let document = try JSONDocument(parsing: value.serialized(), limits: .credential)
                    let fault = LinkedDataContexts.builtIn.vocabularyFault(of: document.root)
                    #expect(fault == nil, "\(word) under \(edition): \(fault.map { "\($0.kind) \($0.pointer)" } ?? "")")
                }
            }
        }
    }

    @Test("the digest of a built-in context is compared with those of the texts that say the same")
    func editions() throws {
        func check(_ hexadecimal: String) throws -> (check: Check, notes: [String]) {
            let digest = try Multihash(.sha256, digest: #require(bytes(fromHexadecimal: hexadecimal)))
            let world = try TestWorld()
            let signed = try world.credential { value in
                value["relatedResource"] = [["id": Self.badge, "digestMultibase": .string(digest.multibase)]]
            }
            let report = try world.verifier().verify(signed, at: world.time())
            return (try #require(report[.dataModel]), report.notes.map(\.code))
        }
        let context = try #require(
            BuiltInContexts.context(at: "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"))
        let same = try check(#require(context.publishedDigests.first))
        #expect(same.check.outcome == .passed)
        #expect(!same.notes.contains("RESOURCE_NOT_CHECKED"))
        for digest in [try #require(context.divergentDigests.first), String(repeating: "ab", count: 32)] {
            let other = try check(digest)
            #expect(other.check.outcome == .undecided && other.check.code == "RESOURCE_DIGEST_UNKNOWN")
            #expect(other.check.pointer == "/relatedResource/0")
        }
    }

    /// What a report says of a related resource with a digest.
    private func resource(
        _ id: JSONValue, _ member: String, _ digest: String, _ contexts: LinkedDataContexts = .builtIn
    ) throws -> (code: String?, isNoted: Bool) {
        let world = try TestWorld()
        let signed = try world.credential { value in
            value["relatedResource"] = .array([.object([("id", id), (member, .string(digest))])])
        }
        let verifier = Verifier(trust: Trust(lists: [try world.list()], contexts: contexts))
        let report = try verifier.verify(signed, at: world.time())
        return (report[.dataModel]?.code, report.notes.contains { $0.code == "RESOURCE_NOT_CHECKED" })
    }

    @Test("a digest by SHA-384 is compared as well, in any form that subresource integrity has")
    func longDigests() throws {
        let url = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        let context = try #require(BuiltInContexts.context(at: url))
        let digits = try #require(context.publishedDigests.first { $0.utf8.count == 96 })
        let digest = try #require(bytes(fromHexadecimal: digits))
        let base64 = Base64.encode(digest)
        let url64 = base64.replacing("+", with: "-").replacing("/", with: "_")
        for text in [base64, url64, base64 + "?ct=application/ld+json"] {
            let same = try resource(Self.badge, "digestSRI", "sha384-" + text)
            #expect(same.code == "DATA_MODEL_VALID" && !same.isNoted, "\(text)")
        }
        let other = "sha384-" + String(repeating: "A", count: 64)
        #expect(try resource(Self.badge, "digestSRI", other).code == "RESOURCE_DIGEST_UNKNOWN")
        #expect(try resource(Self.base, "digestSRI", other).code == "RESOURCE_DIGEST_MISMATCH")
        #expect(
            try resource(Self.base, "digestSRI", other.replacing("A", with: "-")).code == "RESOURCE_DIGEST_MISMATCH")
    }

    @Test("a digest that cannot be compared is named in a note, also where it is the base context's")
    func otherFunctions() throws {
        let longest = "sha512-" + String(repeating: "A", count: 86)
        for id in [Self.base, Self.badge] {
            let found = try resource(id, "digestSRI", longest)
            #expect(found.code == "DATA_MODEL_VALID" && found.isNoted)
        }
        // Of the two texts that were published there, one is at hand: the other's SHA-384 is not known.
        let other = "sha384-" + String(repeating: "A", count: 64)
        let found = try resource("https://w3id.org/security/data-integrity/v1", "digestSRI", other)
        #expect(found.code == "DATA_MODEL_VALID" && found.isNoted)
    }

    @Test("a digest of a context that was added is compared with the file", arguments: Multihash.Function.allCases)
    func addedContexts(_ function: Multihash.Function) throws {
        let url = "https://words.example/terms.json"
        let file = Array(#"{"@context":{"favouriteColour":"https://words.example/#colour"}}"#.utf8)
        let contexts = LinkedDataContexts(adding: [url: try JSONDocument(parsing: file, limits: .credential)])
        let digest = try function == .sha256 ? SHA256.hash(file) : SHA384.hash(file)
        let right = try Multihash(function, digest: digest).multibase
        let same = try resource(.string(url), "digestMultibase", right, contexts)
        #expect(same.code == "DATA_MODEL_VALID" && !same.isNoted)
        let wrong = try Multihash(function, digest: digest.reversed()).multibase
        #expect(try resource(.string(url), "digestMultibase", wrong, contexts).code == "RESOURCE_DIGEST_UNKNOWN")
        #expect(try resource(.string(url), "digestMultibase", wrong).isNoted)
    }
}

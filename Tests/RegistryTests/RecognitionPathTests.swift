import Credentials
import Cryptography
import Encodings
import Registry
import Testing

@Suite("Where an issuer says that it is recognised")
struct RecognitionPathTests {
    private func document(
        _ id: String, naming subject: String, recognizedIn: JSONValue? = nil, action: String = "issue"
    ) throws -> ImportedRegistry {
        var value = ExampleRegistry.recognizedEntities(by: try TrustAuthority.key("publisher \(id)"))
        value["id"] = .string("https://registries.example/\(id)")
        value["issuer"]?["recognizedIn"] = recognizedIn
        value["credentialSubject"] = [
            [
                "id": .string(subject), "type": "RecognizedEntity", "name": .string("Name in \(id)"),
                "recognizedTo": ["type": "RecognizedAction", "action": .string(action)],
            ]
        ]
        return ImportedRegistry(
            name: "Registry \(id)", registry: try PublishedRegistry(parsing: value.serialized()),
            signature: id == "signed" ? .verified(method: "did:key:z#z") : .absent,
            imported: try time("2026-11-20T09:00:00Z"))
    }

    private func publisher(_ id: String) throws -> String {
        DIDKey(try TrustAuthority.key("publisher \(id)").publicKey).did.text
    }

    private static func reference(_ id: String) -> JSONValue {
        ["id": .string("https://registries.example/\(id)"), "type": "RecognizedEntityCredential"]
    }

    private func codes(_ reference: JSONValue?, _ registries: [ImportedRegistry]) throws -> [TrustNote.Code] {
        let node = try reference.map { try JSONDocument(parsing: $0.serialized(), limits: .credential).root }
        let issuer = Array(ExampleRegistry.issuer.utf8)
        let now = try time("2026-11-22T09:00:00Z")
        let path = RecognitionPath(
            of: issuer, in: node, among: registries.map { RecognitionDocument($0) }, at: now)
        let handedOver = RecognitionPath(
            of: issuer, in: node,
            among: registries.map { RecognitionDocument(handedOver: $0.registry, signature: $0.signature) },
            at: now)
        // What was handed over is followed in the same way, and told as what it is.
        #expect(handedOver.notes.map(\.code) == path.notes.map(\.code))
        for note in handedOver.notes where note.code != .recognizedInMissing {
            let isPlain = note.code != .recognizedInNotInForce && note.code != .recognizedInStatusUnknown
            let isHandedOver = note.facts.contains { $0.name == "variant" && $0.value.description == "handedOver" }
            #expect(isHandedOver == isPlain)
            #expect(!note.facts.contains { $0.name == "imported" })
        }
        for note in path.notes {
            let variant = note.facts.first { $0.name == "variant" }.map { "." + $0.value.description } ?? ""
            for language in Language.allCases {
                let sentence = RegistryMessages.sentence(note.code.rawValue + variant, in: language, note.facts)
                #expect(!sentence.contains("{"), "\(sentence)")
            }
        }
        return path.notes.map(\.code)
    }

    @Test("is followed upwards through the documents at hand, and ends where one is missing")
    func follows() throws {
        let issuer = ExampleRegistry.issuer
        let first = try document("signed", naming: issuer, recognizedIn: Self.reference("state"))
        let second = try document("state", naming: publisher("signed"), recognizedIn: Self.reference("far"))
        let reference = Self.reference("signed")
        #expect(
            try codes(reference, [second, first]) == [.recognizedIn, .recognizedInUnchecked, .recognizedInMissing])
        #expect(try codes([reference, Self.reference("state")], [first]) == [.recognizedIn, .recognizedInMissing])
        #expect(try codes("https://registries.example/signed", [first]) == [.recognizedIn, .recognizedInMissing])
        #expect(try codes(reference, []) == [.recognizedInMissing])
        for nothing in [nil, .null, 7, [], [:], ["id": 7], [[reference]]] as [JSONValue?] {
            #expect(try codes(nothing, [first]).isEmpty)
        }
    }

    @Test("ends where a document does not name the one who refers to it, or not for issuing")
    func unnamed() throws {
        let issuer = ExampleRegistry.issuer
        let other = try document("a", naming: "did:web:other.example", recognizedIn: Self.reference("b"))
        let verifier = try document("a", naming: issuer, recognizedIn: Self.reference("b"), action: "verify")
        for registry in [other, verifier] {
            #expect(try codes(Self.reference("a"), [registry]) == [.recognizedInUnnamed])
        }
    }

    @Test("a document that is in force no longer, or not yet, says so, and another copy that is goes before it")
    func notInForce() throws {
        let issuer = ExampleRegistry.issuer
        func document(_ changes: [String: JSONValue]) throws -> ImportedRegistry {
            var value = JSONValue(
                try JSONDocument(parsing: self.document("signed", naming: issuer).registry.bytes, limits: .credential)
                    .root)
            for (name, change) in changes { value[name] = change }
            return ImportedRegistry(
                name: "signed", registry: try PublishedRegistry(parsing: value.serialized()),
                signature: .verified(method: "did:key:z#z"), imported: try time("2026-11-20T09:00:00Z"))
        }
        let reference = Self.reference("signed")
        let past = try document(["validUntil": "2026-06-01T00:00:00Z"])
        let later = try document(["validFrom": "2026-12-25T00:00:00Z"])
        let good = try document([:])
        #expect(try codes(reference, [past]) == [.recognizedInNotInForce])
        #expect(try codes(reference, [later]) == [.recognizedInNotInForce])
        #expect(try codes(reference, [past, later, good]) == [.recognizedIn])
        let open = try document(["credentialStatus": ["type": "BitstringStatusListEntry"]])
        #expect(try codes(reference, [open]) == [.recognizedIn, .recognizedInStatusUnknown])
    }

    @Test("ends in a circle, and after eight documents")
    func bounds() throws {
        let issuer = ExampleRegistry.issuer
        let round = [
            try document("a", naming: issuer, recognizedIn: Self.reference("b")),
            try document("b", naming: publisher("a"), recognizedIn: Self.reference("a")),
        ]
        #expect(try codes(Self.reference("a"), round).count == 2)
        var long = [try document("0", naming: issuer, recognizedIn: Self.reference("1"))]
        for step in 1..<12 {
            long.append(
                try document(
                    "\(step)", naming: publisher("\(step - 1)"), recognizedIn: Self.reference("\(step + 1)")))
        }
        #expect(try codes(Self.reference("0"), long).count == RecognitionPath.stepLimit)
    }

    @Test("A delegation reads as a list of recognised entities of the W3C, with the one that may issue on it")
    func delegation() throws {
        let bytes = try ExampleDelegation.sign(ExampleDelegation.value())
        let registry = try PublishedRegistry(parsing: bytes)
        #expect(registry.kind == .recognizedEntities)
        #expect(registry.publisher == ExampleList.university)
        let entry = try #require(registry.entry(Array(ExampleDelegation.faculty.utf8)))
        #expect(entry.isForIssuing)
        #expect(entry.name == "Faculty of Law")
    }
}

import Credentials
import Cryptography
import Encodings
import Registry
import TestSupport
import Testing

@Suite("DID documents")
struct DIDDocumentTests {
    private static let subject = "did:web:university.example"
    private static let key = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"

    private static func method(
        _ name: String = "\(subject)#1", type: String = "Multikey", controller: String = subject
    ) -> JSONValue {
        [
            "id": .string(name), "type": .string(type), "controller": .string(controller),
            "publicKeyMultibase": .string(key),
        ]
    }

    private static func document(
        methods: [JSONValue] = [], assertions: [JSONValue]
    ) -> [UInt8] {
        let value: JSONValue = [
            "@context": ["https://www.w3.org/ns/did/v1"], "id": .string(subject), "verificationMethod": .array(methods),
            "assertionMethod": .array(assertions),
        ]
        return value.serialized()
    }

    @Test("give the key of an assertion method, by its name or in place, and under its full name alone")
    func givesKeys() throws {
        for bytes in [
            Self.document(methods: [Self.method()], assertions: ["did:web:university.example#1"]),
            Self.document(methods: [Self.method()], assertions: ["#1"]),
            Self.document(methods: [Self.method("#1")], assertions: ["did:web:university.example#1"]),
            Self.document(assertions: [Self.method()]),
            Self.document(methods: [Self.method()], assertions: [Self.method()]),
            Self.document(assertions: [Self.method(type: "Ed25519VerificationKey2020")]),
        ] {
            let document = try DIDDocument(parsing: bytes)
            #expect(document.id.text == Self.subject)
            #expect(document.publicKey(for: "did:web:university.example#1")?.multikey == Self.key)
            #expect(document.publicKey(for: "did:web:university.example#2") == nil)
            #expect(document.publicKey(for: "#1") == nil)
            #expect(document.bytes == bytes)
        }
    }

    @Test("give no key that is declared and not for assertions")
    func needsPurpose() throws {
        let document = try DIDDocument(parsing: Self.document(methods: [Self.method()], assertions: []))
        #expect(document.assertionMethods.isEmpty)
    }

    @Test("read a key as JSON Web Key and in the form of 2018")
    func readsOtherForms() throws {
        let publicKey = try Ed25519PublicKey(multikey: Self.key)
        var jwk = Self.method(type: "JsonWebKey2020")
        jwk["publicKeyMultibase"] = nil
        jwk["publicKeyJwk"] = ["kty": "OKP", "crv": "Ed25519", "x": .string(JWK(publicKey).x)]
        var old = Self.method("\(Self.subject)#old", type: "Ed25519VerificationKey2018")
        old["publicKeyMultibase"] = nil
        old["publicKeyBase58"] = .string(Base58BTC.encode(publicKey.bytes))
        let document = try DIDDocument(parsing: Self.document(assertions: [jwk, old]))
        #expect(document.assertionMethods.map(\.publicKey) == [publicKey, publicKey])
    }

    @Test("pass over keys of other types, and count them")
    func countsOthers() throws {
        var p256 = Self.method("\(Self.subject)#p")
        p256["publicKeyMultibase"] = "zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169"
        let unknown = Self.method("\(Self.subject)#u", type: "SomethingNew2031")
        let document = try DIDDocument(parsing: Self.document(assertions: [p256, unknown, Self.method()]))
        #expect(document.otherMethodCount == 2)
        #expect(document.assertionMethods.count == 1)
    }

    @Test("give no key of a method that is somebody else's, and every key of their own beside it")
    func passesOverOthersMethods() throws {
        let foreign = Self.method("did:web:other.example#1", controller: "did:web:other.example")
        let controlled = Self.method("\(Self.subject)#2", controller: "did:web:other.example")
        for (methods, used) in [
            ([foreign, controlled], ["did:web:other.example#1", "#2", Self.method()]),
            ([], [foreign, controlled, Self.method()]),
            ([foreign, foreign], ["did:web:other.example#1", "did:web:third.example#7", Self.method()]),
        ] as [([JSONValue], [JSONValue])] {
            let document = try DIDDocument(parsing: Self.document(methods: methods, assertions: used))
            #expect(document.assertionMethods.map(\.id) == ["\(Self.subject)#1"])
            #expect(document.otherMethodCount == 2)
            #expect(document.publicKey(for: "did:web:other.example#1") == nil)
            #expect(document.publicKey(for: "\(Self.subject)#2") == nil)
        }
        // One name for a method of its own and another's would let the order decide.
        let bytes = Self.document(methods: [controlled], assertions: [Self.method("\(Self.subject)#2")])
        #expect(throws: DIDDocumentError.self) { try DIDDocument(parsing: bytes) }
        let address = "https://university.example/issuers/7"
        for (name, controller) in [
            ("https://university.example/issuers/77#key-1", address), ("\(address)/keys#1", address),
            ("#1", "https://university.example/issuers/8"),
        ] {
            let value: JSONValue = [
                "id": .string(address), "assertionMethod": [Self.method(name, controller: controller)],
            ]
            let document = try DIDDocument(parsing: value.serialized())
            #expect(document.assertionMethods.isEmpty && document.otherMethodCount == 1)
        }
    }

    @Test("of a did:key have that key alone")
    func didKeys() throws {
        func document(_ did: String) -> [UInt8] {
            let method = Self.method("\(did)#1", controller: did)
            return (["id": .string(did), "assertionMethod": [method]] as JSONValue).serialized()
        }
        #expect(try DIDDocument(parsing: document("did:key:\(Self.key)")).assertionMethods.count == 1)
        let other = "did:key:z6MkjXe1vZvPRqFuc9nRBtZ3e1Y9XKDFSbjFAfzLfW2bD6cZ"
        let error = #expect(throws: DIDDocumentError.self) { try DIDDocument(parsing: document(other)) }
        #expect(error?.code == .keyRefused && error?.pointer == "/assertionMethod/0")
    }

    @Test("are refused when a part does not belong to their subject, or is not what it should be")
    func refusesForeignParts() throws {
        var secret = Self.method()
        secret["secretKeyMultibase"] = "z3u2"
        var weak = Self.method()
        let neutral: [UInt8] = [0xED, 0x01, 0x01] + [UInt8](repeating: 0, count: 31)
        weak["publicKeyMultibase"] = .string(Multibase.encode(neutral, as: .base58btc))
        var keyless = Self.method()
        keyless["publicKeyMultibase"] = nil
        var twofold = Self.method()
        twofold["publicKeyJwk"] = ["kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"]
        var different = Self.method()
        different["publicKeyMultibase"] = "z6MkjXe1vZvPRqFuc9nRBtZ3e1Y9XKDFSbjFAfzLfW2bD6cZ"
        let cases: [([UInt8], DIDDocumentError.Code)] = [
            (Self.document(assertions: [Self.method(Self.subject)]), .malformed),
            (Self.document(assertions: [Self.method("did:web:other.example")]), .malformed),
            (Self.document(assertions: [Self.method("other#1")]), .malformed),
            (Self.document(assertions: [Self.method(controller: "somebody")]), .malformed),
            (Self.document(assertions: ["#nowhere"]), .malformed), (Self.document(assertions: [1]), .malformed),
            (Self.document(methods: [Self.method()], assertions: [different]), .malformed),
            (Self.document(methods: [Self.method(), different], assertions: ["#1"]), .malformed),
            (Self.document(assertions: [secret]), .keyRefused), (Self.document(assertions: [weak]), .keyRefused),
            (Self.document(assertions: [twofold]), .keyRefused), (Self.document(assertions: [keyless]), .keyRefused),
            (Array("{\"id\":\"x\"}".utf8), .malformed),
            (Array("[]".utf8), .malformed), (Array("{\"id\":\"did:web:a\",\"id\":\"did:web:b\"}".utf8), .unreadable),
            (Array("{\"id\":\"did:web:a.example\",\"assertionMethod\":{}}".utf8), .malformed),
        ]
        for (bytes, code) in cases {
            let error = #expect(throws: DIDDocumentError.self) { try DIDDocument(parsing: bytes) }
            #expect(error?.code == code, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test("may belong to an address on the web, and then name their keys by that address and a fragment alone")
    func addresses() throws {
        let address = "https://university.example/issuers/7"
        func document(_ id: String, _ name: String, controller: String? = nil) -> [UInt8] {
            let value: JSONValue = [
                "id": .string(id), "assertionMethod": [Self.method(name, controller: controller ?? id)],
            ]
            return value.serialized()
        }
        for name in ["\(address)#key-1", "#key-1"] {
            let read = try DIDDocument(parsing: document(address, name))
            #expect(read.id.text == address && !read.id.isDID)
            #expect(read.publicKey(for: "\(address)#key-1")?.multikey == Self.key)
            #expect(read.publicKey(for: "\(address)#key-2") == nil && read.publicKey(for: "#key-1") == nil)
        }
        for bytes in [
            document(address, address), document(address, "\(address)#"), document(address + "#me", "#1"),
            document("http://university.example/7", "#1"),
            document("https://univ\u{E9}rsity.example/7", "#1"), document("HTTPS://university.example/7", "#1"),
            document("urn:uuid:5b0f1f0a-2f6f-4f5e-9d65-1f1f4d3f8f10", "#1"),
        ] {
            let error = #expect(throws: DIDDocumentError.self) { try DIDDocument(parsing: bytes) }
            #expect(error?.code == .malformed, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test("tell when a key ends, and are refused when they say it in another form")
    func ends() throws {
        var method = Self.method()
        method["expires"] = "2027-01-01T00:00:00Z"
        method["revoked"] = "2026-03-01T00:00:00Z"
        let read = try DIDDocument(parsing: Self.document(assertions: [method])).assertionMethods
        #expect(read.map(\.expires?.description) == ["2027-01-01T00:00:00Z"])
        #expect(read.map(\.revoked?.description) == ["2026-03-01T00:00:00Z"])
        #expect(read.map(\.end) == read.map(\.revoked))
        for wrong: JSONValue in ["tomorrow", "2026-03-01", "2026-03-01T00:00:00", 5, .null, true] {
            for name in ["expires", "revoked"] {
                var method = Self.method()
                method[name] = wrong
                let error = #expect(throws: DIDDocumentError.self) {
                    try DIDDocument(parsing: Self.document(assertions: [method]))
                }
                #expect(error?.pointer == "/assertionMethod/0/\(name)")
            }
        }
    }

    @Test(
        "of a published collection give their keys", .enabled(if: Vectors.areAvailable), arguments: ["legacy", "oidf"])
    func readsPublished(_ name: String) throws {
        let document = try DIDDocument(parsing: Vectors.bytes("dcc/vc-test-fixtures/dids/\(name)/did.json"))
        let key = "z6MkjXe1vZvPRqFuc9nRBtZ3e1Y9XKDFSbjFAfzLfW2bD6cZ"
        #expect(document.publicKey(for: "\(document.id.text)#\(key)")?.multikey == key)
    }
}

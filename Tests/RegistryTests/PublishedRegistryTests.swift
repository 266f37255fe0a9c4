import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

@Suite("Registries that others publish")
struct PublishedRegistryTests {
    private func text(_ text: String) -> [UInt8] { Array(text.utf8) }

    // MARK: What is read

    @Test("of known DIDs tell their dates, and of each issuer what they call it")
    func knownDIDs() throws {
        let bytes = try ExampleRegistry.knownDIDs().serialized()
        let registry = try PublishedRegistry(parsing: bytes)
        #expect(registry.kind == .knownDIDs && registry.bytes == bytes)
        #expect(registry.title == nil && registry.publisher == nil && registry.validUntil == nil)
        #expect(try registry.created == time("2022-10-27T17:57:31Z"))
        #expect(try registry.dated == time("2026-10-31T07:11:34Z"))
        #expect(registry.entries.count == 3 && registry.issuerCount == 3 && registry.namelessCount == 0)
        let entry = try #require(registry.entry(text(ExampleRegistry.issuer)))
        #expect(entry.id == ExampleRegistry.issuer && entry.name == "Example University")
        #expect(entry.location == "Nicest City" && entry.url == "https://university.example")
        #expect(registry.entries[1].name == "Example College ", "as it is written")
    }

    @Test("are asked for an issuer byte by byte")
    func comparesBytes() throws {
        let registry = try PublishedRegistry(parsing: ExampleRegistry.knownDIDs().serialized())
        for other in [
            "did:web:University.example", "did:web:university.exampl%65", "did:web:university.example#key",
            "did:web:university.example ", "",
        ] {
            #expect(registry.entry(text(other)) == nil, "\(other)")
        }
    }

    @Test("of known DIDs may leave out what only describes, and be empty")
    func sparseRegistries() throws {
        for json in [
            #"{"registry":{}}"#, #"{"meta":{},"registry":{}}"#, #"{"meta":{"updated":"2026-03-25"},"registry":{}}"#,
        ] {
            let registry = try PublishedRegistry(parsing: text(json))
            #expect(registry.entries.isEmpty && registry.created == nil)
        }
        let day = try PublishedRegistry(parsing: text(#"{"meta":{"updated":"2026-03-25"},"registry":{}}"#))
        #expect(try day.dated == time("2026-03-25T00:00:00Z"))
    }

    @Test("of recognised entities tell who publishes them, and for what each entity is named")
    func recognizedEntities() throws {
        let key = try TrustAuthority.key("accreditor")
        let registry = try PublishedRegistry(
            parsing: ExampleRegistry.sign(ExampleRegistry.recognizedEntities(by: key), with: key))
        #expect(registry.kind == .recognizedEntities && registry.title == "Recognised universities")
        #expect(registry.publisher == DIDKey(key.publicKey).did.text)
        #expect(try registry.dated == time("2026-01-01T00:00:00Z"))
        #expect(try registry.validUntil == time("2027-01-01T00:00:00Z"))
        #expect(registry.entries.map(\.isForIssuing) == [true, true, false] && registry.issuerCount == 2)
        #expect(registry.entries.map(\.isLimited) == [true, false, false])
        #expect(registry.entries.map(\.name) == ["Example University", "Example College", "Checker"])
        #expect(registry.namelessCount == 1)
    }

    @Test("of recognised entities are read with one entity, one issuer's name and no dates")
    func smallList() throws {
        let registry = try PublishedRegistry(
            parsing: text(
                """
                {"@context":"https://www.w3.org/ns/credentials/v2",
                 "type":["RecognizedEntityCredential","VerifiableCredential"],"issuer":"did:web:a.example",
                 "credentialSubject":{"id":"did:web:b.example","type":"RecognizedIssuer","recognizedTo":[
                  {"type":"RecognizedAction","action":"verify"},{"type":"RecognizedAction","action":"issue"},
                  {"type":"RecognizedAction","action":"issue","outputValidation":{"id":"https://a.example/s"}}]}}
                """))
        #expect(registry.publisher == "did:web:a.example" && registry.title == nil && registry.dated == nil)
        let entry = try #require(registry.entry(text("did:web:b.example")))
        #expect(entry.isForIssuing && !entry.isLimited, "one action is without limits")
        #expect(entry.name == "did:web:b.example", "without a name, the identifier stands for it")
    }

    // MARK: What is refused

    @Test("that lack a comma are refused with the row and the byte, and nothing of them is read")
    func missingComma() throws {
        let json = """
            {
              "registry": {
                "did:web:a.example": { "name": "A" },
                "did:web:b.example": { "name": "B" }
                "did:web:c.example": { "name": "C" }
              }
            }
            """
        let error = try #require(ExampleRegistry.refusal(text(json)))
        #expect(error.code == .unreadable && error.syntax?.code == .syntax)
        #expect(error.place?.row == 5)
        let byte = try #require(error.place?.byteOffset)
        #expect(text(json)[byte...].starts(with: "\"did:web:c.example\"".utf8))
    }

    @Test("that name an issuer twice are refused, since readers would differ on what it is called")
    func duplicates() throws {
        let json = #"{"registry":{"did:web:a.example":{"name":"A"},"did:web:a.example":{"name":"B"}}}"#
        let error = try #require(ExampleRegistry.refusal(text(json)))
        #expect(error.code == .unreadable && error.syntax?.code == .duplicateKey)
        #expect(error.pointer == "/registry/did:web:a.example")
        let escaped = #"{"registry":{"did:web:a.example":{"name":"A"},"did:web:\u0061.example":{"name":"B"}}}"#
        #expect(ExampleRegistry.refusal(text(escaped))?.syntax?.code == .duplicateKey)

        let key = try TrustAuthority.key("accreditor")
        let list = ExampleRegistry.recognizedEntities(by: key)
            .setting("/credentialSubject/1/id", .string(ExampleRegistry.issuer))
        let twice = try #require(ExampleRegistry.refusal(list.serialized()))
        #expect(twice.code == .duplicate && twice.pointer == "/credentialSubject/1/id")
    }

    @Test(
        "of known DIDs may leave the colon out of a time's offset, as published ones do",
        arguments: [
            ("2020-12-02T02:32:16+0000", "2020-12-02T02:32:16Z"), ("2020-12-02T02:32:16-0530", "2020-12-02T08:02:16Z"),
            ("2020-12-02T02:32:16+00:00", "2020-12-02T02:32:16Z"), ("2020-12-02", "2020-12-02T00:00:00Z"),
        ])
    func offsets(_ written: String, _ meant: String) throws {
        let json = #"{"meta":{"updated":"\#(written)"},"registry":{}}"#
        #expect(try PublishedRegistry(parsing: text(json)).dated?.description == meant)
    }

    @Test(
        "of known DIDs are refused at what is not as it must be",
        arguments: [
            ("/registry", "[]", RegistryError.Code.wrongKind), ("/registry", "null", .wrongKind),
            ("/meta", "[]", .wrongKind), ("/meta/updated", "5", .badTime), ("/meta/created", #""last year""#, .badTime),
            ("/meta/updated", #""2026-02-30""#, .badTime), ("/meta/updated", #""2026-02-20T10:00:00+2500""#, .badTime),
            ("/meta/updated", #""+0000""#, .badTime), ("/meta/updated", #""2026-02-20T10:00:00+00000""#, .badTime),
            ("/registry/did:web:a.example", #""A""#, .wrongKind),
            ("/registry/did:web:a.example", "{}", .badText), ("/registry/did:web:a.example/name", "7", .badText),
            ("/registry/did:web:a.example/name", #""""#, .badText),
            ("/registry/did:web:a.example/name", #"{"en":"A"}"#, .badText),
            ("/registry/did:web:a.example/location", "[]", .badText),
            ("/registry/did:web:a.example/url", "false", .badText),
            ("/registry/a.example", #"{"name":"A"}"#, .badIdentifier),
            ("/registry/did:web:", #"{"name":"A"}"#, .badIdentifier),
            ("/registry/did:web:a.example#1", #"{"name":"A"}"#, .badIdentifier),
            ("/registry/did:web:a b", #"{"name":"A"}"#, .badIdentifier),
            ("/registry/did:web:exämple", #"{"name":"A"}"#, .badIdentifier),
            ("/registry/did:key:z6Mk", #"{"name":"A"}"#, .badIdentifier),
            ("/registry/did:key:z6MktiSzqF9kqwdU8VkdBKx56EYzXfpgnNPUAGznpicNiWf0", #"{"name":"A"}"#, .badIdentifier),
        ])
    func hostileKnownDIDs(_ pointer: String, _ json: String, _ code: RegistryError.Code) throws {
        let value = JSONValue(try JSONDocument(parsing: text(json), limits: .general).root)
        var registry: JSONValue = ["meta": .object([]), "registry": ["did:web:a.example": ["name": "A"]]]
        registry.set(pointer, value)
        let error = try #require(ExampleRegistry.refusal(registry.serialized()))
        #expect(error.code == code, "\(error)")
        #expect(error.pointer.hasPrefix(pointer), "\(error)")
        #expect(error.place != nil)
    }

    @Test("a did:key that holds a key which anybody can sign with is refused")
    func weakKey() throws {
        let neutral: [UInt8] = [0xED, 0x01, 0x01] + [UInt8](repeating: 0, count: 31)
        let did = "did:key:" + Multibase.encode(neutral, as: .base58btc)
        let error = try #require(ExampleRegistry.refusal(text(#"{"registry":{"\#(did)":{"name":"A"}}}"#)))
        #expect(error.code == .badIdentifier && error.detail == "DID_KEY_NOT_ACCEPTABLE")
    }

    @Test(
        "of recognised entities are refused at what is not as it must be",
        arguments: [
            ("/@context", #"["https://www.w3.org/2018/credentials/v1"]"#, RegistryError.Code.badContext),
            ("/@context", "", .badContext), ("/type", #"["RecognizedEntityCredential"]"#, .badType),
            (
                "/type", #"["VerifiableCredential","RecognizedEntityCredential","IssuerTrustListCredential"]"#,
                .trustList
            ),
            ("/type", #"["VerifiableCredential"]"#, .otherForm), ("/issuer", "", .badIdentifier),
            ("/issuer", #""Ministry""#, .badIdentifier), ("/issuer", #"{"name":"Ministry"}"#, .badIdentifier),
            ("/issuer/name", "1", .badText), ("/name", "[]", .badText), ("/validFrom", #""2026-01-01""#, .badTime),
            ("/validUntil", "1", .badTime), ("/validUntil", #""2025-01-01T00:00:00Z""#, .badTime),
            ("/credentialSubject", "", .wrongKind), ("/credentialSubject", "[]", .wrongKind),
            ("/credentialSubject", #""did:web:a.example""#, .wrongKind), ("/credentialSubject/0", "1", .wrongKind),
            ("/credentialSubject/0/type", #""Organization""#, .badType), ("/credentialSubject/0/type", "", .badType),
            ("/credentialSubject/0/id", #""university""#, .badIdentifier),
            ("/credentialSubject/0/id", #""did:web:a.example#k""#, .badIdentifier),
            ("/credentialSubject/0/id", "{}", .badIdentifier), ("/credentialSubject/0/name", "[[]]", .badText),
            ("/credentialSubject/0/legalName", #"{"@value":"A"}"#, .badText),
            ("/credentialSubject/0/recognizedTo", #""issue""#, .wrongKind),
            ("/credentialSubject/0/recognizedTo/action", "", .wrongKind),
            ("/credentialSubject/0/recognizedTo/action", #"["issue"]"#, .wrongKind),
            ("/credentialSubject/0/recognizedTo/type", #""Action""#, .badType),
        ])
    func hostileEntities(_ pointer: String, _ json: String, _ code: RegistryError.Code) throws {
        let list = ExampleRegistry.recognizedEntities(by: try TrustAuthority.key("accreditor"))
        // Nothing stands for a member that is left out.
        let value =
            try json.isEmpty ? nil : JSONValue(JSONDocument(parsing: text(json), limits: .general).root)
        let error = try #require(ExampleRegistry.refusal(list.setting(pointer, value).serialized()))
        #expect(error.code == code, "\(error)")
        let parent = pointer.split(separator: "/").dropLast().map { "/" + $0 }.joined()
        #expect(pointer.hasPrefix(error.pointer) || error.pointer.hasPrefix(parent), "\(error)")
    }

    @Test("that are something else are refused as such", arguments: ["{}", "[]", "1", #""registry""#, #"{"meta":{}}"#])
    func otherForms(_ json: String) {
        #expect(ExampleRegistry.refusal(text(json))?.code == .otherForm)
    }

    @Test("that are too large or have too many entries are refused")
    func limits() throws {
        var names = "\"did:web:a0.example\":{\"name\":\"A\"}"
        for number in 1...PublishedRegistry.entryLimit { names += ",\"did:web:a\(number).example\":{\"name\":\"A\"}" }
        let error = try #require(ExampleRegistry.refusal(text("{\"registry\":{\(names)}}")))
        #expect(error.code == .tooManyEntries && error.pointer == "/registry")

        let huge = text("{\"registry\":{}") + [UInt8](repeating: UInt8(ascii: " "), count: 16 << 20) + text("}")
        #expect(ExampleRegistry.refusal(huge)?.syntax?.code == .inputTooLarge)
        let long = String(repeating: "A", count: 2_049)
        let name = ExampleRegistry.refusal(text(#"{"registry":{"did:web:a.example":{"name":"\#(long)"}}}"#))
        #expect(name?.code == .badText)
        let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        #expect(ExampleRegistry.refusal(text(#"{"registry":{},"x":\#(deep)}"#))?.syntax?.code == .limit)
    }

    @Test("cut off anywhere, are refused or are the whole")
    func truncated() throws {
        let bytes = try ExampleRegistry.knownDIDs().serialized()
        for end in bytes.indices { #expect(ExampleRegistry.refusal(Array(bytes[..<end]))?.code == .unreadable) }
    }
}

import Credentials
import Testing

@Suite("Decentralized identifiers")
struct DIDTests {
    @Test(
        "are read into method and identifier",
        arguments: [
            ("did:example:123", "example", "123"),
            ("did:web:university.example%3A3000:user:alice", "web", "university.example%3A3000:user:alice"),
            (
                "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", "key",
                "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
            ),
            ("did:a1:..-_", "a1", "..-_"),
            ("did:example::::a", "example", ":::a"),
        ])
    func readsParts(_ text: String, _ method: String, _ identifier: String) throws {
        let did = try DID(parsing: text)
        #expect(did.method == method)
        #expect(did.methodSpecificID == identifier)
        #expect(did.text == text)
        #expect(DID(text) == did)
    }

    @Test(
        "are refused when the grammar does not have them",
        arguments: [
            "", "did", "did:", "did::a", "did:example", "did:example:", "did:example:a:", "DID:example:a",
            "did:Example:a", "did:ex-ample:a", "did:example:a b", "did:example:a/b", "did:example:a#b",
            "did:example:a?b", "did:example:%", "did:example:%4", "did:example:%4g", "did:example:a%", " did:example:a",
            "did:example:a\n", "did:example:a\u{0}", "did:example:(a)", "urn:example:a", "did:example:a@b",
        ])
    func refuses(_ text: String) {
        #expect(throws: IdentifierError(.syntax, "")) { try DID(parsing: text) }
        #expect(DID(text) == nil)
    }

    @Test(
        "are refused with characters that look like ASCII",
        arguments: [
            "did:web:university.exаmple",  // Cyrillic a
            "did:wеb:university.example",  // Cyrillic e
            "did:web:universitү.example", "did:web:uni\u{200B}versity.example", "did:web:\u{202E}elpmaxe",
            "did:example:caf\u{E9}", "did:example:cafe\u{301}", "did:example:１", "did：example:1",
        ])
    func refusesLookAlikes(_ text: String) {
        #expect(DID(text) == nil)
        #expect(DIDURL(text + "#key") == nil)
        #expect(!URLSyntax.isAbsolute(text))
    }

    @Test("tell a character outside ASCII by its place, without printing it")
    func namesPlace() {
        let error = #expect(throws: IdentifierError.self) { try DID(parsing: "did:web:\u{202E}a") }
        #expect(error?.code == .notASCII)
        #expect(error?.reason.contains("byte 8") == true)
        #expect(error?.reason.utf8.allSatisfy { $0 < 0x80 } == true)
    }

    @Test("compare byte by byte: neither case nor percent-encoding is made equal")
    func comparesBytes() throws {
        #expect(try DID(parsing: "did:web:a%3A1") != DID(parsing: "did:web:a%3a1"))
        #expect(try DID(parsing: "did:web:A") != DID(parsing: "did:web:a"))
        #expect(try Set([DID(parsing: "did:web:a"), DID(parsing: "did:web:a")]).count == 1)
    }
}

@Suite("DID URLs")
struct DIDURLTests {
    @Test(
        "are read into their parts",
        arguments: [
            ("did:example:1", "did:example:1", "", nil),
            ("did:example:1#key-1", "did:example:1", "", "key-1"),
            ("did:example:1#", "did:example:1", "", ""),
            ("did:example:1/path/a;b?x=1&y=/?#f/?", "did:example:1", "/path/a;b?x=1&y=/?", "f/?"),
            (
                "did:example:1?versionTime=2021-05-10T17:00:00Z", "did:example:1", "?versionTime=2021-05-10T17:00:00Z",
                nil
            ),
            ("did:example:1/%2F#%23", "did:example:1", "/%2F", "%23"),
        ] as [(String, String, String, String?)])
    func readsParts(_ text: String, _ did: String, _ pathAndQuery: String, _ fragment: String?) throws {
        let url = try DIDURL(parsing: text)
        #expect(url.did == DID(did))
        #expect(url.did.method == "example")
        #expect(url.pathAndQuery == pathAndQuery)
        #expect(url.fragment == fragment)
        #expect(url.description == text)
        #expect(try url.isControlled(by: DID(parsing: did)))
        #expect(try !url.isControlled(by: DID(parsing: did + "0")))
    }

    @Test(
        "are refused when the grammar does not have them",
        arguments: [
            "#key-1", "/path", "did:example:#key", "did:example:1#a#b", "did:example:1#a b", "did:example:1#<b>",
            "did:example:1/[a]", "did:example:1#a|b", "did:example:1?a^b", "did:example:1#a\\b", "did:example:1#%",
            "did:example:1#%zz", "did:example:1#a\"", "did:example:1 #a", "did:example:1#a\u{7F}",
            "https://example.org/#a",
        ])
    func refuses(_ text: String) {
        #expect(DIDURL(text) == nil)
    }
}

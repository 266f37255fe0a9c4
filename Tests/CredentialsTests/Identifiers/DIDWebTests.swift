import Credentials
import Testing

@Suite("did:web")
struct DIDWebTests {
    @Test(
        "becomes the address of its document",
        arguments: [
            ("did:web:w3c-ccg.github.io", "https://w3c-ccg.github.io/.well-known/did.json"),
            ("did:web:w3c-ccg.github.io:user:alice", "https://w3c-ccg.github.io/user/alice/did.json"),
            ("did:web:example.com%3A3000", "https://example.com:3000/.well-known/did.json"),
            ("did:web:example.com%3A3000:user:alice", "https://example.com:3000/user/alice/did.json"),
            ("did:web:example.com%3a3000", "https://example.com:3000/.well-known/did.json"),
            ("did:web:localhost%3A8443", "https://localhost:8443/.well-known/did.json"),
            ("did:web:xn--universitt-y5a.example", "https://xn--universitt-y5a.example/.well-known/did.json"),
            ("did:web:example.com:a%C3%A9b", "https://example.com/a%C3%A9b/did.json"),
            ("did:web:1.example.com", "https://1.example.com/.well-known/did.json"),
        ])
    func givesAddress(_ text: String, _ address: String) throws {
        let web = try DIDWeb(DID(parsing: text))
        #expect(web.documentURL == address)
        #expect(URLSyntax.isAbsolute(web.documentURL, .ascii))
    }

    @Test(
        "is refused when it names no domain, or a place other than it says",
        arguments: [
            ("did:key:z6Mk", .otherMethod),
            ("did:web:127.0.0.1", .webHost), ("did:web:2130706433", .webHost), ("did:web:0x7f000001", .webHost),
            ("did:web:0x7f.1", .webHost), ("did:web:a.0x", .webHost), ("did:web:1.2.3.4%3A80", .webHost),
            ("did:web:%5B%3A%3A1%5D", .webHost), ("did:web:-a.example", .webHost), ("did:web:a-.example", .webHost),
            ("did:web:a..example", .webHost), ("did:web:.example", .webHost), ("did:web:example.", .webHost),
            ("did:web:a_b.example", .webHost), ("did:web:%61.example", .webHost), ("did:web:a%2Fb", .webHost),
            ("did:web:user%40a.example", .webHost), ("did:web:a.example%3A", .webHost),
            ("did:web:a.example%3A0", .webHost), ("did:web:a.example%3A080", .webHost),
            ("did:web:a.example%3A65536", .webHost), ("did:web:a.example%3A8443x", .webHost),
            ("did:web:a.example%3A80%3A80", .webHost), ("did:web::a", .webHost),
            ("did:web:a.example::b", .webPath), ("did:web:a.example:..:b", .webPath), ("did:web:a.example:.", .webPath),
            ("did:web:a.example:%2e%2E", .webPath), ("did:web:a.example:.%2e", .webPath),
            ("did:web:a.example:b%2Fc", .webPath), ("did:web:a.example:b%5Cc", .webPath),
            ("did:web:a.example:%00", .webPath), ("did:web:a.example:b%0A", .webPath),
            ("did:web:a.example:b%20c", .webPath),
        ] as [(String, IdentifierError.Code)])
    func refuses(_ text: String, _ code: IdentifierError.Code) throws {
        let did = try DID(parsing: text)
        let error = #expect(throws: IdentifierError.self) { try DIDWeb(did) }
        #expect(error?.code == code, "\(error?.reason ?? "")")
    }

    @Test("refuses labels and names that are longer than a domain name may be")
    func refusesLongNames() throws {
        let label = String(repeating: "a", count: 63)
        #expect(try DIDWeb(host: "\(label).example").host == "\(label).example")
        #expect(throws: IdentifierError(.webHost, "")) { try DIDWeb(host: "\(label)a.example") }
        let long = Array(repeating: label, count: 4).joined(separator: ".")
        #expect(throws: IdentifierError(.webHost, "")) { try DIDWeb(host: long) }
    }

    @Test("is made from a host, a port and a path")
    func isMade() throws {
        #expect(try DIDWeb(host: "university.example").did.text == "did:web:university.example")
        let web = try DIDWeb(host: "university.example", port: 8443, path: ["faculty", "law"])
        #expect(web.did.text == "did:web:university.example%3A8443:faculty:law")
        #expect(try DIDWeb(web.did) == web)
        #expect(throws: IdentifierError(.webHost, "")) { try DIDWeb(host: "university.example%3A1") }
        #expect(throws: IdentifierError(.webHost, "")) { try DIDWeb(host: "university.example", port: 0) }
        #expect(throws: IdentifierError(.webHost, "")) { try DIDWeb(host: "university.example", port: 70_000) }
        #expect(throws: IdentifierError(.webHost, "")) { try DIDWeb(host: "university.example:law") }
        #expect(throws: IdentifierError(.webPath, "")) { try DIDWeb(host: "university.example", path: ["a:b"]) }
        #expect(throws: IdentifierError(.syntax, "")) { try DIDWeb(host: "university.example", path: ["a/b"]) }
        #expect(throws: IdentifierError(.notASCII, "")) { try DIDWeb(host: "universität.example") }
    }
}

import Retrieval
import TestSupport
import Testing

@Suite("Addresses on the web")
struct WebAddressTests {
    private func code(_ text: String, folder: Bool = true) -> RetrievalError.Code? {
        do throws(RetrievalError) {
            _ = folder ? try WebAddress(folder: text) : try WebAddress(parsing: text)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(
        "an address of a folder is read, with or without a slash at its end",
        arguments: [
            ("https://trust.example", "https://trust.example/list.json"),
            ("https://trust.example/", "https://trust.example/list.json"),
            ("HTTPS://Trust.Example/He/", "https://trust.example/He/list.json"),
            ("https://trust.example:443/a", "https://trust.example/a/list.json"),
            ("https://trust.example:8443/a%20b", "https://trust.example:8443/a%20b/list.json"),
            ("https://192.0.2.1/x", "https://192.0.2.1/x/list.json"),
            ("https://[2001:DB8::1]:9/x", "https://[2001:db8::1]:9/x/list.json"),
            (
                "https://a_b.xn--bcher-kva.example/~x/@y;z=1,2/",
                "https://a_b.xn--bcher-kva.example/~x/@y;z=1,2/list.json"
            ),
        ])
    func folders(_ text: String, _ expected: String) throws {
        #expect(try WebAddress(folder: text).file("list.json").text == expected)
    }

    @Test("what else a server may be sent on to is an address with a query")
    func queries() throws {
        let address = try WebAddress(parsing: "https://trust.example/a?b=c&d=/e")
        #expect(address.text == "https://trust.example/a?b=c&d=/e")
        #expect(address.path == "/a" && address.query == "b=c&d=/e")
        #expect(code("https://trust.example/a?b=c") == .notAFolder)
        #expect(code("https://trust.example/?") == .notAFolder)
    }

    @Test(
        "only https is an address",
        arguments: [
            "http://trust.example/", "ftp://trust.example/", "file:///etc/passwd", "https:/trust.example",
            "trust.example",
            "//trust.example/", "", "javascript:alert(1)", "httpss://x", "https:\u{2F}x",
        ])
    func schemes(_ text: String) {
        #expect(code(text) == .notHTTPS || code(text) == .malformedAddress)
        #expect(code("http://trust.example/") == .notHTTPS)
    }

    @Test("a name or password is refused, and stands in no error")
    func credentials() {
        for text in [
            "https://anna@trust.example/", "https://anna:secret@trust.example/", "https://:@trust.example/",
            "https://trust.example:443@elsewhere.example/", "https://anna%40x:secret@[::1]/",
        ] {
            #expect(code(text) == .credentials, "\(text)")
            do throws(RetrievalError) {
                _ = try WebAddress(parsing: text)
            } catch {
                #expect(error.subject.isEmpty)
            }
        }
    }

    @Test("a fragment is refused, since no server ever sees it")
    func fragments() {
        for text in ["https://trust.example/#a", "https://trust.example/a?b#c", "https://trust.example#"] {
            #expect(code(text) == .notAFolder, "\(text)")
            #expect(code(text, folder: false) == .notAFolder, "\(text)")
        }
    }

    @Test(
        "what programs read in different ways is refused",
        arguments: [
            "https:///a", "https://", "https://:443/", "https://trust.example:/", "https://trust.example:0/",
            "https://trust.example:65536/", "https://trust.example:+443/", "https://trust.example:443:444/",
            "https://trust..example/", "https://.example/", "https://trust.example./", "https://-a.example/",
            "https://a-.example/", "https://tr ust.example/", "https://trust.example\\@elsewhere.example/",
            "https://trust.example/a\\b", "https://trust.example/../a", "https://trust.example/a/..",
            "https://trust.example/./a", "https://trust.example/%2e%2e/a", "https://trust.example/.%2E/a",
            "https://trust.example/a%", "https://trust.example/a%2", "https://trust.example/a%zz",
            "https://trust.example/a%+1", "https://trust.example/a%00b", "https://trust.example/a\u{0}b",
            "https://trust.example/a\nb", "https://trust.example/a\tb", "https://tr\u{FC}st.example/",
            "https://trust.example/\u{E9}", "https://trust.example/a|b", "https://trust.example/<a>",
            "https://[::1/", "https://[]/", "https://[::1]x/", "https://[fe80::1%25lo]/", "https://[fe80::1%lo]/",
            "https://[127.0.0.1]/", "https://::1/", "https://[::ffff:1.2.3]/", "https://trust%2eexample/",
        ])
    func malformed(_ text: String) {
        #expect(code(text) == .malformedAddress)
    }

    @Test(
        "a number in another form than the usual one is no address",
        arguments: [
            "2130706433", "0x7f000001", "017700000001", "127.1", "127.0.1", "0177.0.0.1", "0x7f.0.0.1", "127.0.0.01",
            "127.0.0.256", "1.2.3.4.5", "1.2.3", "999999999999", "0x", "example.1", "a.0x1f",
        ])
    func numbers(_ host: String) {
        #expect(code("https://\(host)/") == .malformedAddress)
    }

    @Test("an address has a bounded length")
    func length() {
        let long = "https://trust.example/" + String(repeating: "a", count: WebAddress.byteLimit - 22)
        #expect(code(long) == nil)
        #expect(code(long + "a") == .malformedAddress)
        #expect(code("https://\(String(repeating: "a", count: 64)).example/") == .malformedAddress)
        #expect(code("https://\(String(repeating: "aa.", count: 85))example/") == .malformedAddress)
    }

    @Test("the same server is one with the same name, in any capitals, and the same port")
    func origins() throws {
        let address = try WebAddress(parsing: "https://trust.example/a")
        for (text, isSame) in [
            ("https://TRUST.example:443/b", true), ("https://trust.example:444/a", false),
            ("https://www.trust.example/a", false), ("https://trust.example.org/a", false),
            ("https://rust.example/a", false),
        ] { #expect(try WebAddress(parsing: text).hasOrigin(of: address) == isSame, "\(text)") }
    }

    @Test("bytes that nobody chose never trap, and what is accepted is written as it is read")
    func randomBytes() throws {
        var numbers = SeededGenerator(seed: 1)
        let pieces = [
            "https://", "a", ".", "..", "/", "?", "#", "@", ":", "[", "]", "%", "2e", "::1", "443", "0x", "127", "\\",
            "é", "\u{0}",
        ]
        var acceptedCount = 0
        for _ in 0..<20_000 {
            let text =
                "https://"
                + (0..<Int.random(in: 0...8, using: &numbers)).map { _ in
                    pieces[Int.random(in: 0..<pieces.count, using: &numbers)]
                }.joined()
            guard let address = try? WebAddress(parsing: text) else { continue }
            acceptedCount += 1
            #expect(try WebAddress(parsing: address.text) == address, "\(text)")
        }
        #expect(acceptedCount > 300)
    }
}

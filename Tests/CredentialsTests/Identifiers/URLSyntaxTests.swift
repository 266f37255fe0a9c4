import Credentials
import Testing

@Suite("Absolute URLs")
struct URLSyntaxTests {
    @Test(
        "are accepted",
        arguments: [
            "https://example.org", "https://example.org/", "http://example.org/a/b?c=d&e=%20#f", "HTTPS://EXAMPLE.ORG",
            "https://example.org:8443/x", "https://example.org:/x", "https://[2001:db8::1]:8080/", "https://a.b/?#",
            "https://example.org/path;x=1,2/!$&'()*+=~@:", "urn:uuid:0c07c1ce-57cb-41af-bef2-1b932b986873",
            "urn:isbn:9780141036144", "mailto:a@example.org", "tag:example.org,2026:a", "file:///a",
            "ssh://user@host/a",
            "data:application/vc+jwt,eyJ.a.b", "did:example:1", "did:example:1/a?b#c", "z39.50+a-b:x", "a:b",
            "ldap://[2001:db8::7]/c=GB?objectClass?one", "tel:+1-816-555-1212",
        ])
    func accepts(_ text: String) {
        #expect(URLSyntax.isAbsolute(text, .ascii))
        #expect(URLSyntax.isAbsolute(text, .international))
    }

    @Test(
        "are refused when they are relative, incomplete or hold what no URL has",
        arguments: [
            "", "fake-issuer", "/a", "//example.org", "#a", "?a", ":a", "1a:b", "https", "https:", "https:/",
            "https://",
            "https:///a", "https:example.org", "https://?a", "https://#a", "https ://example.org/a", " https://a.b",
            "https://a.b ", "https://a b", "https://a.b/c d", "https://a.b/c\td", "https://a.b/\n", "https://a.b/%",
            "https://a.b/%2", "https://a.b/%zz", "https://a.b/#c#d", "https://a.b/<c>", "https://a.b/\"",
            "https://a.b/{c}",
            "https://a.b/c|d", "https://a.b/c\\d", "https://a.b/c^d", "https://a.b/`", "https://a.b/[c]", "https://[a",
            "https://[]/", "https://[zz]/", "https://[::1]a/", "https://a:b/", "https://a:65536/", "https://a:999999/",
            "https://a:1:2/", "https://:80/", "https://user@a.b/", "https://user:pass@a.b/", "https://a.b@c.d@e.f/",
            "ht tp://a.b", "http\u{0}s://a.b", "did:example", "did:example:", "did:example:a b", "DID:example",
            "did:ebsi-eth:1", "example:", "z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj",
        ])
    func refuses(_ text: String) {
        #expect(!URLSyntax.isAbsolute(text, .ascii))
        #expect(!URLSyntax.isAbsolute(text, .international))
        #expect(URLSyntax.verdict(text.utf8.span, .ascii) == .malformed)
    }

    @Test(
        "may be written in other scripts, but not where they tell who speaks",
        arguments: [
            "https://universität.example/", "https://example.org/é", "https://example.org/?q=日本", "https://例え.example",
            "urn:example:Ł", "https://example.org/#😀",
        ])
    func tellsInternational(_ text: String) {
        #expect(URLSyntax.isAbsolute(text))
        #expect(URLSyntax.verdict(text.utf8.span, .ascii) == .notASCII)
    }

    @Test(
        "never hold what cannot be seen or turns the text around",
        arguments: [
            "https://a.b/\u{200B}", "https://a.b/\u{200E}", "https://a.b/\u{202E}gpj", "https://a.b/\u{2066}",
            "https://a.b/\u{A0}", "https://a.b/\u{3000}", "https://a.b/\u{85}", "https://a.b/\u{2028}",
            "https://a.b/\u{FEFF}", "https://a.b/\u{E000}", "https://a.b/\u{FFFD}", "https://a.b/\u{E0041}",
            "https://a\u{AD}.b/",
        ])
    func refusesInvisible(_ text: String) {
        #expect(URLSyntax.verdict(text.utf8.span, .international) == .malformed)
    }

    @Test("are refused when their bytes are not UTF-8")
    func refusesBrokenUTF8() {
        for tail: [UInt8] in [[0xC3], [0x80], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xFF], [0xED, 0xA0, 0x80]] {
            let text = Array("https://a.b/".utf8) + tail
            #expect(URLSyntax.verdict(text.span) == .malformed)
        }
    }
}

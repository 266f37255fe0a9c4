import Encodings
import LinkedData
import Testing

@Suite("References that are relative to a base")
struct ReferenceTests {
    // RFC 3986, section 5.4, with the base http://a/b/c/d;p?q.
    static let references: [(String, String)] = [
        ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"),
        (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"), ("g;x?y#s", "http://a/b/c/g;x?y#s"),
        ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"),
        ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"),
        ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"),
        ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"),
        ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"),
        ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"),
        ("g;x=1/./y", "http://a/b/c/g;x=1/y"), ("g;x=1/../y", "http://a/b/c/y"),
        ("g?y/./x", "http://a/b/c/g?y/./x"), ("g?y/../x", "http://a/b/c/g?y/../x"),
        ("g#s/./x", "http://a/b/c/g#s/./x"), ("g#s/../x", "http://a/b/c/g#s/../x"),
    ]

    @Test("A reference refers to what RFC 3986 says", arguments: references)
    func resolves(_ reference: String, _ expected: String) throws {
        let text = #"{"@context":{"@base":"http://a/b/c/d;p?q"},"@id":"\#(reference)","urn:p":{"@id":"urn:x"}}"#
        #expect(try lines(text) == ["<\(expected)> <urn:p> <urn:x> ."])
    }

    @Test("A base without a path gets one, and an empty base is that of the document")
    func bases() throws {
        let bare = #"{"@context":{"@base":"http://a"},"@id":"g","urn:p":{"@id":"urn:x"}}"#
        #expect(try lines(bare) == ["<http://a/g> <urn:p> <urn:x> ."])
        let empty = #"{"@context":{"@base":""},"@id":"g","urn:p":{"@id":"urn:x"}}"#
        let options = JSONLDOptions(base: "http://a/b?c")
        #expect(try lines(empty, options: options) == ["<http://a/g> <urn:p> <urn:x> ."])
        let none = #"{"@context":{"@base":null},"@id":"g","urn:p":{"@id":"urn:x"}}"#
        #expect(throws: JSONLDError.self) { try lines(none, options: options) }
    }
}

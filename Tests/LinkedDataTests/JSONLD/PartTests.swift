import Encodings
import LinkedData
import Testing

/// What a document and the documents inside it say of one thing, kept apart where somebody asks who said what.
@Suite("The parts of a document")
struct PartTests {
    private static let vocabulary = TreeVocabulary(
        scopes: [
            (
                nil,
                [
                    TreeTerm("name", .one, .literal, "urn:p:name"), TreeTerm("part", .some, .object, "urn:p:part"),
                    TreeTerm("about", .one, .object, "urn:p:about"), TreeTerm("by", .one, .reference, "urn:p:by"),
                ]
            )
        ], types: [("Part", ["urn:t:Part"])])

    private func tree(_ members: String, apart: Bool = true) throws -> String {
        let context = #"{"@vocab":"urn:p:","Part":"urn:t:Part","by":{"@id":"urn:p:by","@type":"@id"}}"#
        let text = #"{"@context":\#(context),"@type":"Part",\#(members)}"#
        let document = try JSONDocument(parsing: Array(text.utf8), limits: .general)
        let (dataset, top) = try JSONLDProcessor(loader: NoContexts()).datasetWithTop(
            document.root, options: JSONLDOptions(keepingPartsApart: apart ? "urn:t:Part" : nil))
        var tree = DatasetTree(dataset, Self.vocabulary, scope: 0, keepsPartsApart: apart)
        return String(decoding: try tree.json(of: #require(top)), as: UTF8.self)
    }

    private struct NoContexts: ContextLoader {
        func contextDocument(at url: String) throws -> JSONDocument? { nil }
    }

    private static let words = #"""
        "@id":"urn:a","about":{"@id":"urn:x"},
        "part":{"@id":"urn:b","@type":"Part","about":{"@id":"urn:x","name":"theirs"},"by":"urn:y"}
        """#

    @Test("words of a part are not the document's")
    func apart() throws {
        let tree = try tree(Self.words)
        #expect(
            tree == #"{"id":"urn:a","type":["Part"],"part":{"id":"urn:b","type":["Part"],"about":"#
                + #"{"id":"urn:x","name":"theirs"},"by":"urn:y"},"about":{"id":"urn:x"}}"#)
        #expect(try self.tree(Self.words, apart: false).hasSuffix(#""about":{"id":"urn:x","name":"theirs"}}"#))
    }

    @Test("what the document says in several places is one, and so is what a part says of the whole in its own name")
    func together() throws {
        let twice = #""@id":"urn:a","about":{"@id":"urn:x"},"part":{"@id":"urn:x","name":"ours"}"#
        #expect(try tree(twice).hasSuffix(#""about":{"id":"urn:x","name":"ours"}}"#))
        let whole = #""@id":"urn:a","part":{"@id":"urn:a","@type":"Part","name":"ours"}"#
        #expect(try tree(whole).contains(#""name":"ours""#))
        #expect(try tree(whole).hasPrefix(#"{"id":"urn:a","type":["Part"],"name":"ours""#))
    }

    @Test("labels are a part's own, and parts without an identifier are all different")
    func labels() throws {
        let shared = #"""
            "about":{"@id":"_:x"},"part":[{"@type":"Part","about":{"@id":"_:x","name":"a"}},
            {"@type":"Part","about":{"@id":"_:x","name":"b"}}]
            """#
        let tree = try tree(shared)
        #expect(tree.contains(#""about":{"name":"a"}"#))
        #expect(tree.contains(#""about":{"name":"b"}"#))
        #expect(tree.hasSuffix(#""about":{}}"#))
    }

    @Test("an identifier with the mark that parts are told apart by is refused")
    func mark() throws {
        let marked = Self.words.replacing("urn:y", with: "urn:y\u{E000}1")
        #expect(throws: JSONLDError.self) { _ = try tree(marked) }
    }
}

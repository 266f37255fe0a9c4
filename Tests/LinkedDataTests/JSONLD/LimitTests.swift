import Encodings
import LinkedData
import TestSupport
import Testing

@Suite("JSON-LD documents that ask too much")
struct LimitTests {
    private static func limits(
        depth: Int = 40, nodeCount: Int = 40_000, remoteContextCount: Int = 16, inlineContextByteCount: Int = 1 << 20,
        textByteCount: Int = 16 << 20, definitionCount: Int = 2_000_000
    ) -> JSONLDOptions {
        JSONLDOptions(
            limits: JSONLDLimits(
                depth: depth, nodeCount: nodeCount, remoteContextCount: remoteContextCount,
                inlineContextByteCount: inlineContextByteCount, textByteCount: textByteCount,
                definitionCount: definitionCount))
    }

    /// What stands in the way of a document on a thread with little stack; `nil` when nothing does.
    private func refusal(_ text: String, _ options: JSONLDOptions, _ loader: ContextMap = ContextMap([:])) throws
        -> JSONLDError?
    {
        try SmallStack.run {
            do {
                _ = try lines(text, loader: loader, options: options)
                return nil
            } catch {
                return error as? JSONLDError
            }
        }
    }

    /// A document with `depth` values within each other.
    private static func nested(_ open: String, _ close: String, _ inner: String, depth: Int) -> String {
        String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
    }

    static let shapes: [(String, String)] = [
        (#"{"urn:p":"#, "}"), (#"{"urn:p":{"@list":["#, "]}}"), (#"{"urn:p":{"@set":"#, "}}"),
        (#"{"@reverse":{"urn:p":"#, "}}"), (#"{"urn:q":1,"@graph":"#, "}"), (#"{"urn:q":1,"@included":"#, "}"),
        (#"{"@context":{"a":"urn:b"},"urn:p":"#, "}"),
    ]

    @Test("Depth is bounded, and its greatest bound does not exhaust a small stack", arguments: shapes)
    func depth(_ open: String, _ close: String) throws {
        let levels = open.filter { $0 == "{" || $0 == "[" }.count - (open.contains("@context") ? 1 : 0)
        let within = Self.nested(open, close, #"{"urn:x":"y"}"#, depth: (40 - 1) / levels)
        #expect(try refusal(within, Self.limits())?.description == nil)
        let beyond = Self.nested(open, close, #"{"urn:x":"y"}"#, depth: (40 - 1) / levels + 1)
        #expect(try refusal(beyond, Self.limits())?.code == .limit)
        let less = Self.nested(open, close, #"{"urn:x":"y"}"#, depth: 20)
        #expect(try refusal(less, Self.limits(depth: 15))?.code == .limit)
    }

    @Test("Nested properties and maps are bounded too")
    func nestedMaps() throws {
        let nest =
            #"{"@context":{"n":"@nest"},"urn:a":"# + Self.nested(#"{"n":"#, "}", #"{"urn:x":1}"#, depth: 38) + "}"
        #expect(try refusal(nest, Self.limits())?.description == nil)
        let deep =
            #"{"@context":{"n":"@nest"},"urn:a":"# + Self.nested(#"{"n":"#, "}", #"{"urn:x":1}"#, depth: 42) + "}"
        #expect(try refusal(deep, Self.limits())?.code == .limit)
        let map =
            #"{"@context":{"m":{"@id":"urn:m","@container":"@id"}},"m":"#
            + Self.nested(#"{"urn:i":{"m":"#, "}}", #"{"urn:i":{"urn:x":1}}"#, depth: 120) + "}"
        #expect(try refusal(map, Self.limits())?.code == .limit)
    }

    @Test("Terms that depend on each other in a long row are refused on a small stack")
    func dependencies() throws {
        func chain(_ count: Int) -> String {
            let terms = (0..<count).map { #""t\#($0)":{"@id":"t\#($0 + 1):x","@prefix":true}"# }
            return #"{"@context":{\#(terms.joined(separator: ",")),"t\#(count)":"urn:a:"},"t0:y":1}"#
        }
        #expect(try refusal(chain(14), Self.limits())?.description == nil)
        #expect(try refusal(chain(5_000), Self.limits())?.code == .limit)
    }

    @Test("Contexts within definitions within contexts are refused on a small stack")
    func scopes() throws {
        func scoped(_ count: Int) -> String {
            let open = (0..<count).map { #"{"z\#($0)":{"@id":"urn:a\#($0):","@prefix":true,"@context":"# }
            return #"{"@context":\#(open.joined())null"# + String(repeating: "}}", count: count) + #","urn:p":1}"#
        }
        #expect(try refusal(scoped(14), Self.limits())?.description == nil)
        #expect(try refusal(scoped(100), Self.limits())?.code == .limit)
        // Long rows of terms within each of many contexts.
        var text = "null"
        for level in 0..<20 {
            let terms = (0..<20).map { #""l\#(level)t\#($0)":{"@id":"l\#(level)t\#($0 + 1):x","@prefix":true}"# }
            text =
                #"{\#(terms.joined(separator: ",")),"l\#(level)t20":{"@id":"urn:a:","@prefix":true,"@context":\#(text)}}"#
        }
        #expect(try refusal(#"{"@context":\#(text),"urn:p":1}"#, Self.limits())?.code == .limit)
    }

    @Test("The deepest context in the deepest value does not exhaust a small stack")
    func together() throws {
        func scoped(_ count: Int) -> String {
            let open = (0..<count).map { #"{"z\#($0)":{"@id":"urn:a\#($0):","@context":"# }
            return open.joined() + "null" + String(repeating: "}}", count: count)
        }
        let inner = #"{"@context":\#(scoped(14)),"urn:p":1}"#
        for (open, close) in [(#"{"urn:q":1,"@included":"#, "}"), (#"{"urn:p":"#, "}")] {
            let text = Self.nested(open, close, inner, depth: 39)
            #expect(try refusal(text, Self.limits())?.description == nil)
        }
    }

    @Test("Context documents that name each other are refused")
    func circles() throws {
        let loader = try ContextMap([
            "urn:a": document(#"{"@context":["urn:b",{"x":"urn:x"}]}"#), "urn:b": document(#"{"@context":"urn:a"}"#),
        ])
        let error = try refusal(#"{"@context":"urn:a","urn:p":1}"#, Self.limits(), loader)
        #expect(error?.code == .contextOverflow)
        // Within the definition of a term they may: that context is followed only as often as it is used.
        let scoped = try ContextMap([
            "urn:a": document(#"{"@context":{"x":{"@id":"urn:x","@context":"urn:a"},"y":"urn:y"}}"#)
        ])
        let text = #"{"@context":"urn:a","x":{"x":{"x":{"y":1}}}}"#
        #expect(try refusal(text, Self.limits(), scoped)?.description == nil)
    }

    @Test("More values, larger contexts and more definitions than the limits are refused")
    func amounts() throws {
        let values = #"{"urn:p":[\#(repeatElement("1", count: 100).joined(separator: ","))]}"#
        #expect(try refusal(values, Self.limits(nodeCount: 101))?.description == nil)
        #expect(try refusal(values, Self.limits(nodeCount: 100))?.code == .limit)
        let context = #"{"@context":{"a":"urn:a"},"a":{"@context":{"b":"urn:b"},"b":1}}"#
        #expect(try refusal(context, Self.limits(inlineContextByteCount: 26))?.description == nil)
        #expect(try refusal(context, Self.limits(inlineContextByteCount: 25))?.code == .limit)
        let copies = repeatElement(#"{"@context":{"b":"urn:b"},"b":1}"#, count: 50).joined(separator: ",")
        let terms = (0..<50).map { #""t\#($0)":"urn:t""# }.joined(separator: ",")
        let repeated = #"{"@context":{"a":"urn:a",\#(terms)},"a":[\#(copies)]}"#
        #expect(try refusal(repeated, Self.limits())?.description == nil)
        #expect(try refusal(repeated, Self.limits(definitionCount: 1_000))?.code == .limit)
    }

    @Test("A long vocabulary before many short names is refused before it fills the memory")
    func texts() throws {
        let vocabulary = "urn:" + String(repeating: "v", count: 60_000)
        let names = (0..<2_000).map { #""n\#($0)":1"# }.joined(separator: ",")
        #expect(try refusal(#"{"@context":{"@vocab":"\#(vocabulary)"},\#(names)}"#, Self.limits())?.code == .limit)
        let types = (0..<2_000).map { #""n\#($0)""# }.joined(separator: ",")
        let typed = #"{"@context":{"@vocab":"\#(vocabulary)"},"@type":[\#(types)]}"#
        #expect(try refusal(typed, Self.limits())?.code == .limit)
        let terms = (0..<2_000).map { #""n\#($0)":{}"# }.joined(separator: ",")
        let defined = #"{"@context":{"@vocab":"\#(vocabulary)",\#(terms)},"urn:p":1}"#
        let error = try refusal(defined, Self.limits())
        #expect(error?.code == .limit)
        #expect(error?.pointer.hasPrefix("/@context/") == true)
    }

    @Test("A dataset that is larger than its limits is refused with a place")
    func datasetSize() throws {
        var options = JSONLDOptions()
        options.datasetLimits = DatasetLimits(quadCount: 2, termByteCount: 1 << 20)
        let error = try #require(throws: JSONLDError.self) { try lines(#"{"urn:p":[1,2,3]}"#, options: options) }
        #expect(error.code == .limit)
        #expect(error.pointer == "/urn:p")
    }
}

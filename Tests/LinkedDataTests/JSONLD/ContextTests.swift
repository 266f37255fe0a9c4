import Encodings
import LinkedData
import Synchronization
import Testing

/// Counts how often it is asked.
private final class CountingLoader: ContextLoader {
    private let documents: [String: JSONDocument]
    private let counter = Atomic<Int>(0)

    init(_ documents: [String: JSONDocument]) { self.documents = documents }

    var count: Int { counter.load(ordering: .relaxed) }

    func contextDocument(at url: String) -> JSONDocument? {
        counter.wrappingAdd(1, ordering: .relaxed)
        return documents[url]
    }
}

@Suite("JSON-LD contexts from a loader")
struct ContextTests {
    @Test("A context that is not known is named, with the place where the document names it")
    func unknown() throws {
        let text = #"{"urn:p":{"@context":[{},"https://example.org/x"],"urn:q":1}}"#
        let error = try #require(throws: JSONLDError.self) { try lines(text) }
        #expect(error.code == .contextUnknown)
        #expect(error.code.rawValue == "loading remote context failed")
        #expect(error.url == "https://example.org/x")
        #expect(error.pointer == "/urn:p/@context/1")
        #expect(error.contextURL == nil)
    }

    @Test("An error inside a context document has its place in that document")
    func place() throws {
        let loader = try ContextMap(["urn:c": document(#"{"@context":{"a":{"@id":"urn:a","@container":"@bag"}}}"#)])
        let error = try #require(throws: JSONLDError.self) {
            try lines(#"{"@context":"urn:c","urn:p":1}"#, loader: loader)
        }
        #expect(error.code == .invalidContainerMapping)
        #expect(error.contextURL == "urn:c")
        #expect(error.pointer == "/@context/a/@container")
    }

    @Test("An error inside a scoped context says what it is caused by")
    func cause() throws {
        let text = #"{"@context":{"a":{"@id":"urn:a","@context":{"b":{"@id":true}}}},"a":1}"#
        let error = try #require(throws: JSONLDError.self) { try lines(text) }
        #expect(error.code == .invalidScopedContext)
        #expect(error.cause == .invalidIRIMapping)
        #expect(error.pointer == "/@context/a/@context/b/@id")
    }

    @Test("A context document is asked for once, however many documents and threads name it")
    func caching() async throws {
        let loader = try CountingLoader([
            "urn:c": document(
                #"{"@context":{"@protected":true,"a":{"@id":"urn:a","@context":{"b":"urn:b"}},"T":{"@id":"urn:T","@context":{"c":"urn:c"}}}}"#
            ),
            "urn:d": document(#"{"@context":{"@vocab":"urn:v:"}}"#),
        ])
        let processor = JSONLDProcessor(loader: loader)
        let text = try document(#"{"@context":["urn:c","urn:d"],"@type":"T","c":1,"a":{"b":2,"x":3},"x":4}"#)
        let expected = try CanonicalDataset(processor.dataset(text.root)).nQuads
        #expect(expected.count > 100)
        #expect(loader.count == 2)
        let results = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<64 {
                group.addTask { try CanonicalDataset(processor.dataset(text.root)).nQuads }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.allSatisfy { $0 == expected })
        #expect(loader.count == 2)
        let fresh = JSONLDProcessor(loader: loader)
        let raced = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<64 {
                group.addTask { try CanonicalDataset(fresh.dataset(text.root)).nQuads }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(raced.allSatisfy { $0 == expected })
    }

    @Test("What a shared context makes of a relative vocabulary is not shared between documents")
    func bases() throws {
        let loader = try ContextMap(["urn:c": document(#"{"@context":{"@vocab":""}}"#)])
        let processor = JSONLDProcessor(loader: loader)
        let text = try document(#"{"@context":"urn:c","p":1}"#)
        for base in ["https://one.example/", "https://two.example/", "https://one.example/"] {
            let dataset = try processor.dataset(text.root, options: JSONLDOptions(base: base))
            let nQuads = try String(decoding: CanonicalDataset(dataset).nQuads, as: UTF8.self)
            #expect(nQuads.contains("<\(base)p>"), "\(nQuads)")
        }
    }

    @Test("A context in one document says nothing about the next document")
    func isolation() throws {
        let loader = try ContextMap(["urn:c": document(#"{"@context":{"T":{"@id":"urn:T","@context":{"c":"urn:c"}}}}"#)]
        )
        let processor = JSONLDProcessor(loader: loader)
        let defining = try document(#"{"@context":["urn:c",{"x":"urn:x"}],"@type":"T","c":1,"x":2}"#)
        _ = try processor.dataset(defining.root)
        let using = try document(#"{"@context":"urn:c","@type":"T","c":1,"x":2}"#)
        let error = try #require(throws: JSONLDError.self) { try processor.dataset(using.root) }
        #expect(error.code == .undefinedTerm)
        #expect(error.pointer == "/x")
    }

    @Test("A protected term cannot be defined otherwise by the document, nor taken away with null")
    func protection() throws {
        let loader = try ContextMap([
            "urn:c": document(#"{"@context":{"@protected":true,"a":"urn:a","T":{"@id":"urn:T","@context":null}}}"#)
        ])
        func code(_ text: String) throws -> JSONLDError.Code {
            try #require(throws: JSONLDError.self) { try lines(text, loader: loader) }.code
        }
        #expect(try code(#"{"@context":["urn:c",{"a":"urn:b"}],"a":1}"#) == .protectedTermRedefinition)
        #expect(try code(#"{"@context":["urn:c",{"a":null}],"a":1}"#) == .protectedTermRedefinition)
        #expect(try code(#"{"@context":["urn:c",null],"a":1}"#) == .invalidContextNullification)
        #expect(try code(#"{"@context":"urn:c","a":{"@context":{"a":"urn:b"},"a":1}}"#) == .protectedTermRedefinition)
        #expect(try code(#"{"@context":"urn:c","@type":"T","a":1}"#) == .invalidContextNullification)
        #expect(try lines(#"{"@context":["urn:c",{"a":"urn:a"}],"a":true}"#, loader: loader).count == 1)
    }

    @Test("A document can be read with the context of another, and without some of its members")
    func parts() throws {
        let whole = try document(#"{"@context":{"a":"urn:a","p":"urn:p"},"a":1,"p":{"a":2,"q":3},"x":4}"#)
        let processor = JSONLDProcessor(loader: ContextMap([:]))
        let outer = try processor.dataset(whole.root, omitting: ["p", "x"])
        #expect(outer.count == 1)
        let inner = try #require(whole.root["p"])
        #expect(try processor.dataset(inner, context: whole.root["@context"], omitting: ["q"]).count == 1)
        #expect(throws: JSONLDError.self) { try processor.dataset(inner, context: whole.root["@context"]) }
        // A member that is left out brings no context of its type either.
        let typed = try document(#"{"@context":{"T":{"@id":"urn:T","@context":{"a":"urn:a"}}},"@type":"T","a":1}"#)
        #expect(try processor.dataset(typed.root).count == 2)
        #expect(throws: JSONLDError.self) { try processor.dataset(typed.root, omitting: ["@type"]) }
        // Only members of the document itself are left out.
        let nested = try document(#"{"urn:p":{"q":1}}"#)
        #expect(throws: JSONLDError.self) { try processor.dataset(nested.root, omitting: ["q"]) }
    }
}

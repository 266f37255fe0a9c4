import Encodings
import LinkedData
import Testing

/// A document of which something would be dropped, with the name and the place of that.
struct LossyDocument: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let code: JSONLDError.Code
    let pointer: String
    let text: String

    init(_ description: String, _ code: JSONLDError.Code, at pointer: String, _ text: String) {
        testDescription = description
        self.code = code
        self.pointer = pointer
        self.text = text
    }
}

@Suite("Safe mode: nothing of a document is dropped without a word")
struct SafeModeTests {
    static let documents = [
        LossyDocument(
            "a member that no context defines", .undefinedTerm, at: "/name",
            #"{"@id":"urn:a","name":"Ann","urn:p":1}"#),
        LossyDocument(
            "a member deep inside that no context defines", .undefinedTerm, at: "/urn:p/0/urn:q/a~1b",
            #"{"urn:p":[{"urn:q":{"a/b":"c"}}]}"#),
        LossyDocument(
            "a member that a context sets to null", .undefinedTerm, at: "/name",
            #"{"@context":{"name":null},"urn:p":1,"name":"Ann"}"#),
        LossyDocument(
            "a member whose prefix is no prefix", .undefinedTerm, at: "/1a:b", #"{"urn:p":1,"1a:b":2}"#),
        LossyDocument(
            "a type that no context defines", .undefinedType, at: "/@type", #"{"@type":"Person","urn:p":1}"#),
        LossyDocument(
            "one of several types that no context defines", .undefinedType, at: "/@type/1",
            #"{"@type":["urn:T","Person"]}"#),
        LossyDocument(
            "a type that a context sets to null", .undefinedType, at: "/@type",
            #"{"@context":{"Person":null},"@type":"Person","urn:p":1}"#),
        LossyDocument("a keyword as type", .undefinedType, at: "/@type", #"{"@type":"@id","urn:p":1}"#),
        LossyDocument("the type of JSON literals on a node", .undefinedType, at: "", #"{"@type":"@json","urn:p":1}"#),
        LossyDocument(
            "an undefined type as key of a map", .undefinedType, at: "/p/Person",
            #"{"@context":{"p":{"@id":"urn:p","@container":"@type"}},"p":{"Person":{"urn:q":1}}}"#),
        LossyDocument("a relative identifier", .relativeIRI, at: "/@id", #"{"@id":"ann","urn:p":1}"#),
        LossyDocument("an empty identifier", .relativeIRI, at: "/@id", #"{"@id":"","urn:p":1}"#),
        LossyDocument(
            "a relative reference", .relativeIRI, at: "/p/1",
            #"{"@context":{"p":{"@id":"urn:p","@type":"@id"}},"p":["urn:x","ann"]}"#),
        LossyDocument(
            "a relative reference as key of a map", .relativeIRI, at: "/p/ann",
            #"{"@context":{"p":{"@id":"urn:p","@container":"@id"}},"p":{"ann":{"urn:q":1}}}"#),
        LossyDocument(
            "a term where an IRI relative to the document is meant", .relativeIRI, at: "/p",
            #"{"@context":{"x":"urn:x","p":{"@id":"urn:p","@type":"@id"}},"p":"x"}"#),
        LossyDocument("a word like a keyword as member", .reservedKeyword, at: "/@foo", #"{"@foo":1,"urn:p":1}"#),
        LossyDocument(
            "a word like a keyword as identifier", .reservedKeyword, at: "/urn:p/@id", #"{"urn:p":{"@id":"@foo"}}"#),
        LossyDocument("a keyword of contexts as member", .reservedKeyword, at: "/@vocab", #"{"@vocab":"x","urn:p":1}"#),
        LossyDocument("a string that belongs to nothing", .freeFloatingValue, at: "/1", #"[{"urn:p":1},"text"]"#),
        LossyDocument(
            "a value that belongs to nothing", .freeFloatingValue, at: "/@graph/0",
            #"{"@graph":[{"@value":"text"},{"urn:p":1}]}"#),
        LossyDocument("a list that belongs to nothing", .freeFloatingValue, at: "/@list", #"{"@list":["text"]}"#),
        LossyDocument("an empty document", .freeFloatingValue, at: "", "{}"),
        LossyDocument(
            "a node of which nothing is said", .freeFloatingValue, at: "/@graph/0", #"{"@graph":[{"@id":"urn:a"}]}"#),
        LossyDocument(
            "a node of which only an empty array is said", .freeFloatingValue, at: "/@graph/0",
            #"{"@graph":[{"@id":"urn:a","urn:p":[]},{"urn:p":1}]}"#),
        LossyDocument(
            "a graph without a statement", .freeFloatingValue, at: "/0", #"[{"@id":"urn:g","@graph":[]},{"urn:p":1}]"#),
        LossyDocument(
            "an included node of which nothing is said", .freeFloatingValue, at: "/@included",
            #"{"urn:p":1,"@included":{"@id":"urn:a","urn:p":[]}}"#),
        LossyDocument(
            "a text that a term makes a graph of", .freeFloatingValue, at: "/p",
            #"{"@context":{"p":{"@id":"urn:p","@container":"@graph"}},"p":"text"}"#),
        LossyDocument(
            "a list that a term makes a graph of", .freeFloatingValue, at: "/p/urn:a",
            #"{"@context":{"p":{"@id":"urn:p","@container":["@graph","@id"]}},"p":{"urn:a":{"@list":[1]}}}"#),
        LossyDocument(
            "a mere reference that a term makes a graph of", .freeFloatingValue, at: "/p",
            #"{"@context":{"p":{"@id":"urn:p","@type":"@id","@container":"@graph"}},"p":"urn:a"}"#),
        LossyDocument(
            "a language without a value", .freeFloatingValue, at: "/urn:p", #"{"urn:p":{"@language":"nl"}}"#),
        LossyDocument("a value that is null", .nullValue, at: "/urn:p", #"{"urn:p":{"@value":null}}"#),
        LossyDocument("an identifier with a space", .invalidIRI, at: "", #"{"@id":"urn:a b","urn:p":1}"#),
        LossyDocument("a reference with two fragments", .invalidIRI, at: "/urn:p", #"{"urn:p":{"@id":"urn:a#b#c"}}"#),
        LossyDocument("a member with a space in its IRI", .invalidIRI, at: "/urn:a b", #"{"urn:a b":1}"#),
        LossyDocument(
            "a language that is none", .invalidLanguageTag, at: "/urn:p",
            #"{"urn:p":{"@value":"x","@language":"n l"}}"#),
        LossyDocument(
            "a language with too long a part", .invalidLanguageTag, at: "/urn:p",
            #"{"urn:p":{"@value":"x","@language":"nl-abcdefghi"}}"#),
        LossyDocument("a node with an index", .lostIndex, at: "", #"{"@index":"x","urn:p":1}"#),
        LossyDocument("a value with an index", .lostIndex, at: "/urn:p", #"{"urn:p":{"@value":1,"@index":"x"}}"#),
        LossyDocument("a list with an index", .lostIndex, at: "/urn:p", #"{"urn:p":{"@list":[],"@index":"x"}}"#),
        LossyDocument(
            "a map by indexes", .lostIndex, at: "/p/a",
            #"{"@context":{"p":{"@id":"urn:p","@container":"@index"}},"p":{"a":"x"}}"#),
        LossyDocument("a blank node as property", .blankNodeProperty, at: "/_:p", #"{"_:p":1}"#),
    ]

    @Test("A document of which something would be dropped is refused, with the place", arguments: documents)
    func refused(_ lossy: LossyDocument) throws {
        let error = try #require(throws: JSONLDError.self) { try lines(lossy.text) }
        #expect(error.code == lossy.code, "\(error)")
        #expect(error.pointer == lossy.pointer, "\(error)")
    }

    @Test("Without safe mode the same documents are read, as the specification has it", arguments: documents)
    func admitted(_ lossy: LossyDocument) throws {
        _ = try lines(lossy.text, options: JSONLDOptions(isSafe: false))
    }

    @Test("What says nothing is no loss: null, empty arrays, and blank nodes by their labels")
    func harmless() throws {
        let text = #"{"@id":"_:x","urn:p":null,"urn:q":[],"urn:r":{"@id":"_:x"},"urn:s":{"@set":[null]}}"#
        #expect(try lines(text) == ["_:c14n0 <urn:r> _:c14n0 ."])
    }

    @Test("A direction may be lost: a credential may have one, and the text is signed without it")
    func direction() throws {
        let text = #"{"@id":"urn:x","urn:p":{"@value":"x","@language":"ar","@direction":"rtl"}}"#
        #expect(try lines(text) == [#"<urn:x> <urn:p> "x"@ar ."#])
        #expect(
            try lines(#"{"@context":{"@direction":"rtl"},"@id":"urn:x","urn:p":"x"}"#) == [#"<urn:x> <urn:p> "x" ."#])
    }

    @Test("Every code has a name of its own in capitals")
    func names() {
        let names = JSONLDError.Code.allCases.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.utf8.allSatisfy { $0 == 0x5F || (0x41...0x5A).contains($0) } })
        #expect(JSONLDError.Code.contextUnknown.name == "CONTEXT_UNKNOWN")
        #expect(JSONLDError.Code.invalidIdValue.name == "JSONLD_INVALID_ID_VALUE")
    }
}

import Encodings
import LinkedData
import Testing

@Suite("Texts with a direction")
struct DirectionTests {
    private static let terms = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

    private func statements(_ text: String, _ direction: RDFDirection?) throws -> [String] {
        try lines(text, options: JSONLDOptions(rdfDirection: direction))
    }

    @Test("One literal names language and direction in its datatype, the language in lower case")
    func datatype() throws {
        let text = #"{"urn:p":{"@value":"x","@language":"ar-EG","@direction":"rtl"}}"#
        #expect(
            try statements(text, .i18nDatatype) == [#"_:c14n0 <urn:p> "x"^^<https://www.w3.org/ns/i18n#ar-eg_rtl> ."#])
        let bare = #"{"@context":{"@direction":"ltr"},"urn:p":"x"}"#
        #expect(try statements(bare, .i18nDatatype) == [#"_:c14n0 <urn:p> "x"^^<https://www.w3.org/ns/i18n#_ltr> ."#])
    }

    @Test("A blank node holds text, language and direction, in the graph that the text stands in")
    func compound() throws {
        let text =
            #"{"@id":"urn:g","@graph":{"@id":"urn:a","urn:p":{"@value":"x","@language":"ar-EG","@direction":"rtl"}}}"#
        #expect(
            try statements(text, .compoundLiteral) == [
                "<urn:a> <urn:p> _:c14n0 <urn:g> .", "_:c14n0 <\(Self.terms)direction> \"rtl\" <urn:g> .",
                "_:c14n0 <\(Self.terms)language> \"ar-eg\" <urn:g> .", "_:c14n0 <\(Self.terms)value> \"x\" <urn:g> .",
            ])
        let bare = #"{"@id":"urn:a","urn:p":{"@value":"x","@direction":"rtl"}}"#
        #expect(
            try statements(bare, .compoundLiteral) == [
                "<urn:a> <urn:p> _:c14n0 .", "_:c14n0 <\(Self.terms)direction> \"rtl\" .",
                "_:c14n0 <\(Self.terms)value> \"x\" .",
            ])
    }

    @Test("Two texts that differ in direction alone are told apart, in lists too", arguments: RDFDirection.allCases)
    func toldApart(_ form: RDFDirection) throws {
        func list(_ direction: String) -> String {
            #"{"urn:p":{"@list":[{"@value":"x","@direction":"\#(direction)"},"y"]}}"#
        }
        #expect(try statements(list("ltr"), form) != statements(list("rtl"), form))
        #expect(try statements(list("ltr"), form) == statements(list("ltr"), form))
    }

    @Test("A text without direction stays as it is", arguments: RDFDirection.allCases)
    func without(_ form: RDFDirection) throws {
        let text = #"{"urn:p":[{"@value":"x","@language":"ar-EG"},"y",1]}"#
        #expect(try statements(text, form) == statements(text, nil))
    }

    @Test("A language that is none is refused, and so is an index", arguments: RDFDirection.allCases)
    func refused(_ form: RDFDirection) throws {
        for (member, code) in [
            (#""@language":"ar_EG""#, JSONLDError.Code.invalidLanguageTag),
            (#""@language":"abcdefghi""#, .invalidLanguageTag), (#""@language":"""#, .invalidLanguageTag),
            (#""@index":"i""#, .lostIndex),
        ] {
            let text = #"{"urn:p":{"@value":"x","@direction":"rtl",\#(member)}}"#
            let error = try #require(throws: JSONLDError.self) { try statements(text, form) }
            #expect(error.code == code && error.pointer == "/urn:p", "\(error)")
        }
    }

    @Test("A number with a direction is written as RDF writes the number", arguments: RDFDirection.allCases)
    func number(_ form: RDFDirection) throws {
        let text = #"{"urn:p":{"@value":1.50,"@direction":"rtl"}}"#
        #expect(try statements(text, form).contains { $0.contains("\"1.5E0\"") })
    }
}

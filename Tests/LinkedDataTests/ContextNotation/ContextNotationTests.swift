import Encodings
import LinkedData
import Testing

private func context(_ table: String) throws -> String {
    let document = try ContextNotation.document(Array(table.utf8))
    #expect(document.root.canonicalBytes() == document.bytes)
    return String(decoding: document.bytes, as: UTF8.self)
}

@Suite("The notation of contexts")
struct ContextNotationTests {
    @Test("A term takes an abbreviated IRI, and its own name where no other follows the colon")
    func abbreviations() throws {
        let table = """
            # A comment, and an empty line below.

            let ex = https://example.org/terms#
            whole = https://example.org/other
            named = ex:called
            one two = ex:
            """
        #expect(
            try context(table) == """
                {"@context":{"named":"https://example.org/terms#called","one":"https://example.org/terms#one",\
                "two":"https://example.org/terms#two","whole":"https://example.org/other"}}
                """)
    }

    @Test("A term has a type, containers and a direction, in any order")
    func details() throws {
        let table = """
            let ex = https://example.org/
            a = ex: @id graph
            b = ex: language
            c = ex: set index ex:Type
            d = ex: reverse
            e = ex: @json
            """
        #expect(
            try context(table) == """
                {"@context":{"a":{"@container":"@graph","@id":"https://example.org/a","@type":"@id"},\
                "b":{"@container":"@language","@id":"https://example.org/b"},\
                "c":{"@container":["@set","@index"],"@id":"https://example.org/c","@type":"https://example.org/Type"},\
                "d":{"@reverse":"https://example.org/d"},\
                "e":{"@id":"https://example.org/e","@type":"@json"}}}
                """)
    }

    @Test("A scope is written below a term or named, and null is the scope in which no context holds")
    func scopes() throws {
        let table = """
            let ex = https://example.org/
            scope shared
                protected
                id = @id
            a = ex:
                include shared
                b = ex:
                    c = ex:
            d = ex: scope shared
            e = ex: @id scope null
            """
        #expect(
            try context(table) == """
                {"@context":{"a":{"@context":{"@protected":true,\
                "b":{"@context":{"c":"https://example.org/c"},"@id":"https://example.org/b"},"id":"@id"},\
                "@id":"https://example.org/a"},\
                "d":{"@context":{"@protected":true,"id":"@id"},"@id":"https://example.org/d"},\
                "e":{"@context":null,"@id":"https://example.org/e","@type":"@id"}}}
                """)
    }

    @Test("A context is protected, has a vocabulary, offers prefixes to documents and builds on a published one")
    func settings() throws {
        let table = """
            let ex = https://example.org/
            context https://example.org/base
            protected
            vocab ex:vocabulary#
            prefix ex
            1st = ex:
            """
        #expect(
            try context(table) == """
                {"@context":["https://example.org/base",{"1st":"https://example.org/1st","@protected":true,\
                "@vocab":"https://example.org/vocabulary#","ex":"https://example.org/"}]}
                """)
    }

    @Test("A text between brackets is left to the processor")
    func bracketed() throws {
        let table = """
            let xsd = http://www.w3.org/2001/XMLSchema#
            let urn = <urn:example:>
            date = <xsd:date> <xsd:dateTime>
            mine = urn: urn:Type
            """
        #expect(
            try context(table) == """
                {"@context":{"date":{"@id":"xsd:date","@type":"xsd:dateTime"},\
                "mine":{"@id":"urn:example:mine","@type":"urn:example:Type"}}}
                """)
    }

    @Test("A term may have the name of a keyword of the notation")
    func namedAsKeyword() throws {
        let table = "let = https://example.org/let\nscope = https://example.org/scope"
        #expect(
            try context(table) == #"{"@context":{"let":"https://example.org/let","scope":"https://example.org/scope"}}"#
        )
    }

    @Test("An empty table is an empty context")
    func empty() throws {
        #expect(try context("") == #"{"@context":{}}"#)
        #expect(try context("# Nothing\n\n") == #"{"@context":{}}"#)
    }
}

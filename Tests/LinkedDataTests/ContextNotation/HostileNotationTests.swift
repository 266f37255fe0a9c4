import LinkedData
import Testing

/// A table that is wrong, with the line and the kind of what is wrong.
struct HostileTable: CustomTestStringConvertible {
    let testDescription: String
    let table: String
    let code: ContextNotationError.Code
    let line: Int

    init(_ description: String, _ code: ContextNotationError.Code, line: Int, _ table: String) {
        testDescription = description
        self.table = "let ex = https://example.org/\n" + table
        self.code = code
        self.line = line
    }
}

@Suite("The notation of contexts, written wrongly")
struct HostileNotationTests {
    static let tables = [
        HostileTable("a tab", .unexpectedCharacter, line: 2, "a\t= ex:"),
        HostileTable("a line that ends in a carriage return", .unexpectedCharacter, line: 2, "a = ex:\r\nb = ex:"),
        HostileTable("a letter that looks like another", .unexpectedCharacter, line: 2, "\u{0430} = ex:"),
        HostileTable("half a level", .badIndentation, line: 3, "a = ex:\n  b = ex:"),
        HostileTable("two levels at once", .badIndentation, line: 3, "a = ex:\n        b = ex:"),
        HostileTable("a first line that is indented", .badIndentation, line: 2, "    a = ex:"),
        HostileTable("lines below several terms", .badIndentation, line: 3, "a b = ex:\n    c = ex:"),
        HostileTable("lines below a keyword", .badIndentation, line: 3, "protected\n    c = ex:"),
        HostileTable(
            "lines below a term with a named scope", .badIndentation, line: 5,
            "scope s\n    b = ex:\na = ex: scope s\n    c = ex:"),
        HostileTable("lines below the empty scope", .badIndentation, line: 3, "a = ex: scope null\n    c = ex:"),
        HostileTable("a named scope without lines", .badIndentation, line: 2, "scope s\na = ex:"),
        HostileTable(
            "an abbreviation within a scope", .badIndentation, line: 3, "a = ex:\n    let b = https://b.example/"),
        HostileTable("a named scope within a scope", .badIndentation, line: 3, "a = ex:\n    scope s\n        b = ex:"),
        HostileTable(
            "a published context within a scope", .badIndentation, line: 3, "a = ex:\n    context https://b.example"),
        HostileTable("an unknown keyword", .unexpectedWord, line: 2, "protect"),
        HostileTable("an unknown keyword with a value", .unexpectedWord, line: 2, "import https://b.example/"),
        HostileTable("a word after a keyword", .unexpectedWord, line: 2, "protected true"),
        HostileTable(
            "an abbreviation without a sign of equality", .unexpectedWord, line: 2, "let b https://b.example/ c"),
        HostileTable("an abbreviation with a colon", .unexpectedWord, line: 2, "let b: = https://b.example/"),
        HostileTable("an unknown container", .unexpectedWord, line: 2, "a = ex: bag"),
        HostileTable("an unknown keyword of JSON-LD as type", .unexpectedWord, line: 2, "a = ex: @date"),
        HostileTable("a scope without a name", .unexpectedWord, line: 2, "a = ex: scope"),
        HostileTable("a keyword of JSON-LD as term", .unexpectedWord, line: 2, "@id = ex:"),
        HostileTable("no term before the sign of equality", .unexpectedWord, line: 2, "= ex:"),
        HostileTable("a term that stands for nothing", .missingIRI, line: 3, "a = ex:\nb ="),
        HostileTable("a term that stands for a word", .badIRI, line: 2, "a = ex"),
        HostileTable("a term that stands for no keyword that may be aliased", .badIRI, line: 2, "a = @context"),
        HostileTable("several terms with one IRI", .badIRI, line: 2, "a b = ex:c"),
        HostileTable("several terms with a whole IRI", .badIRI, line: 2, "a b = https://b.example/"),
        HostileTable("an abbreviation alone as type", .badIRI, line: 2, "a = ex: ex:"),
        HostileTable("empty brackets", .badIRI, line: 2, "a = <>"),
        HostileTable("an open bracket", .badIRI, line: 2, "a = <urn:b"),
        HostileTable("a quote in an IRI", .badIRI, line: 2, "a = https://b.example/\"c"),
        HostileTable("a quote in the name of a term", .badIRI, line: 2, "a\"b = ex:"),
        HostileTable("a scheme without a name", .badIRI, line: 2, "a = ://b.example"),
        HostileTable("an abbreviation of an abbreviation", .badIRI, line: 2, "let b = ex:b#"),
        HostileTable("a published context that is no IRI", .badIRI, line: 2, "context base"),
        HostileTable("an abbreviation that was not declared", .unknownName, line: 2, "a = b:"),
        HostileTable(
            "an abbreviation that is declared below", .unknownName, line: 2, "a = b:\nlet b = https://b.example/"),
        HostileTable("a type with an abbreviation that was not declared", .unknownName, line: 2, "a = ex: b:Type"),
        HostileTable("a prefix that is no abbreviation", .unknownName, line: 2, "prefix ex b"),
        HostileTable("a scope that was not declared", .unknownName, line: 2, "a = ex: scope s"),
        HostileTable("a scope that names itself", .unknownName, line: 3, "scope s\n    a = ex: scope s"),
        HostileTable("an inclusion of what was not declared", .unknownName, line: 2, "include s"),
        HostileTable("a term given twice", .duplicate, line: 4, "a = ex:\n\na = ex:b"),
        HostileTable("a term given twice on a line", .duplicate, line: 2, "a a = ex:"),
        HostileTable("a prefix that is a term already", .duplicate, line: 3, "ex = ex:b\nprefix ex"),
        HostileTable("a term that is included too", .duplicate, line: 5, "scope s\n    a = ex:\na = ex:\ninclude s"),
        HostileTable("an abbreviation given twice", .duplicate, line: 2, "let ex = https://b.example/"),
        HostileTable("a scope given twice", .duplicate, line: 4, "scope s\n    a = ex:\nscope s\n    b = ex:"),
        HostileTable("a scope that is called null", .duplicate, line: 2, "scope null\n    a = ex:"),
        HostileTable("protection given twice", .duplicate, line: 3, "protected\nprotected"),
        HostileTable("a vocabulary given twice", .duplicate, line: 3, "vocab ex:a#\nvocab ex:b#"),
        HostileTable(
            "a published context given twice", .duplicate, line: 3,
            "context https://b.example\ncontext https://b.example"),
        HostileTable("two types", .duplicate, line: 2, "a = ex: @id @vocab"),
        HostileTable("a container given twice", .duplicate, line: 2, "a = ex: set set"),
        HostileTable("two scopes", .duplicate, line: 2, "a = ex: scope null scope null"),
    ]

    @Test("A table that is wrong is refused with the line that is wrong", arguments: tables)
    func refused(_ hostile: HostileTable) throws {
        let error = try #require(throws: ContextNotationError.self) {
            try ContextNotation.document(Array(hostile.table.utf8))
        }
        #expect(error.code == hostile.code, "\(error)")
        #expect(error.line == hostile.line, "\(error)")
        #expect(error.description.hasPrefix("line \(hostile.line): expected"), "\(error)")
    }

    @Test("Scopes that name each other twice cannot grow beyond bounds")
    func growth() throws {
        let lines = (1...40).map { "scope s\($0)\n    a b c d e f g h = x:" + ($0 == 1 ? "" : " scope s\($0 - 1)") }
        let table = "let x = https://example.org/\n" + lines.joined(separator: "\n")
        let error = try #require(throws: ContextNotationError.self) { try ContextNotation.document(Array(table.utf8)) }
        #expect(error.code == .tooLarge)
    }

    @Test("Contexts stand at most eight deep, whether indented or named")
    func depth() throws {
        func nested(_ count: Int) -> String {
            "let x = https://example.org/\n"
                + (0..<count).map { String(repeating: "    ", count: $0) + "a = x:" }.joined(separator: "\n")
        }
        func named(_ count: Int) -> String {
            "let x = https://example.org/\n"
                + (1..<count).map { "scope s\($0)\n    a = x:" + ($0 == 1 ? "" : " scope s\($0 - 1)") }
                .joined(separator: "\n") + "\na = x: scope s\(count - 1)"
        }
        for table in [nested(8), named(8)] { _ = try ContextNotation.document(Array(table.utf8)) }
        for table in [nested(9), named(9), nested(5_000)] {
            #expect(throws: ContextNotationError.self) { try ContextNotation.document(Array(table.utf8)) }
        }
    }

    @Test("A table of more bytes than are read is refused")
    func size() {
        let table = [UInt8](repeating: UInt8(ascii: "#"), count: 300_000)
        #expect(throws: ContextNotationError.self) { try ContextNotation.document(table) }
    }
}

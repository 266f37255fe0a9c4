import Testing
import YAMLDocuments

@Suite("Refused documents")
struct RefusedDocumentTests {
    /// A document, what it is refused for, where, and words of the reason and the hint.
    struct Case: CustomTestStringConvertible {
        let text: String
        let code: YAMLError.Code
        let place: String
        let reason: String
        let hint: String

        init(_ text: String, _ code: YAMLError.Code, _ place: String, _ reason: String, _ hint: String = "") {
            self.text = text
            self.code = code
            self.place = place
            self.reason = reason
            self.hint = hint
        }

        var testDescription: String { "\(code.rawValue) in \(text.debugDescription)" }
    }

    @Test(
        "what means something else than it shows is refused by name",
        arguments: [
            Case("a: &x 1\n", .anchor, "1:4", "found an anchor", "put the text in quotes"),
            Case("&x\na: 1\n", .anchor, "1:1", "found an anchor"),
            Case("a: &x\n  b: 1\n", .anchor, "1:4", "found an anchor"),
            Case("a: & b\n", .anchor, "1:4", "found an anchor"),
            Case("a: *x\n", .alias, "1:4", "found an alias", "Write the value out"),
            Case("a: **bold** text\n", .alias, "1:4", "found an alias", "put the text in quotes"),
            Case("*x : 1\n", .alias, "1:1", "found an alias"),
            Case("a: !text b\n", .tag, "1:4", "found a tag"),
            Case("a: !!binary aGk=\n", .tag, "1:4", "found a tag"),
            Case("a: ! b\n", .tag, "1:4", "found a tag"),
            Case("a: !<x> b\n", .tag, "1:4", "found a tag"),
            Case("a: !x!y b\n", .tag, "1:4", "found a tag"),
            Case("a: !\"x\n", .tag, "1:4", "found a tag"),
            Case("!!map\na: 1\n", .tag, "1:1", "found a tag"),
            Case("<<: {a: 1}\n", .mergeKey, "1:1", "found a merge key", "Write the keys and values out"),
            Case("%YAML 1.1\n---\na: 1\n", .directive, "1:1", "begins with %", "Remove the line"),
            Case("%YAML 3.0\n---\na: 1\n", .directive, "1:1", "begins with %"),
            Case("%TAG ! tag:x,2000:\n---\na: 1\n", .directive, "1:1", "begins with %"),
            Case("%FOO\n---\na: 1\n", .directive, "1:1", "begins with %"),
            Case("a: 1\n---\nb: 2\n", .severalDocuments, "2:1", "found a second one", "a file of its own"),
            Case("---\n---\n", .severalDocuments, "2:1", "found a second one"),
            Case(
                "a: 1\na: 2\n", .duplicateKey, "2:1", "found \"a\" on line 1, column 1, and again on line 2, column 1"),
            Case(
                "a:\n  b: 1\n  c: 2\n  'b': 3\n", .duplicateKey, "4:3",
                "on line 2, column 3, and again on line 4, column 3"),
            Case("{a: 1, b: 2, \"a\": 3}", .duplicateKey, "1:14", "on line 1, column 2, and again"),
            Case("\u{E9}: 1\ne\u{301}: 2\n", .duplicateKey, "2:1", "expected each key once"),
            Case("[a]: 1\n", .keyNotText, "1:1", "found a list in its place"),
            Case("{a: 1}: 1\n", .keyNotText, "1:1", "found keys with values in its place"),
            Case("? - a\n: 1\n", .keyNotText, "1:3", "found a list in its place"),
            Case("'': 1\n", .keyNotText, "1:1", "found nothing"),
            Case("? a\n: 1\n", .keyNotText, "1:3", "found a question mark"),
            Case("{?a: 1}\n", .keyNotText, "1:3", "found a question mark", "Remove the question mark"),
            Case("[?a]\n", .keyNotText, "1:3", "found a question mark"),
            Case("a: \"b\"#c\n", .syntax, "1:7", "expected a space before the number sign"),
            Case("é: [ü, 😀, {?a: 1}]\n", .keyNotText, "1:13", "found a question mark"),
            Case("é: [ü, 😀, \"ß\"#c\n", .syntax, "1:14", "expected a space before the number sign"),
            Case("a: [b]#c\n", .syntax, "1:7", "expected a space before the number sign"),
        ])
    func features(_ test: Case) { check(test) }

    @Test(
        "a mistake in the form is told where it is and in plain words",
        arguments: [
            Case("a:\n\tb: 1\n", .tab, "2:1", "expected spaces at the beginning of line 2, found a tab", "two spaces"),
            Case("a:\n  b: 1\n\tc: 2\n", .tab, "3:1", "found a tab"),
            Case("a:\n  b: 1\n  \tc: 2\n", .tab, "3:3", "found a tab"),
            Case("\ta: 1\n", .tab, "1:1", "found a tab"),
            Case("a: |\n\ttext\n", .tab, "2:1", "found a tab"),
            Case("a: text\n\tgoes on\n", .tab, "2:1", "found a tab"),
            Case("-\ta\n", .tab, "1:2", "expected a space, found a tab", "by a space"),
            Case("a:\r\n\r\n\tb: 1\r\n", .tab, "3:1", "found a tab"),
            Case("title: Learning: how\n", .syntax, "1:16", "found a second colon", "in quotes"),
            Case("a: b\n  c: d\n", .syntax, "2:4", "found a second colon", "indent it like the keys around it"),
            Case(
                "a: 1\nects:6\nb: 2\n", .syntax, "2:1", "expected a key, a colon and a space on line 2", "a space after"
            ),
            Case(
                "a:\n  b: 1\n c: 2\n", .syntax, "3:2", "begins in column 1 like those since line 1", "Indent the line"),
            Case("a:\n  - b\n - c\n", .syntax, "3:2", "expected a key that begins in column 1"),
            Case("- a\nb: 1\n", .syntax, "2:1", "another item of the list that begins on line 1", "a dash and a space"),
            Case("a: - b\n", .syntax, "1:4", "found a dash in the middle of a line"),
            Case("a: 'it's'\n", .syntax, "1:8", "expected the end of the line", "written twice"),
            Case("a: \"x\" y\n", .syntax, "1:8", "expected the end of the line"),
            Case("a: \"text\nb: 1\n", .syntax, "1:4", "expected a closing quote", "the same quote"),
            Case("a: 'text\n---\n'", .syntax, "1:4", "expected a closing quote"),
            Case("a: \"C:\\docs\"\n", .syntax, "1:7", "after the backslash", "twice"),
            Case("a: \"\\uD800\"\n", .syntax, "1:7", "after the backslash"),
            Case("a: \"\\xZZ\"\n", .syntax, "1:7", "after the backslash"),
            Case(
                "a: [b, c\nd: 1\n", .syntax, "2:2", "a comma or ] after what begins on line 1, column 4",
                "Close the bracket"),
            Case("a: {b: c\nd: 1\n", .syntax, "2:2", "a comma or } after"),
            Case("a: ]\n", .syntax, "1:4", "a sign that cannot begin one"),
            Case("a: [b, , c]\n", .syntax, "1:8", "a sign that cannot begin one"),
            Case("a: @b\n", .syntax, "1:4", "found \"@\", which cannot begin one", "in quotes"),
            Case("a: `b`\n", .syntax, "1:4", "found \"`\""),
            Case("a: %b\n", .syntax, "1:4", "found \"%\""),
            Case("a: |x\n", .syntax, "1:5", "ends with | or >"),
            Case("  a: 1\n b: 2\n", .syntax, "2:2", "expected the end of the document, found more"),
            Case("a: [http://x.org:]\n", .syntax, "1:17", "a colon at its end"),
            Case(": 1\n", .syntax, "1:1", "expected a key"),
            Case("{: 1}\n", .syntax, "1:2", "a sign that cannot begin one"),
        ])
    func mistakes(_ test: Case) { check(test) }

    @Test("nothing but comments is not a document", arguments: ["", "\n", "# a\n", "\u{FEFF}", " \r\n "] as [Written])
    func empty(_ written: Written) {
        expectRefused(Array(written.text.utf8), .empty, at: .start)
    }

    @Test(
        "what is not UTF-8 is refused, with the place",
        arguments: [
            ([0x61, 0x3A, 0x20, 0xE9, 0x0A], "1:4"),
            ([0x61, 0x0A, 0xC3], "2:1"), ([0x61, 0x0A, 0x62, 0x80], "2:2"),
            ([0x22, 0xC0, 0x80, 0x22], "1:2"), ([0x22, 0xED, 0xA0, 0x80, 0x22], "1:2"),
            ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], "1:2"), ([0x22, 0xF8, 0x88, 0x80, 0x80, 0x80, 0x22], "1:2"),
            ([0xFF, 0xFE, 0x61, 0x00, 0x3A, 0x00], "1:1"), ([0xFE, 0xFF, 0x00, 0x61, 0x00, 0x3A], "1:1"),
            ([0x61, 0x00, 0x3A, 0x00], "1:1"), ([0x00, 0x61, 0x00, 0x3A], "1:1"),
            ([0xC3, 0xA9, 0x0D, 0x0A, 0xC3, 0xA9, 0x0D, 0xFF], "3:1"),
        ] as [([UInt8], String)])
    func notUTF8(_ file: [UInt8], _ place: String) {
        let error = expectRefused(file, .notUTF8)
        #expect(error?.position.description == place)
        #expect(error?.hint == "Save the file again with the encoding UTF-8.")
    }

    @Test(
        "characters that nobody sees are refused, written out or as an escape",
        arguments: [
            0x00, 0x01, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0x2028, 0x2029, 0xFEFF, 0xFDD0, 0xFDEF,
            0xFFFE,
            0xFFFF, 0x1FFFF, 0x10FFFE,
        ] as [UInt32])
    func invisibleCharacters(_ value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        let raw = expectRefused(Array("a: b\nc: x\(Character(scalar))y\n".utf8), .characterNotAllowed)
        #expect(raw?.position == YAMLPosition(line: 2, column: 5))
        let digits = String(value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: 8 - digits.count) + digits
        let escaped = expectRefused(Array("a: \"x\\U\(padded)y\"\n".utf8), .characterNotAllowed)
        #expect(escaped?.position == YAMLPosition(line: 1, column: 4))
        let shown = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        for error in [raw, escaped] { #expect(error?.reason.contains("⟨U+\(shown)⟩") == true) }
        expectRefused(Array("\"x\\U\(padded)y\": 1\n".utf8), .characterNotAllowed)
    }

    @Test("an error shows no escape sequence and no long text")
    func quoting() {
        let key = String(repeating: "k", count: 100)
        let error = expectRefused(Array("\(key): 1\n\(key): 2\n".utf8), .duplicateKey)
        #expect(error?.reason.contains("\"" + String(repeating: "k", count: 40) + "…\"") == true)
        let hidden = expectRefused(Array("a\u{202E}b: 1\na\u{202E}b: 2\n".utf8), .duplicateKey)
        #expect(hidden?.reason.contains("\"a⟨U+202E⟩b\"") == true)
    }

    @Test("errors compare by their codes and begin with line and column")
    func errors() {
        let one = YAMLError(.tab, "one", at: .start)
        let two = YAMLError(.tab, "two", hint: "x", at: YAMLPosition(line: 2, column: 3))
        #expect(one == two)
        #expect(one.hashValue == two.hashValue)
        #expect(one != YAMLError(.tag, "one", at: .start))
        #expect(two.description == "2:3: two")
        #expect(two.line == 2 && two.column == 3)
        #expect(one.position < two.position)
    }

    private func check(_ test: Case, sourceLocation: SourceLocation = #_sourceLocation) {
        let error = expectRefused(Array(test.text.utf8), test.code, sourceLocation: sourceLocation)
        let words = error.map { "\($0) – \($0.hint ?? "")" } ?? ""
        #expect(error?.position.description == test.place, "\(words)", sourceLocation: sourceLocation)
        #expect(error?.reason.contains(test.reason) == true, "\(words)", sourceLocation: sourceLocation)
        #expect(error?.hint?.contains(test.hint) ?? test.hint.isEmpty, "\(words)", sourceLocation: sourceLocation)
        #expect(error?.hint?.contains("\n") != true, sourceLocation: sourceLocation)
    }
}

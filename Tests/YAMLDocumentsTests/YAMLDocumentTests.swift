import Testing
import YAMLDocuments

@Suite("Documents")
struct YAMLDocumentTests {
    @Test(
        "what is data is read as it is written",
        arguments: [
            ("title: Blended learning\n", "{title: ‹Blended learning›}"),
            ("title: Blended learning", "{title: ‹Blended learning›}"),
            ("---\na: 1\n...\n", "{a: ‹1›}"),
            ("--- # a comment\na: 1", "{a: ‹1›}"),
            ("%YAML 1.2\n---\na: 1\n", "{a: ‹1›}"),
            ("# a comment\n\na: 1 # another\n", "{a: ‹1›}"),
            ("a: C# basics\n", "{a: ‹C# basics›}"),
            ("a: no\nb: yes\nc: on\nd: Off\ne: y\n", "{a: ‹no›, b: ‹yes›, c: ‹on›, d: ‹Off›, e: ‹y›}"),
            ("a: 012\nb: 1_000\nc: 0x1F\nd: 1e3\ne: .inf\n", "{a: ‹012›, b: ‹1_000›, c: ‹0x1F›, d: ‹1e3›, e: ‹.inf›}"),
            ("a: 2026-06-30\nb: 12:30:45\nc: 190:20:30\n", "{a: ‹2026-06-30›, b: ‹12:30:45›, c: ‹190:20:30›}"),
            ("a:\nb: ~\nc: null\nd: \"\"\n", "{a: ‹›, b: ‹~›, c: ‹null›, d: \"\"}"),
            ("a: 'it''s'\n", "{a: 'it's'}"),
            ("a: \"x\\ty \\u00e9 \\\\ \\\" \\n\"\n", "{a: \"x\ty é \\ \" ⏎\"}"),
            ("a: https://example.org/x#y\n", "{a: ‹https://example.org/x#y›}"),
            ("a: |\n  one\n    two\n\n  three\n", "{a: |one⏎  two⏎⏎three⏎|}"),
            ("a: |-\n  one\n  two\n", "{a: |one⏎two|}"),
            ("a: |+\n  one\n\nb: 1\n", "{a: |one⏎⏎|, b: ‹1›}"),
            ("a: >\n  one\n  two\n\n  three\n", "{a: >one two⏎three⏎<}"),
            ("a: one\n  two\n\n  three\n", "{a: ‹one two⏎three›}"),
            ("a: \"one\n  two\"\n", "{a: \"one two\"}"),
            ("- a\n- b:\n  - c\n  -\n- - d\n", "[‹a›, {b: [‹c›, ‹›]}, [‹d›]]"),
            ("a:\n- b\n- c\n", "{a: [‹b›, ‹c›]}"),
            ("a: [b, 'c', {d: e}, []]\nf: {}\n", "{a: [‹b›, 'c', {d: ‹e›}, []], f: {}}"),
            ("{a: 1, \"b\": 2, c: , d}\n", "{a: ‹1›, b: ‹2›, c: ‹›, d: ‹›}"),
            ("a: [b,\n\tc]\n", "{a: [‹b›, ‹c›]}"),
            ("\"a b\": 1\n'c:d': 2\n1: 3\ntrue: 4\n~: 5\n", "{a b: ‹1›, c:d: ‹2›, 1: ‹3›, true: ‹4›, ~: ‹5›}"),
            ("naam: Zoë – “hallo” 😀\n", "{naam: ‹Zoë – “hallo” 😀›}"),
            ("a: b?\nc: d\n", "{a: ‹b?›, c: ‹d›}"),
            ("why? a: b\n", "{why? a: ‹b›}"),
            ("a: x]}\nb: x, y\nc: x & y * z ! %\n", "{a: ‹x]}›, b: ‹x, y›, c: ‹x & y * z ! %›}"),
            ("a: -1\nb: -x\nc: ?x\nd: :x\n", "{a: ‹-1›, b: ‹-x›, c: ‹?x›, d: ‹:x›}"),
            ("just text", "‹just text›"),
            ("'<<': 1\n", "{<<: ‹1›}"),
        ] as [(Written, String)])
    func good(_ written: Written, _ expected: String) throws {
        #expect(try outline(document(written.text).root) == expected)
    }

    @Test(
        "Windows line ends, old Mac line ends and a byte-order mark change nothing",
        arguments: ["\r\n", "\r", "\n"] as [Written])
    func lineEnds(_ lineEnd: Written) throws {
        let lines = ["a: 1", "b:", "  - x", "  - |", "    one", "    two", "c: 'y", "  z'", ""]
        let text = lines.joined(separator: lineEnd.text)
        let expected = "@1:1 {@1:1 a: @1:4 ‹1›, @2:1 b: @3:3 [@3:5 ‹x›, @4:5 |one⏎two⏎|], @7:1 c: @7:4 'y z'}"
        #expect(try outline(document(text).root, places: true) == expected)
        #expect(try outline(document("\u{FEFF}" + text).root, places: true) == expected)
    }

    @Test("every value and key has the line and column where it begins")
    func positions() throws {
        let text = "# comment\ntitle: é x\nlist:\n  - \"a\"\n  - {b: 1, c: [2]}\nempty:\nlast: |\n  text\n"
        #expect(
            try outline(document(text).root, places: true)
                == "@2:1 {@2:1 title: @2:8 ‹é x›, @3:1 list: @4:3 [@4:5 \"a\", @5:5 {@5:6 b: @5:9 ‹1›, @5:12 c: @5:15 "
                + "[@5:16 ‹2›]}], @6:1 empty: @6:7 ‹›, @7:1 last: @7:7 |text⏎|}")
        let wide = try document("é: [ä, 😀, x]\n")
        #expect(outline(wide.root, places: true) == "@1:1 {@1:1 é: @1:4 [@1:5 ‹ä›, @1:8 ‹😀›, @1:11 ‹x›]}")
    }

    @Test("a way leads to the place of its value, or of the last value that is there")
    func waysToPlaces() throws {
        let specification = try document("title: x\noutcomes:\n  - text: a\n  - text: b\n    level: 7\n")
        let outcomes = YAMLPath.top.key("outcomes")
        let cases: [(YAMLPath, String)] = [
            (.top, "1:1"), (.top.key("title"), "1:8"), (outcomes, "3:3"), (outcomes.index(1), "4:5"),
            (outcomes.index(1).key("level"), "5:12"), (outcomes.index(1).key("missing").key("x"), "4:5"),
            (outcomes.index(2), "3:3"), (outcomes.index(-1), "3:3"), (outcomes.key("x"), "3:3"),
            (.top.key("title").index(0), "1:8"), (.top.key("none"), "1:1"),
        ]
        for (path, expected) in cases { #expect(specification.position(of: path).description == expected) }
        #expect(outcomes.index(1).key("text").description == "outcomes[1].text")
        #expect(YAMLPath.top.key("a b").key("\u{1B}").index(0).description == "[\"a b\"][\"⟨U+001B⟩\"][0]")
        #expect(YAMLPath.top.description == "the document")
    }

    @Test("a key is found by its bytes")
    func lookup() throws {
        guard case .mapping(let mapping) = try document("e\u{301}: 1\nb: 2\n").root.content else {
            Issue.record("expected a mapping")
            return
        }
        #expect(mapping["e\u{301}"] != nil)
        #expect(mapping["\u{E9}"] == nil)
        #expect(mapping["b"]?.position == YAMLPosition(line: 2, column: 4))
        #expect(mapping["c"] == nil)
    }
}

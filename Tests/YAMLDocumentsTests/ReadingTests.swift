import Testing
import YAMLDocuments

@Suite("Reading a specification")
struct ReadingTests {
    private enum Mode: String, CaseIterable { case online, onsite, blended }

    private struct Outcome: Equatable {
        let text: String
        let level: Int?
    }

    private struct Specification: Equatable {
        let title: String
        let names: [String: String]
        let ects: Int
        let grade: String?
        let mode: Mode
        let stackable: Bool
        let outcomes: [Outcome]
    }

    private static func read(_ text: String) throws -> Specification {
        try document(text).read { root in
            root.mapping { keys in
                let title = keys.required("title")?.text()
                let names = keys.optional("names")?.mapping { languages in
                    languages.all().reduce(into: [String: String]()) { $0[$1.key] = $1.value.text() }
                }
                let ects = keys.required("ects")?.integer(in: 1...60)
                let grade = keys.optional("grade")?.decimal()
                let mode = keys.required("mode")?.choice(of: Mode.self)
                let stackable = keys.optional("stackable")?.boolean() ?? false
                let outcomes = keys.required("learning_outcomes")?.list(count: 1...50) { item in
                    item.mapping { outcome in
                        let text = outcome.required("text")?.text()
                        let level = outcome.optional("level")?.integer(in: 1...8)
                        return text.map { Outcome(text: $0, level: level) }
                    }
                }
                guard let title, let ects, let mode, let outcomes else { return nil }
                return Specification(
                    title: title, names: names ?? [:], ects: ects, grade: grade, mode: mode, stackable: stackable,
                    outcomes: outcomes)
            }
        }
    }

    /// All problems of a text, one line each.
    private static func problems(_ text: String) throws -> [String] {
        do {
            _ = try read(text)
            return []
        } catch let error as YAMLProblems {
            return error.problems.map { "\($0.position) \($0.path?.description ?? "-") \($0.code.rawValue)" }
        }
    }

    @Test("a right specification is read")
    func good() throws {
        let specification = try Self.read(
            """
            title: Blended Learning
            names: {nl: Blended leren, en: Blended Learning}
            ects: 6
            grade: 14.50
            mode: blended
            stackable: true
            learning_outcomes:
              - {text: Designs lessons, level: 7}
              - text: Evaluates lessons
                level:
            """)
        #expect(
            specification
                == Specification(
                    title: "Blended Learning", names: ["nl": "Blended leren", "en": "Blended Learning"], ects: 6,
                    grade: "14.50", mode: .blended, stackable: true,
                    outcomes: [
                        Outcome(text: "Designs lessons", level: 7), Outcome(text: "Evaluates lessons", level: nil),
                    ]))
    }

    @Test("everything that is wrong is found at once, in the order of the file")
    func allProblems() throws {
        let text = """
            titel: Blended Learning
            names: [nl]
            ects: 0x6
            mode: blendid
            stackable: yes
            learning_outcomes:
              - text: Designs lessons
                level: 9
              - level: 7
              - Evaluates lessons
            colour: blue
            grade:
            """
        #expect(
            try Self.problems(text) == [
                "1:1 titel YAML_UNKNOWN_KEY", "2:8 names YAML_WRONG_KIND", "3:7 ects YAML_NOT_INTEGER",
                "4:7 mode YAML_NOT_ONE_OF", "5:12 stackable YAML_NOT_BOOLEAN",
                "8:12 learning_outcomes[0].level YAML_OUT_OF_RANGE",
                "9:5 learning_outcomes[1].text YAML_MISSING_KEY", "10:5 learning_outcomes[2] YAML_WRONG_KIND",
                "11:1 colour YAML_UNKNOWN_KEY",
            ])
        do {
            _ = try Self.read(text)
        } catch let error as YAMLProblems {
            #expect(!error.hasMore)
            #expect(error.problems.first?.hint == "Did you mean title?")
            #expect(error.problems.first?.reason == "found the key \"titel\", which means nothing here")
            #expect(error.problems.last?.hint == "Remove it, or put a # before it.")
            #expect(
                error.description.hasPrefix(
                    "1:1: titel: found the key \"titel\", which means nothing here\n2:8: names: expected keys"))
        }
    }

    @Test(
        "a key that is missing is missing where its mapping begins",
        arguments: [
            ("{}", ["1:1 title", "1:1 ects", "1:1 mode", "1:1 learning_outcomes"]),
            ("# x\n\n  title: a\n  ects: 6\n  mode: online\n", ["3:3 learning_outcomes"]),
        ])
    func missing(_ text: String, _ expected: [String]) throws {
        #expect(try Self.problems(text) == expected.map { $0 + " YAML_MISSING_KEY" })
    }

    @Test("nothing after the colon is no value where there must be one", arguments: ["", "~", "null"])
    func nothing(_ written: String) throws {
        let text = "title: \(written)\nects: 6\nmode: online\nlearning_outcomes: [{text: a}]\n"
        #expect(try Self.problems(text) == ["1:\(written.isEmpty ? 7 : 8) title YAML_EMPTY_VALUE"])
    }

    @Test("a list without items is not the list it has to be")
    func emptyList() throws {
        let text = "title: a\nects: 6\nmode: online\nlearning_outcomes: []\n"
        #expect(try Self.problems(text) == ["4:20 learning_outcomes YAML_WRONG_COUNT"])
    }

    @Test("a document that is no mapping is told how to become one", arguments: ["just text", "- title: a", "title:x"])
    func noMapping(_ text: String) throws {
        #expect(try Self.problems(text) == ["1:1 the document YAML_WRONG_KIND"])
    }

    @Test(
        "a misspelt key is suggested, also in another style, and an odd one is not",
        arguments: [
            ("learningOutcomes", "learning_outcomes"), ("learning-outcomes", "learning_outcomes"),
            ("Learning outcomes", "learning_outcomes"), ("learning_outcome", "learning_outcomes"),
            ("lerning_outcoms", "learning_outcomes"), ("elarning_outcomes", "learning_outcomes"), ("titel", "title"),
            ("Title", "title"), ("tilte", "title"), ("moed", "mode"), ("ECTS", "ects"), ("stackabel", "stackable"),
            ("colour", nil), ("x", nil), ("ti", nil), ("outcomes", nil), ("language", nil), ("_", nil),
            (String(repeating: "title", count: 20), nil),
        ] as [(String, String?)])
    func suggestions(_ written: String, _ meant: String?) throws {
        do {
            _ = try Self.read("\(written): 1\n")
            Issue.record("expected problems")
        } catch let error as YAMLProblems {
            let unknown = try #require(error.problems.first { $0.code == .unknownKey })
            #expect(unknown.hint == (meant.map { "Did you mean \($0)?" } ?? "Remove it, or put a # before it."))
            let missing = error.problems.filter { $0.code == .missingKey }.compactMap { $0.path?.description }
            let all = ["title", "ects", "mode", "learning_outcomes"]
            #expect(missing == all.filter { $0 != meant })
        }
    }

    @Test("a key that is there is not suggested for another")
    func noSuggestionOfWhatIsThere() throws {
        let error = #expect(throws: YAMLProblems.self) {
            _ = try Self.read("title: a\ntitel: b\nects: 6\nmode: online\nlearning_outcomes: [{text: a}]\n")
        }
        #expect(error?.problems.count == 1)
        #expect(error?.problems.first?.hint == "Remove it, or put a # before it.")
    }

    @Test("more than 100 problems are counted, not kept")
    func manyProblems() throws {
        let lines = (0..<4_000).map { "k\($0): 1\n" }
        let error = #expect(throws: YAMLProblems.self) { _ = try Self.read(lines.joined()) }
        #expect(error?.problems.count == YAMLProblems.limit)
        #expect(error?.hasMore == true)
        #expect(error?.description.hasSuffix("\nand more") == true)
    }

    @Test("a reader adds problems of its own, with the place, the way and its own code")
    func ownProblems() throws {
        let rule = YAMLError.Code(rawValue: "MC07")
        let error = #expect(throws: YAMLProblems.self) {
            _ = try document("a: 1\nb:\n  - 24\n").read { root in
                root.mapping { keys -> Int? in
                    _ = keys.required("a")?.integer()
                    #expect(keys.keys == ["a", "b"])
                    keys.report(rule, "the mapping is odd")
                    return keys.required("b")?.list { item in
                        item.report(rule, "24 ECTS is outside of the usual", hint: "Check it.")
                        return item.integer()
                    }?.first
                }
            }
        }
        #expect(
            error?.problems.map(\.description) == ["1:1: the mapping is odd", "3:5: 24 ECTS is outside of the usual"])
        #expect(error?.problems.map { $0.path?.description } == ["the document", "b[0]"])
        #expect(error?.problems.last?.code == rule)
        #expect(error?.problems.last?.hint == "Check it.")
    }

    @Test("a reader that gives up without a word is not taken for success")
    func unexplained() throws {
        let error = #expect(throws: YAMLProblems.self) {
            _ = try document("a: 1\n").read { _ in String?.none }
        }
        #expect(error?.problems.map(\.code) == [.unreadable])
    }

    @Test("a list with an item that is not as expected is not a shorter list")
    func incompleteList() throws {
        let error = #expect(throws: YAMLProblems.self) {
            _ = try document("[1, x, 3]").read { root -> Int? in
                let numbers = root.list { $0.integer() }
                #expect(numbers == nil)
                return 0
            }
        }
        #expect(error?.problems.count == 1)
    }
}

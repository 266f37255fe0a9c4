import LinkedData
import TestSupport
import Testing

/// A JSON tree made of statements: by their names, and by nothing else.
@Suite("The tree of a dataset")
struct DatasetTreeTests {
    private static let vocabulary = TreeVocabulary(
        scopes: [
            (
                nil,
                [
                    TreeTerm("name", .one, .literal, "urn:p:name", "urn:p:title"),
                    TreeTerm("day", .one, .text, "urn:p:day"), TreeTerm("tags", .many, .literal, "urn:p:tag"),
                    TreeTerm("steps", .list, .literal, "urn:p:step"),
                    TreeTerm("marks", .order, .literal, "urn:p:mark"),
                    TreeTerm("part", .one, .object, scope: 1, "urn:p:part"),
                    TreeTerm("link", .one, .address, "urn:p:link"), TreeTerm("maker", .one, .reference, "urn:p:maker"),
                    TreeTerm("pieces", .many, .object, "urn:p:piece"),
                    TreeTerm("texts", .languages, .literal, "urn:p:text"),
                    TreeTerm("proof", .omitted, .object, "urn:p:proof"),
                ]
            ),
            (0, [TreeTerm("label", .one, .literal, "urn:p:name")]),
        ],
        types: [("Thing", ["urn:t:Thing"]), ("Other", ["urn:t:Other"])])

    private static let type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    private static let list = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

    private func tree(_ nQuads: String) throws -> String {
        let dataset = try NQuadsReader.read(Array(nQuads.utf8))
        var tree = DatasetTree(dataset, Self.vocabulary, scope: 0)
        let root = try #require(tree.root(ofType: "urn:t:Thing", exceptBy: "urn:p:none"))
        return String(decoding: try tree.json(of: root), as: UTF8.self)
    }

    @Test(
        "has each value in the form that its readers expect",
        arguments: [
            (#"<urn:p:name> "a\"b\n""#, #""name":"a\"b\n""#),
            (#"<urn:p:title> "a"@nl"#, #""name":{"@language":"nl","@value":"a"}"#),
            (#"<urn:p:name> "5.5E0"^^<https://www.w3.org/2001/XMLSchema#float>"#, #""name":5.5"#),
            (#"<urn:p:name> "6"^^<http://www.w3.org/2001/XMLSchema#integer>"#, #""name":6"#),
            (#"<urn:p:name> "six"^^<https://www.w3.org/2001/XMLSchema#float>"#, #""name":"six""#),
            (#"<urn:p:name> "007"^^<http://www.w3.org/2001/XMLSchema#integer>"#, #""name":"007""#),
            (#"<urn:p:name> "true"^^<xsd:boolean>"#, #""name":true"#),
            (
                #"<urn:p:name> "{\"b\":[1,null],\"a\":2}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>"#,
                #""name":{"a":2,"b":[1,null]}"#
            ),
            (
                #"<urn:p:name> "a"^^<https://www.w3.org/ns/i18n#ar_rtl>"#,
                #""name":{"@direction":"rtl","@language":"ar","@value":"a"}"#
            ),
            (#"<urn:p:day> "2026-01-01"^^<urn:some:date>"#, #""day":"2026-01-01""#),
            (#"<urn:p:day> "6"^^<http://www.w3.org/2001/XMLSchema#integer>"#, #""day":"6""#),
            (#"<urn:p:tag> "a""#, #""tags":["a"]"#), (#"<urn:p:step> "a""#, #""steps":["a"]"#),
            ("<urn:p:part> <urn:x>", #""part":{"id":"urn:x"}"#), ("<urn:p:maker> <urn:x>", #""maker":"urn:x""#),
            ("<urn:p:link> <urn:x>", #""link":"urn:x""#),
            (#"<urn:p:part> "x""#, #""part":{"@value":"x"}"#), (#"<urn:p:link> "x""#, #""link":{"@value":"x"}"#),
            ("<urn:p:part> _:b", #""part":{}"#), (#"<urn:p:text> "a"@en"#, #""texts":{"en":"a"}"#),
            ("<urn:p:step> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>", #""steps":[]"#),
        ])
    func forms(_ statement: String, _ member: String) throws {
        let text = "<urn:a> <\(Self.type)> <urn:t:Thing> .\n<urn:a> \(statement) .\n"
        #expect(try tree(text) == #"{"id":"urn:a","type":["Thing"],"# + member + "}")
    }

    @Test("does not depend on the order of statements, on labels, or on what nobody reads")
    func invariance() throws {
        let lines = [
            "_:a <\(Self.type)> <urn:t:Thing> .", "_:a <\(Self.type)> <urn:t:Zebra> .",
            "_:a <\(Self.type)> <urn:t:Other> .", #"_:a <urn:p:name> "b" ."#, #"_:a <urn:p:name> "a" ."#,
            #"_:a <urn:p:tag> "y" ."#, #"_:a <urn:p:tag> "x" ."#, "_:a <urn:p:part> _:b .", "_:a <urn:p:part> _:c .",
            #"_:b <urn:p:name> "two" ."#, #"_:c <urn:p:name> "one" ."#, "_:a <urn:p:maker> <urn:m> .",
            #"<urn:m> <urn:p:name> "m" ."#, #"_:a <urn:p:text> "z"@nl ."#, #"_:a <urn:p:text> "y"@nl ."#,
            #"_:a <urn:p:text> "w" ."#, "_:a <urn:p:mark> _:l .", #"_:l <\#(Self.list)first> "high" ."#,
            "_:l <\(Self.list)rest> _:k .", #"_:k <\#(Self.list)first> "a" ."#,
            "_:k <\(Self.list)rest> <\(Self.list)nil> .", #"_:a <urn:p:unknown> "u" ."#, "_:a <urn:p:proof> _:g .",
            #"_:q <urn:p:name> "in a graph" _:g ."#,
        ]
        let expected =
            #"{"type":["Thing","Other","urn:t:Zebra"],"name":["a","b"],"tags":["x","y"],"marks":["high","a"],"#
            + #""part":[{"label":"one"},{"label":"two"}],"maker":{"id":"urn:m","name":"m"},"#
            + #""texts":{"@none":"w","nl":["y","z"]}}"#
        var random = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            #expect(try tree(lines.shuffled(using: &random).joined(separator: "\n") + "\n") == expected)
        }
    }

    @Test("has marks that stand in no list under @set, so that nobody takes them for an order")
    func unordered() throws {
        let text =
            "<urn:a> <\(Self.type)> <urn:t:Thing> .\n"
            + #"<urn:a> <urn:p:mark> "b" ."# + "\n" + #"<urn:a> <urn:p:mark> "a" ."# + "\n"
        #expect(try tree(text) == #"{"id":"urn:a","type":["Thing"],"marks":{"@set":["a","b"]}}"#)
    }

    @Test("has a thing inside itself with what literals say of it, and nothing more")
    func cycle() throws {
        let text =
            "<urn:a> <\(Self.type)> <urn:t:Thing> .\n<urn:a> <urn:p:part> <urn:b> .\n"
            + "<urn:b> <urn:p:part> <urn:a> .\n<urn:a> <urn:p:name> \"n\" .\n"
        #expect(
            try tree(text)
                == #"{"id":"urn:a","type":["Thing"],"name":"n","part":{"id":"urn:b","part":{"id":"urn:a","type":["Thing"],"label":"n"}}}"#
        )
    }

    @Test(
        "begins at the thing that all others of its type are parts of",
        arguments: [
            (["a part b"], "a"), (["b part a"], "b"), (["a part x", "x part b"], "a"), (["x part a", "a part b"], "a"),
            (["a part b", "b part c"], "a"), (["c part b", "c part a"], "c"), (["a part b", "b about a"], "a"),
            (["a part x", "x part b", "b about a", "c about b", "a part c"], "a"), ([], nil),
            (["a part b", "b part a"], nil),
            (["a part x", "b part x"], nil), (["a about b"], "a"), (["a about b", "b about a"], nil),
        ] as [([String], String?)])
    func roots(_ statements: [String], _ root: String?) throws {
        let names = Set(["a", "b"] + statements.flatMap { $0.split(separator: " ").map(String.init) })
        var text = ""
        for name in ["a", "b", "c"] where names.contains(name) {
            text += "<urn:\(name)> <\(Self.type)> <urn:t:Thing> .\n"
        }
        for statement in statements {
            let words = statement.split(separator: " ")
            text += "<urn:\(words[0])> <urn:p:\(words[1])> <urn:\(words[2])> .\n"
        }
        let dataset = try NQuadsReader.read(Array(text.utf8))
        let tree = DatasetTree(dataset, Self.vocabulary, scope: 0)
        let found = tree.root(ofType: "urn:t:Thing", exceptBy: "urn:p:about")
        #expect(try found.map { try dataset.term(of: $0) } == root.map { .iri("urn:\($0)") })
    }

    @Test("ends in a named error where a small dataset has an endless tree", arguments: ["things", "lists"])
    func bounds(_ kind: String) throws {
        var text = "<urn:n:0> <\(Self.type)> <urn:t:Thing> .\n"
        for level in 0..<(kind == "things" ? 25 : 40) {
            if kind == "things" {
                for side in ["a", "b"] {
                    text += "<urn:n:\(level)> <urn:p:piece> <urn:\(side):\(level)> .\n"
                    text += "<urn:\(side):\(level)> <urn:p:piece> <urn:n:\(level + 1)> .\n"
                }
            } else {
                let node = level == 0 ? "<urn:n:0> <urn:p:step>" : "_:l\(level) <\(Self.list)first>"
                text += "\(node) _:l\(level + 1) .\n"
                if level > 0 {
                    text += "_:l\(level) <\(Self.list)rest> _:r\(level) .\n_:r\(level) <\(Self.list)first> "
                    text += "_:l\(level + 1) .\n_:r\(level) <\(Self.list)rest> <\(Self.list)nil> .\n"
                }
            }
        }
        let error = #expect(throws: RDFError.self) { try tree(text) }
        #expect(error?.code == .treeTooLarge)
    }

    @Test("names the properties that it leaves out")
    func unknownProperties() throws {
        let text =
            "<urn:a> <\(Self.type)> <urn:t:Thing> .\n<urn:a> <urn:z> \"1\" .\n<urn:a> <urn:b> \"1\" .\n"
            + "<urn:a> <urn:p:proof> _:g .\n<urn:a> <urn:p:name> \"1\" .\n"
        var tree = DatasetTree(try NQuadsReader.read(Array(text.utf8)), Self.vocabulary, scope: 0)
        let root = try #require(tree.root(ofType: "urn:t:Thing", exceptBy: "urn:p:none"))
        _ = try tree.json(of: root)
        #expect(tree.leftOutProperties == ["urn:b", "urn:z"])
    }

    // MARK: Things in several places

    /// Persons and works: a person has a name and a nick, a work a name and a maker; letters are about somebody.
    private static let classes = TreeVocabulary(
        scopes: [
            (
                nil,
                [
                    TreeTerm("maker", .one, .object, place: 0, "urn:p:maker"),
                    TreeTerm("letter", .many, .object, place: 2, "urn:p:letter"),
                    TreeTerm(
                        "subject", .some, .object, place: 1, isPlaceOfTypes: true, isMerged: true, "urn:p:subject"),
                    TreeTerm("name", .one, .literal, "urn:p:name"), TreeTerm("nick", .one, .literal, "urn:p:nick"),
                    TreeTerm("home", .one, .object, "urn:p:home"), TreeTerm("word", .one, .literal, "urn:p:word"),
                    TreeTerm("tags", .many, .object, "urn:p:tag"), TreeTerm("note", .one, .literal, "urn:p:note"),
                ]
            )
        ],
        types: [
            ("Thing", ["urn:t:Thing"]), ("Person", ["urn:t:Person"]), ("Letter", ["urn:t:Letter"]),
            ("Topic", ["urn:t:Topic"]),
        ],
        classes: [
            TreeClass(["name", "nick", "home", "tags"], types: ["Person"]),
            TreeClass(["name", "maker", "letter", "subject", "note"], types: ["Thing"]),
            TreeClass(["subject"], types: ["Letter"]),
            TreeClass(["word", "note"], types: ["Topic"], claims: ["note"], valuesOfTypes: ["Letter"]),
        ])

    private func places(_ statements: String...) throws -> (json: String, ambiguous: [String]) {
        let text = statements.map { statement in
            let words = statement.split(separator: " ", maxSplits: 2).map(String.init)
            func node(_ word: String) -> String {
                word.hasPrefix("\"") || word.hasPrefix("_:") ? word : "<urn:\(word)>"
            }
            let property = words[1] == "a" ? Self.type : "urn:p:\(words[1])"
            return "\(node(words[0])) <\(property)> \(words[1] == "a" ? "<urn:t:\(words[2])>" : node(words[2])) .\n"
        }.joined()
        var tree = DatasetTree(try NQuadsReader.read(Array(text.utf8)), Self.classes, scope: 0)
        let root = try #require(tree.root(ofType: "urn:t:Thing", exceptBy: "urn:p:none"))
        let json = String(decoding: try tree.json(of: root, at: 1), as: UTF8.self)
        return (json, tree.ambiguousPlaces)
    }

    @Test("gives a thing in each place what things there have, and no type of another place")
    func classes() throws {
        #expect(
            try places(
                "w a Thing", "w maker w", "w a Person", #"w nick "W""#, #"w name "Work""#, #"w note "n""#,
                "w a Unknown"
            )
            .json == #"{"id":"urn:w","type":["Thing","urn:t:Unknown"],"maker":{"id":"urn:w","#
                + #""type":["Person","urn:t:Unknown"],"name":"Work","nick":"W"},"name":"Work","note":"n"}"#)
        #expect(
            try places(
                "w a Thing", "w letter l", "l a Letter", "l subject w", "w a Topic", #"w word "good""#, #"w name "W""#
            )
            .json == #"{"id":"urn:w","type":["Thing"],"letter":[{"id":"urn:l","type":["Letter"],"#
                + #""subject":{"id":"urn:w","type":["Topic"],"word":"good"}}],"name":"W"}"#)
    }

    @Test("has what a class claims in that place alone, and everything where a thing stands in one place")
    func claims() throws {
        #expect(
            try places("w a Thing", "w letter l", "l a Letter", "l subject w", #"w note "n""#)
                .json == #"{"id":"urn:w","type":["Thing"],"letter":[{"id":"urn:l","type":["Letter"],"#
                + #""subject":{"id":"urn:w","note":"n"}}]}"#)
        #expect(
            try places("w a Thing", "w maker m", #"m word "good""#, "m a Topic")
                .json == #"{"id":"urn:w","type":["Thing"],"maker":{"id":"urn:m","type":["Topic"],"word":"good"}}"#)
    }

    @Test("takes nothing from a place that nobody knows")
    func unknownPlace() throws {
        #expect(
            try places("w a Thing", "w maker m", "w other m", #"m word "good""#, #"m nick "M""#)
                .json == #"{"id":"urn:w","type":["Thing"],"maker":{"id":"urn:m","nick":"M"}}"#)
    }

    @Test(
        "has values that are alike once where a thing stands in several places, and names the place where they differ")
    func ambiguous() throws {
        #expect(
            try places(
                "w a Thing", "w maker m", "w subject m", "m home _:a", "m home _:b", #"_:a name "Gent""#,
                #"_:b name "Gent""#, "m tag _:c", "m tag _:d"
            )
            .json == #"{"id":"urn:w","type":["Thing"],"maker":{"id":"urn:m","home":{"name":"Gent"},"tags":[{}]},"#
                + #""subject":{"id":"urn:m"}}"#)
        #expect(
            try places("w a Thing", "w maker m", "w subject m", #"m nick "A""#, #"m nick "B""#)
                .ambiguous == ["/maker/nick"])
        #expect(
            try places("w a Thing", "w maker m", "w subject m", #"m nick "A""#, #"m nick "B""#).json
                .contains(#""nick":{"@set":["A","B"]}"#))
        #expect(
            try places("w a Thing", "w maker m", "w subject m", #"m nick "A"@en"#, #"m nick "B"@nl"#)
                .json.contains(#""nick":[{"@language":"en","@value":"A"},{"@language":"nl","@value":"B"}]"#))
        // In one place a document said so itself.
        #expect(
            try places("w a Thing", "w maker m", #"m nick "A""#, #"m nick "B""#).json.contains(#""nick":["A","B"]"#))
    }

    @Test("finds no list in a circle, however many lead into it")
    func circles() throws {
        var text = "<urn:a> <\(Self.type)> <urn:t:Thing> .\n"
        for number in 0..<50 {
            text += "<urn:a> <urn:p:step> _:h\(number) .\n_:h\(number) <\(Self.list)first> \"x\" .\n"
            text += "_:h\(number) <\(Self.list)rest> _:c .\n"
        }
        text += "_:c <\(Self.list)first> \"y\" .\n_:c <\(Self.list)rest> _:d .\n"
        text += "_:d <\(Self.list)first> \"z\" .\n_:d <\(Self.list)rest> _:c .\n"
        #expect(try tree(text).contains(#""steps":[{},{}"#))
    }
}

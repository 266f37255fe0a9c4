import Encodings
import TestSupport
import Testing

@Suite("Commands that are not understood")
struct UsageTests {
    /// What was written, and the fact and the command of the help in English and Dutch.
    static let mistakes: [(words: [String], english: String, dutch: String, help: String)] = [
        (["verfy", "x"], "there is no command verfy", "er bestaat geen opdracht verfy", ""),
        (["wallet", "shw"], "there is no command shw", "er bestaat geen opdracht shw", " wallet"),
        (
            ["--trust", "x"], "--trust stands where the name of a command is expected",
            "--trust staat waar de naam van een opdracht wordt verwacht", ""
        ),
        (
            ["verify", "--tust", "x"], "there is no option --tust here; --trust is one",
            "er bestaat hier geen optie --tust; wel --trust", " verify"
        ),
        (
            ["verify", "--zzzzzz", "x"], "there is no option --zzzzzz here", "er bestaat hier geen optie --zzzzzz",
            " verify"
        ),
        (["verify", "-x"], "there is no option -x", "er bestaat geen optie -x", "./-x"),
        (
            ["verify", "x", "--trust"], "--trust expects a value <folder>, and there is none",
            "na --trust wordt <map> verwacht, en er staat niets", " verify"
        ),
        (
            ["verify"], "something is missing: expected <file>, found nothing",
            "er ontbreekt iets: verwacht wordt <bestand>, en er staat niets", " verify"
        ),
        (
            ["issuer", "init", "x", "--name", "X"], "--country <country> is missing", "--country <land> ontbreekt",
            " issuer init"
        ),
        (
            ["inspect", "a", "b"], "nothing more is expected here, and b was given",
            "hier wordt niets meer verwacht, en er staat nog b", " inspect"
        ),
        (
            ["inspect", "a", "b", "c"], "nothing more is expected here, and these were given: 'b', 'c'",
            "hier wordt niets meer verwacht, en er staat nog: 'b', 'c'", " inspect"
        ),
        (
            ["verify", "x", "--format", "xml"], "--format takes one of text, json, table; found xml",
            "--format neemt een van deze: text, json, table; er staat xml", " verify"
        ),
        (
            ["issuer", "report", "--by", "month,level"],
            "--by takes one of specification, kind, level, field, load, mode, sector, month; found month,level",
            "--by neemt een van deze: specification, kind, level, field, load, mode, sector, month; er staat month,level",
            " issuer report"
        ),
        (
            ["trust", "sign", "x", "--key", "y", "--next-update", "soon"], "soon is no value for --next-update <days>",
            "soon is geen waarde voor --next-update <dagen>", " trust sign"
        ),
        (
            ["trust", "delegate", "--did", "x", "--name", "y", "--types", "z"],
            "--signing-key <file> is missing", "--signing-key <bestand> ontbreekt", " trust delegate"
        ),
        (
            ["wallet", "export", "1", "--all=yes"], "--all takes no value, and yes was given",
            "--all neemt geen waarde, en er staat yes", " wallet export"
        ),
        (
            ["--generate-completion-script", "tcl"], "there is no completion for the shell tcl",
            "voor de shell tcl is er geen aanvulling", ""
        ),
        (
            ["verify", "x", "--language", "fr"], "--language takes one of en, nl; found fr",
            "--language neemt een van deze: en, nl; er staat fr", " verify"
        ),
    ]

    @Test("Each is told in our own words, in both languages, with the way to the help", arguments: mistakes.indices)
    func voice(_ index: Int) throws {
        let (words, english, dutch, help) = Self.mistakes[index]
        let testamur = try Program("testamur")
        for (locale, fact, error, hint) in [
            ("en_GB.UTF-8", english, "error", "hint"), ("nl_BE.UTF-8", dutch, "fout", "tip"),
        ] {
            let outcome = try testamur.run(words, environment: ["LC_ALL": locale])
            #expect(outcome.status == 64, "\(words)")
            #expect(outcome.output.isEmpty)
            let lines = outcome.errors.split(separator: "\n")
            try #require(lines.count == 2, "\(outcome.errors)")
            #expect(lines[0] == "testamur: \(error): \(fact)")
            #expect(lines[1].hasPrefix("testamur: \(hint): ") && lines[1].hasSuffix(help), "\(lines[1])")
        }
    }

    @Test("Every name of a value in the help has a word in Dutch")
    func valueNames() throws {
        let outcome = try Program("testamur").run(["--experimental-dump-help"])
        var limits = Limits.general
        limits.documentByteCount = 8 << 20
        var rest = [try #require(JSONDocument(parsing: outcome.bytes, limits: limits).root["command"])]
        let catalogue = try Files.read(Vectors.repository + "/Sources/testamur/Catalogue/errors-nl.json")
        let words = Set(
            try JSONDocument(parsing: catalogue, limits: .general).root.members.compactMap(\.name.string))
        var seen = 0
        while let command = rest.popLast() {
            for argument in command["arguments"]?.elements.map({ $0 }) ?? [] where argument["kind"]?.string != "flag" {
                seen += 1
                let name = argument["valueName"]?.string ?? ""
                #expect(words.contains("usage.value.\(name)"), "\(name)")
            }
            rest += command["subcommands"]?.elements.map { $0 } ?? []
        }
        #expect(seen > 50)
    }

    @Test(
        "A file that is called as an option never counts as the option, and is verified by its path",
        arguments: ["-h", "-o", "--version", "--help", "--policy=standard", "--language=nl"])
    func filesCalledAsOptions(_ name: String) throws {
        try Story.play { story in
            try story.issue()
            try story.write(story.read("anna.json"), to: name)
            let refused = try story.verify(name, "anna.json")
            #expect(refused.status == 64 && refused.output.isEmpty)
            #expect(refused.errors.contains("./\(name)"))
            for path in [["./" + name], ["--", name]] {
                #expect(
                    try story.testamur.run(["verify", "--trust", "trust", "--at", Story.now] + path, in: story.folder)
                        .status == 0)
            }
            #expect(try story.run("wallet", "init", "--wallet", "wallet").status == 0)
            #expect(try story.run("wallet", "add", name, "--wallet", "wallet").status == 64)
        }
    }

    @Test("The version is told to whoever asks for it alone")
    func version() throws {
        let testamur = try Program("testamur")
        let alone = try testamur.run(["--version"])
        #expect(alone.status == 0 && !alone.output.isEmpty)
        let among = try testamur.run(["verify", "anna.json", "--version"])
        #expect(among.status == 64 && among.output.isEmpty)
        #expect(try testamur.run(["verify", "--help"]).status == 0)
    }
}

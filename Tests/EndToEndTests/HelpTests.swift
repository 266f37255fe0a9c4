import Encodings
import TestSupport
import Testing

@Suite("What testamur says of itself")
struct HelpTests {
    @Test("Every command has an abstract and an example that names it")
    func helpOfEveryCommand() throws {
        let outcome = try Program("testamur").run(["--experimental-dump-help"])
        #expect(outcome.status == 0)
        var limits = Limits.general
        limits.documentByteCount = 8 << 20
        let root = try JSONDocument(parsing: outcome.bytes, limits: limits).root
        var seen = 0
        var rest = [(path: "", node: try #require(root["command"]))]
        while let (path, node) = rest.popLast() {
            let name = node["commandName"]?.string ?? ""
            guard name != "help" else { continue }
            let whole = path.isEmpty ? name : path + " " + name
            seen += 1
            let abstract = node["abstract"]?.string ?? ""
            #expect(!abstract.isEmpty, "\(whole) has no abstract")
            let discussion = node["discussion"]?.string ?? ""
            #expect(discussion.contains(whole), "\(whole) has no example")
            for child in node["subcommands"]?.elements.map({ $0 }) ?? [] { rest.append((whole, child)) }
        }
        #expect(seen > 15)
    }

    @Test("Completion scripts are made for the usual shells, and are sound", arguments: ["bash", "zsh", "fish"])
    func completion(_ shell: String) throws {
        let outcome = try Program("testamur").run(["--generate-completion-script", shell])
        #expect(outcome.status == 0)
        for word in ["verify", "add-issuer", "passphrase-file"] { #expect(outcome.output.contains(word)) }
        guard shell == "bash" else { return }
        try Files.withTemporaryFolder { folder in
            try Files.write(outcome.bytes, to: folder + "/completion")
            let check = try Subprocess.run("/bin/bash", ["-n", folder + "/completion"])
            #expect(check.exitCode == 0, "\(check.output)")
        }
        #expect(try Program("testamur").run(["--help"]).output.contains("--generate-completion-script"))
    }

    @Test("Every sentence is there in both languages, with the same facts in it")
    func catalogues() throws {
        let folder = Vectors.repository + "/Sources/testamur/Catalogue"
        let names = try Files.names(in: folder).filter { $0.hasSuffix("en.json") }
        #expect(names.count > 2)
        for name in names {
            let english = try Self.sentences(folder + "/" + name)
            let dutch = try Self.sentences(folder + "/" + String(name.dropLast(7)) + "nl.json")
            #expect(Set(english.keys) == Set(dutch.keys), "\(name)")
            for (key, facts) in english {
                // The reason that a module gives is English; what stands for it in Dutch is a sentence of its own. Those of
                // the JSON parser alone are translated one by one.
                let isTranslated =
                    name.hasPrefix("trust") || key.hasSuffix(".because") || key.hasPrefix("error.json.")
                #expect(dutch[key]?.contains("reason") == false || isTranslated)
                if !facts.contains("reason") { #expect(dutch[key] == facts, "\(name): \(key)") }
            }
        }
    }

    /// The codes of a catalogue, each with the names of the facts in its sentence.
    private static func sentences(_ path: String) throws -> [String: Set<String>] {
        var result: [String: Set<String>] = [:]
        for (name, value) in try JSONDocument(parsing: Files.read(path), limits: .general).root.members {
            let sentence = try #require(value.string)
            let parts = sentence.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
            // Braces around words and spaces are an example, not the name of a fact.
            let names = parts.map { String($0.prefix { $0 != "}" }) }
            result[name.string ?? ""] = Set(names.filter { $0.allSatisfy { $0.isLetter && $0.isASCII } })
        }
        return result
    }
}

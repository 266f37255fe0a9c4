import TestSupport
import Testing

@Suite("testamur trust close, and successors")
struct ClosingTests {
    @Test("a closed list says that it is the last, and goes on telling what was known on its date")
    func close() throws {
        try Story.play { story in
            try story.issue()
            let draft = try story.succeed("trust", "close", "trust", "--at", Story.made)
            #expect(draft.output.contains("the authority keeps this list no longer"))
            let again = try story.run("trust", "close", "trust", "--at", Story.made)
            #expect(again.status == 65)
            #expect(again.errors.contains("the list is closed already"))
            let signed = try story.sign()
            #expect(signed.status == 0, "\(signed.errors)")
            #expect(signed.output.contains("It is the last one"))
            let after = try story.run("trust", "close", "trust", "--at", Story.made)
            #expect(after.status == 65 && after.errors.contains("none follows it"), "\(after.errors)")
            let shown = try story.succeed("trust", "show", "trust", "--at", "2046-01-01")
            #expect(shown.output.contains("none: this is the last list"))
            #expect(!shown.output.contains("EXPIRED"))
            let report = try story.run("verify", "anna.json", "--trust", "trust", "--at", "2046-01-01")
            #expect(report.status == 0, "\(report.output)")
            #expect(report.output.contains("keeps this list no longer"))
        }
    }

    @Test("an award of an institution that was closed names whom to ask, in both languages")
    func successor() throws {
        try Story.play { story in
            try story.issue()
            func withdraw(_ more: String...) throws -> Program.Outcome {
                try story.testamur.run(
                    [
                        "trust", "withdraw", "trust", "--did", story.university.did, "--since", "2026-11-01",
                        "--reason", "closed", "--at", Story.made,
                    ] + more, in: story.folder)
            }
            let unnamed = try withdraw("--successor", "did:web:archive.example")
            #expect(unnamed.status == 64)
            #expect(unnamed.errors.contains("--successor-name"))
            #expect(try withdraw("--successor-name", "National Archive").status == 64)
            let drafted = try withdraw("--successor", "did:web:archive.example", "--successor-name", "National Archive")
            #expect(drafted.status == 0, "\(drafted.errors)")
            #expect(drafted.output.contains("vouched for by National Archive (did:web:archive.example)"))
            #expect(try story.sign().status == 0)
            #expect(
                Self.words(try story.run("trust", "show", "trust").output)
                    .contains("its records are vouched for by National Archive"))
            for (language, words) in [
                ("en", "its records are vouched for by National Archive (did:web:archive.example)"),
                ("nl", "staat National Archive (did:web:archive.example) in"),
            ] {
                let report = try story.verify("anna.json", "--language", language)
                #expect(report.status == 2)
                #expect(Self.words(report.output).contains(words), "\(report.output)")
                let next = language == "en" ? "Ask National Archive" : "Vraag National Archive"
                #expect(Self.words(report.output).contains(next), "\(report.output)")
            }
        }
    }

    /// The words of an answer, whatever lines they stand on.
    private static func words(_ text: String) -> String { text.split { $0.isWhitespace }.joined(separator: " ") }
}

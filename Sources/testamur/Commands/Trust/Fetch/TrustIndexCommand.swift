import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings

/// `testamur trust index`: names the files of a folder that is about to be published.
struct TrustIndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Write the index of a folder that is published, by which verifiers fetch only what is new.",
        discussion: """
            Example: testamur trust index ./site

            It names list.json, fresh.json, every root.N.json, and what stands in status
            and dids, each with its digest. Write it last, after everything else.
            """)

    @Argument(
        help: ArgumentHelp("The folder that is published.", valueName: "folder"), completion: .directory)
    var folder: String

    @OptionGroup var language: LanguageOption

    func run() throws {
        let index = try PublishedIndex(folder).write()
        Output.line(
            CommandWords.sentence(
                index.entries.count == 1 ? "fetch.indexed.one" : "fetch.indexed", language.chosen,
                [("count", String(index.entries.count)), ("folder", TerminalText(folder).description)]))
    }
}

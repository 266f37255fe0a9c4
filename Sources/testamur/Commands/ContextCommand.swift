import ArgumentParser
import CredentialVerifier
import Encodings

/// `testamur context`: the vocabularies that credentials are written in.
struct ContextCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "context",
        abstract: "Add a vocabulary that credentials are written in. None is ever fetched.",
        discussion: "Example: testamur context add terms.json --url https://example.org/terms.json --trust ./trust",
        subcommands: [ContextAddCommand.self])
}

/// `testamur context add`: pins a context document to its address.
struct ContextAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Pin a JSON-LD context to its address, in your trust folder.",
        discussion: """
            Example:
              testamur context add terms.json --url https://example.org/terms.json \\
                --digest 5f1c… --trust ./trust

            Whoever adds a context decides what its words mean: take the file, and its
            hash, from where the vocabulary is published.
            """)

    @Argument(help: ArgumentHelp("The context document.", valueName: "file"), completion: .file())
    var file: String

    @Option(name: .long, help: ArgumentHelp("The address by which credentials name it.", valueName: "url"))
    var url: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The SHA-256 or SHA-384 hash that the file must have, in hexadecimal digits, as sha384-… or in multibase.",
            valueName: "digest"))
    var digest: String?

    @Flag(name: .long, help: "Let it take the place of another file that is pinned to this address.")
    var replace = false

    @OptionGroup var trust: TrustOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let bytes = try Inputs.read(file, limit: Limits.credential.documentByteCount)
        let (folder, source) = try trust.folder()
        do throws(TrustFolderError) {
            let (pinned, missing) = try TrustFolder.addContext(
                bytes, at: url, digest: digest, replacing: replace, to: folder, file: file)
            Output.line(
                CommandWords.sentence(
                    "trust.contextKept", language.chosen,
                    [("url", TerminalText(url).description), ("digest", pinned)]))
            if let missing {
                Warning.tell(Sentence("error.contextIncomplete", ["url": missing]), in: language.chosen)
            }
        } catch {
            if case .context(_, let cause) = error {
                throw Failure(
                    .dataError,
                    Sentence("error.context.\(cause.rawValue)", ["file": InputName(file), "url": url]),
                    hint: Sentence("hint.context.\(cause.rawValue)"))
            }
            if case .contextRefused(_, let pointer, let reason) = error {
                throw Failure(
                    .dataError,
                    Sentence(
                        "error.contextRefused",
                        ["file": InputName(file), "reason": reason, "place": pointer.isEmpty ? "/" : pointer]),
                    hint: "hint.contextRefused")
            }
            throw Failure(error, folder, source)
        }
    }
}

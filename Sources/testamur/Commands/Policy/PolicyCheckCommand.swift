import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings

/// `testamur policy check`: what is to be mended in policy files, with the line.
struct PolicyCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check policy files, and tell what to mend, with the line.",
        discussion: """
            Example: testamur policy check hiring.yaml
            The exit code is 65 when there are faults.
            """)

    @Argument(help: ArgumentHelp("Policy files; '-' reads standard input.", valueName: "file"), completion: .file())
    var files: [String]

    @Option(name: .long, help: "How to answer: text, or json (one line for each fault).")
    var format: ListFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        var isFlawed = false
        for file in files {
            let bytes = try read(file)
            do throws(PolicyFileError) {
                let policy = try Policy(parsing: bytes, file: Inputs.name(file))
                if format == .text { tell(policy, file) }
            } catch {
                isFlawed = true
                let text = FindingText(
                    error.findings, language: language.chosen, terminal: .standard, in: PolicyFileError.sentence)
                switch format {
                case .json: text.json.forEach { Output.json($0) }
                case .text: text.lines.forEach { Output.line($0) }
                }
            }
        }
        if isFlawed { throw ExitCode(Status.dataError.rawValue) }
    }

    /// The content of a file; a policy that is built in is none, unless there is one of its name.
    private func read(_ file: String) throws -> [UInt8] {
        do {
            return try PolicySource.read(file)
        } catch  where Policy.Profile(rawValue: file) != nil {
            throw Failure(
                .noInput, Sentence("error.policy.builtIn", ["found": file]),
                hint: Sentence("hint.policy.builtIn", ["found": file]))
        }
    }

    private func tell(_ policy: Policy, _ file: String) {
        let facts = [
            ("file", TerminalText(Inputs.name(file)).description), ("name", TerminalText(policy.name).description),
            ("profile", policy.profile.rawValue),
        ]
        Output.line(CommandWords.sentence("policy.sound", language.chosen, facts))
    }
}

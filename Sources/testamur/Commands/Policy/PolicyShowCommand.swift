import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings

/// `testamur policy show`: what a policy asks for, in words.
struct PolicyShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Tell in words what a policy asks for.",
        discussion: """
            Example: testamur policy show strict
                     testamur policy show hiring.yaml --language nl
            Without a name all three policies that have one are shown.
            """)

    @Argument(
        help: ArgumentHelp(
            "The name of a policy: standard, strict or archive; or a YAML file, '-' for standard input.",
            valueName: "policy"), completion: PolicySource.completion)
    var policy: String?

    @Option(name: .long, help: "How to answer: text, or json (one object for each policy).")
    var format: PlainFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let policies = try policy.map { [try PolicySource.load($0)] } ?? Policy.Profile.allCases.map(\.policy)
        for (position, policy) in policies.enumerated() {
            let text = PolicyText(policy: policy, language: language.chosen, terminal: .standard)
            switch format {
            case .json: Output.json(text.json, indented: true)
            case .text:
                if position > 0 { Output.line() }
                text.lines.forEach { Output.line($0) }
            }
        }
    }
}

import ArgumentParser

/// `testamur policy`: what a verifier asks for beyond the rules.
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Read and check policies: what a verifier asks for beyond the rules.",
        discussion: """
            Example: testamur policy show strict

            Three policies have a name: standard for daily use, strict for decisions with
            consequences, archive for papers of long ago. A YAML file that is based on one
            of them states another, for testamur verify --policy FILE.
            """,
        subcommands: [PolicyShowCommand.self, PolicyCheckCommand.self])
}

import ArgumentParser

/// `testamur trust root`: the keys that stand behind an authority's list.
struct TrustRootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "root",
        abstract: "Make and renew the root: which keys sign the list, and how many of them must.",
        discussion: """
            Example: testamur trust root show ./trust

            An authority whose list must survive the loss or the theft of a key spreads
            it over several: 'init' makes the first root as a draft, each holder signs
            it with 'sign' on a machine of his own, and 'publish' puts it into force.
            'renew' begins the next root, which the old keys and the new ones sign.
            """,
        subcommands: [
            TrustRootInitCommand.self, TrustRootRenewCommand.self, TrustRootSignCommand.self,
            TrustRootPublishCommand.self, TrustRootDiscardCommand.self, TrustRootShowCommand.self,
        ])
}

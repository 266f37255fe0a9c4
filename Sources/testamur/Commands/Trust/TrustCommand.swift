import ArgumentParser

/// `testamur trust`: the list of the institutions that an authority recognises.
struct TrustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust",
        abstract: "Make, sign and read the list of institutions that an authority recognises.",
        discussion: """
            Example: testamur trust show ./trust

            An authority works in a folder: 'init' makes it with a pin and a first
            list, changes gather in a draft, and 'sign' makes the draft the next list.
            It hands out pin.json and list.json, and nothing else.
            """,
        groupedSubcommands: [
            CommandGroup(
                name: "Reading",
                subcommands: [
                    TrustShowCommand.self, TrustDiffCommand.self, TrustPinCommand.self, TrustAddDIDCommand.self,
                    TrustAddDelegationCommand.self, TrustImportCommand.self, TrustRemoveRegistryCommand.self,
                ]),
            CommandGroup(name: "Fetching", subcommands: [TrustFetchCommand.self]),
            CommandGroup(
                name: "Changing",
                subcommands: [
                    TrustInitCommand.self, TrustAddIssuerCommand.self, TrustRecognizeCommand.self,
                    TrustEndRecognitionCommand.self, TrustVoidCommand.self,
                    TrustSuspendCommand.self, TrustWithdrawCommand.self, TrustReinstateCommand.self,
                    TrustAddKeyCommand.self, TrustRetireKeyCommand.self, TrustCompromiseKeyCommand.self,
                    TrustCloseCommand.self,
                ]),
            CommandGroup(name: "Delegating", subcommands: [TrustDelegateCommand.self]),
            CommandGroup(
                name: "Signing",
                subcommands: [
                    TrustSignCommand.self, TrustPublishCommand.self, TrustDiscardCommand.self, TrustVouchCommand.self,
                    TrustRootCommand.self, TrustIndexCommand.self,
                ]),
        ])
}

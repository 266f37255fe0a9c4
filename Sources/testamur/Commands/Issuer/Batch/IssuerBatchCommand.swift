import ArgumentParser

/// `testamur issuer batch`: what was issued from one spreadsheet, as a whole.
struct IssuerBatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Look at what was issued from a spreadsheet, and decide on it as a whole.",
        discussion: """
            Example: testamur issuer batch list --issuer leiehove, then
                     testamur issuer batch show b-7f3a --issuer leiehove
            """,
        subcommands: [
            BatchListCommand.self, BatchShowCommand.self, BatchPrepareCommand.self, BatchApproveCommand.self,
            BatchDeliverCommand.self, BatchCancelCommand.self, BatchReissueCommand.self,
        ])
}

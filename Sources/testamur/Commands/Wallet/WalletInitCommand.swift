import ArgumentParser
import CredentialWallet

/// `testamur wallet init`: an empty wallet.
struct WalletInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make an empty wallet.", discussion: "Example: testamur wallet init")

    @OptionGroup var wallet: WalletOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let path = try wallet.path()
        try FolderMaker.makeParents(of: path)
        _ = try Failure.ofWallet(at: path) { () throws(WalletError) in try WalletFolder.create(at: path, now: Clock.now)
        }
        Output.line(CommandWords.sentence("wallet.made", language.chosen, [("path", TerminalPath.safe(path))]))
    }
}

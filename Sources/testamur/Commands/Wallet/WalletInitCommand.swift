import ArgumentParser
import CredentialWallet
import Storage

/// `testamur wallet init`: an empty wallet, or one that takes over what an earlier version kept.
struct WalletInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a wallet that a passphrase opens.",
        discussion: """
            Example: testamur wallet init
                     testamur wallet init --from my-old-wallet

            Nobody can open it without the passphrase, and nobody can tell you what it was:
            make a backup with testamur wallet backup, which has a recovery code.
            """)

    @OptionGroup var wallet: WalletOption

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Take over the wallet that an earlier version kept in this folder, with its numbers.", valueName: "folder"),
        completion: .directory)
    var from: String?

    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(from, option: "--from")
        let path = try wallet.path()
        let opener = WalletOpener(path: path, language: language.chosen)
        try opener.checkIsFree()
        if from == nil, let folder = wallet.earlierFolder(path) {
            throw Failure(
                .cannotCreate, Sentence("error.earlierWallet", ["folder": folder]),
                hint: Sentence("hint.wallet.WALLET_EARLIER_FORM", ["folder": ShellWord(folder)]))
        }
        let earlier = try from.map { try open($0) }
        let secret = try opener.newPassphrase(wallet.passphrase)
        let vault = try opener.create(secret)
        Output.line(CommandWords.sentence("wallet.made", language.chosen, [("path", TerminalPath.safe(path))]))
        guard let earlier, let from else { return }
        let report = try Failure.ofWallet(at: path) { () throws(WalletError) in
            try vault.takeOver(earlier, at: Clock.now)
        }
        try RestoreText(report: report, language: language.chosen).tell()
        Output.line(
            CommandWords.sentence("wallet.takenOver", language.chosen, [("folder", TerminalPath.safe(from))]))
    }

    /// Opens the wallet of an earlier version; one whose mark was lost is made whole first.
    private func open(_ folder: String) throws -> WalletFolder {
        try Failure.ofWallet(at: folder) { () throws(WalletError) in
            do throws(WalletError) {
                return try WalletFolder(folder)
            } catch {
                guard error.code == .incomplete else { throw error }
                return try WalletFolder.create(at: folder, now: Clock.now)
            }
        }
    }
}

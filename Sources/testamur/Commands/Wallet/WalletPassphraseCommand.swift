import ArgumentParser
import CredentialWallet

/// `testamur wallet passphrase`: another passphrase for the same wallet.
struct WalletPassphraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passphrase",
        abstract: "Give the wallet another passphrase.",
        discussion: """
            Example: testamur wallet passphrase

            Copies that were made before, backups among them, still open with the passphrase
            they had; and who has such a copy with its passphrase can read the wallet further.
            """)

    @OptionGroup var wallet: WalletOption

    @Option(
        name: .long,
        help: ArgumentHelp("Read the new passphrase from the first line of this file.", valueName: "file"),
        completion: .file())
    var newPassphraseFile: String?

    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(newPassphraseFile, option: "--new-passphrase-file")
        let vault = try wallet.openVault(language.chosen)
        var option = PassphraseOption()
        option.passphraseFile = newPassphraseFile
        let secret = try WalletOpener(path: vault.path, language: language.chosen).newPassphrase(option)
        try Failure.ofWallet(at: vault.path) { () throws(WalletError) in try vault.changePassphrase(to: secret) }
        Output.line(CommandWords.sentence("wallet.passphraseChanged", language.chosen))
    }
}

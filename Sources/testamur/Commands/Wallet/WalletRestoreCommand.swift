import ArgumentParser
import CredentialWallet
import Credentials
import Cryptography
import Encodings
import Storage

/// `testamur wallet restore`: everything out of a backup.
struct WalletRestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring everything back from a backup.",
        discussion: """
            Example: testamur wallet restore stick/wallet.backup

            The recovery code opens it, or the passphrase that the wallet had then. Where there is
            no wallet, one is made; what is in a wallet already stays as it is.
            """)

    @Argument(help: ArgumentHelp("The backup.", valueName: "file"), completion: .file())
    var file: String

    @Option(
        name: .long,
        help: ArgumentHelp("Read the recovery code of the backup from the first line of this file.", valueName: "file"),
        completion: .file())
    var recoveryCodeFile: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Read the passphrase of the backup from the first line of this file.", valueName: "file"),
        completion: .file())
    var backupPassphraseFile: String?

    @OptionGroup var wallet: WalletOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(recoveryCodeFile, option: "--recovery-code-file")
        try Failure.refuseEmpty(backupPassphraseFile, option: "--backup-passphrase-file")
        if recoveryCodeFile != nil && backupPassphraseFile != nil {
            throw Failure(.usage, "error.codeAndPassphrase", hint: "hint.codeAndPassphrase")
        }
        let path = try wallet.path()
        if let folder = wallet.earlierFolder(path) { throw Failure(WalletError(.earlierForm, ""), at: folder) }
        CoreDumps.forbid()
        guard Vault.mayBeBackup(file) else { throw Failure.noBackup(at: file) }
        let unlocking = try unlocking()
        let backup = try openBackup(with: unlocking)
        let opener = WalletOpener(path: path, language: language.chosen)
        let vault: Vault
        if Vault.isVault(path) {
            vault = try wallet.openVault(language.chosen)
        } else {
            try opener.checkIsFree()
            vault = try opener.create(try opener.newPassphrase(wallet.passphrase))
            Output.line(CommandWords.sentence("wallet.made", language.chosen, [("path", TerminalPath.safe(path))]))
        }
        let report = try Failure.ofWallet(at: path) { () throws(WalletError) in
            try vault.restore(from: backup, at: Clock.now)
        }
        try RestoreText(report: report, language: language.chosen).tell()
    }

    private func openBackup(with unlocking: VaultUnlocking) throws(Failure) -> VaultBackup {
        do throws(WalletError) {
            return try Vault.openBackup(file, with: unlocking)
        } catch {
            guard error.code == .vaultDamaged else { throw Failure(error, at: file) }
            throw Failure(
                .dataError, Sentence("error.backupDamaged", ["file": InputName(file)]), hint: "hint.backupDamaged")
        }
    }

    /// The recovery code or the passphrase: from a file, or typed, where a code is known by its form.
    private func unlocking() throws -> VaultUnlocking {
        var option = PassphraseOption()
        option.passphraseFile = recoveryCodeFile ?? backupPassphraseFile
        let name = TerminalText(file).description
        let secret = try option.existing(
            CommandWords.sentence("wallet.codeOrPassphrase", language.chosen, [("file", name)]))
        guard backupPassphraseFile == nil, recoveryCodeFile != nil || RecoveryCode.looksLikeOne(secret) else {
            return .passphrase(secret)
        }
        return .recoveryCode(
            try Failure.ofWallet(at: file) { () throws(WalletError) in try RecoveryCode(typed: secret) })
    }
}

import ArgumentParser
import CredentialWallet

/// `testamur wallet backup`: a copy that a printed code opens as well.
struct WalletBackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write an encrypted backup, and print the code that opens it.",
        discussion: """
            Example: testamur wallet backup stick/wallet.backup

            The code is shown once. Write it on paper, and keep the paper apart from the backup.
            The backup is read again and compared before it is called saved.
            """)

    @Argument(help: ArgumentHelp("Where to.", valueName: "file"), completion: .file())
    var file: String

    @Flag(name: .long, help: "Replace a file that is there; an earlier backup of this wallet stays beside it.")
    var force = false

    @OptionGroup var wallet: WalletOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        guard file != "-" else {
            throw Failure(.usage, "error.backupToStandardOutput", hint: "hint.backupToStandardOutput")
        }
        let vault = try wallet.openVault(language.chosen)
        if force, !vault.isEarlierBackup(file) { try Failure.refuseWallet(at: file) }
        let own = Vault.resolved(file)
        if own.hasSuffix(Vault.previousSuffix), Vault.isVault(String(own.dropLast(Vault.previousSuffix.count))) {
            throw Failure(
                .usage, Sentence("error.backupAsPrevious", ["file": InputName(file)]), hint: "hint.backupAsPrevious")
        }
        let (code, count, earlier) = try Failure.ofWallet(at: file) { () throws(WalletError) in
            try vault.backUp(to: file, replacing: force)
        }
        let words = language.chosen
        Output.line(
            CommandWords.sentence(
                count == 1 ? "wallet.backedUp.one" : "wallet.backedUp", words,
                [("count", String(count)), ("path", TerminalPath.safe(file))]))
        if let earlier {
            Output.line(
                CommandWords.sentence("wallet.earlierBackup", words, [("path", TerminalPath.safe(earlier))]))
        }
        Output.line()
        Output.part("    ")
        Output.secret(try Failure.ofWallet(at: file) { () throws(WalletError) in try code.printed() })
        Output.line()
        Output.line()
        Output.line(CommandWords.sentence("wallet.recoveryAdvice", words))
    }
}

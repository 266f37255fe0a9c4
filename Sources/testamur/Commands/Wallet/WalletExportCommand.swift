import ArgumentParser
import CredentialWallet

/// `testamur wallet export`: out again, byte for byte, in standard form.
struct WalletExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a credential, or the whole wallet, exactly as it was received.",
        discussion: """
            Example: testamur wallet export first --out anna.json
                     testamur wallet export --all --out my-credentials
            """)

    @Argument(
        help: ArgumentHelp("Which one: its number, 'first', 'last' or a part of its title.", valueName: "credential"))
    var credential: String?

    @Flag(name: .long, help: "Export everything into a folder, with an index.")
    var all = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to; standard output when it is left out.", valueName: "path"))
    var out: String?

    @Flag(name: .long, help: "Replace a file that is there.")
    var force = false

    @OptionGroup var wallet: WalletOption
    @OptionGroup var language: LanguageOption

    func validate() throws {
        if all == (credential != nil) { throw ValidationError("name one credential, or give --all") }
        if all && out == nil { throw ValidationError("--all needs a folder: --out FOLDER") }
    }

    func run() throws {
        let wallet = try wallet.open()
        if all, let out {
            let report = try Failure.ofWallet { () throws(WalletError) in try wallet.exportAll(to: out, at: Clock.now) }
            Output.line(
                CommandWords.sentence(
                    "wallet.exportedAll", language.chosen,
                    [("count", String(report.exported.count)), ("path", TerminalPath.safe(out))]))
            guard report.damaged.isEmpty else {
                throw Failure(
                    .dataError,
                    "\(report.damaged.count) of the credentials are damaged in the wallet and were left out",
                    hint: "testamur wallet list shows which; ask the institution for them again")
            }
            return
        }
        let entry = try Failure.ofWallet { () throws(WalletError) in try wallet.find(credential ?? "") }
        guard let out, out != "-" else {
            Output.bytes(try Failure.ofWallet { () throws(WalletError) in try wallet.bytes(of: entry) })
            return
        }
        try Failure.ofWallet { () throws(WalletError) in try wallet.export(entry, to: out, replacing: force) }
        Output.line(CommandWords.sentence("wallet.exported", language.chosen, [("path", TerminalPath.safe(out))]))
    }
}

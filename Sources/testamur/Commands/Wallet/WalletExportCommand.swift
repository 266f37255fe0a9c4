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
        name: .shortAndLong, help: ArgumentHelp("Where to; standard output when it is left out.", valueName: "path"),
        completion: .file())
    var out: String?

    @Flag(name: .long, help: "Replace a file that is there.")
    var force = false

    @OptionGroup var wallet: WalletOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        if all == (credential != nil) { throw Failure(.usage, "error.exportWhat", hint: "hint.exportWhat") }
        if all && out == nil { throw Failure(.usage, "error.exportWhere", hint: "hint.exportWhere") }
        try Failure.refuseEmpty(out, option: "--out")
        let wallet = try wallet.open(language.chosen)
        if all, let out {
            let report = try Failure.ofWallet(at: out) { () throws(WalletError) in
                try wallet.exportAll(to: out, at: Clock.now)
            }
            Output.line(
                CommandWords.sentence(
                    report.exported.count == 1 ? "wallet.exportedAll.one" : "wallet.exportedAll", language.chosen,
                    [("count", String(report.exported.count)), ("path", TerminalPath.safe(out))]))
            guard report.damaged.isEmpty else {
                throw Failure(
                    .dataError, Sentence("error.damagedLeftOut", ["count": report.damaged.count]),
                    hint: "hint.damagedLeftOut")
            }
            return
        }
        let words = credential ?? ""
        let entry = try Failure.ofWallet(for: words) { () throws(WalletError) in try wallet.find(words) }
        guard let out, out != "-" else {
            Output.bytes(try Failure.ofWallet { () throws(WalletError) in try wallet.bytes(of: entry) })
            return
        }
        try Failure.ofWallet(at: out) { () throws(WalletError) in try wallet.export(entry, to: out, replacing: force) }
        Output.line(CommandWords.sentence("wallet.exported", language.chosen, [("path", TerminalPath.safe(out))]))
    }
}

import ArgumentParser
import CredentialWallet
import Credentials
import Encodings

/// `testamur wallet shared`: what was shown to whom.
struct WalletSharedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shared",
        abstract: "List what you showed to whom, and forget it where you want.",
        discussion: """
            Example: testamur wallet shared
                     testamur wallet shared --format json
                     testamur wallet shared --forget 3f2a90bb17c45d01
            """)

    @Option(
        name: .long,
        help: ArgumentHelp("Forget one, by its identifier; 'all' forgets every one.", valueName: "identifier"))
    var forget: [String] = []

    @OptionGroup var wallet: WalletOption

    @Option(name: .long, help: "How to answer: text or json.")
    var format: ListFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let words = language.chosen
        let vault = try wallet.openVault(words)
        if !forget.isEmpty {
            let ids = forget.contains("all") ? nil : Set(forget)
            let count = try Failure.ofWallet(at: vault.path) { () throws(WalletError) in
                try vault.forgetPresentations(ids)
            }
            Output.line(CommandWords.sentence("wallet.forgotten", words, [("count", String(count))]))
            return
        }
        let made = try Failure.ofWallet(at: vault.path) { () throws(WalletError) in try vault.presentations() }
        if format == .json {
            for presentation in made { Output.bytes(presentation.json.serialized() + [0x0A]) }
            return
        }
        if made.isEmpty { Output.line(CommandWords.sentence("wallet.nothingShared", words)) }
        for presentation in made {
            let titles = presentation.titles.map { TerminalText($0).description }.joined(separator: "; ")
            let until = presentation.expiresAt.map { CommandWords.date($0.date, words) }
            Output.line(
                CommandWords.sentence(
                    until == nil ? "wallet.sharedItem" : "wallet.sharedUntil", words,
                    [
                        ("id", presentation.id), ("date", CommandWords.date(presentation.madeAt.date, words)),
                        ("verifier", TerminalText(presentation.verifier).description), ("titles", titles),
                        ("until", until ?? ""),
                    ]))
        }
    }
}

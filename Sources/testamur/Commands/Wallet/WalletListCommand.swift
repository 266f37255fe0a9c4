import ArgumentParser
import CredentialVerifier
import CredentialWallet
import Credentials
import Encodings

/// `testamur wallet list`: everything in the wallet, a line each, judged now.
struct WalletListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what is in the wallet.", discussion: "Example: testamur wallet list")

    @OptionGroup var wallet: WalletOption
    @OptionGroup var trust: TrustOption

    @Option(name: .long, help: "How to answer: text or json.")
    var format: ListFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let wallet = try wallet.open()
        let judge = try WalletVerifier(trust, at: Clock.now)
        let entries = try Failure.ofWallet { () throws(WalletError) in try wallet.entries() }
        let texts = entries.map { entry in
            EntryText(
                entry: entry, report: entry.document.map { judge.report($0.bytes) },
                successor: entries.successor(of: entry), language: language.chosen,
                terminal: .standard)
        }
        if format == .json {
            for text in texts { Output.bytes(text.json.serialized() + [0x0A]) }
            return
        }
        guard !texts.isEmpty else {
            Output.line(CommandWords.sentence("wallet.empty", language.chosen))
            return
        }
        EntryText.table(texts).forEach { Output.line($0) }
    }
}

/// How a list is written.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

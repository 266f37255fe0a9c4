import ArgumentParser
import CredentialVerifier
import CredentialWallet
import Credentials
import Encodings

/// `testamur wallet list`: what is in the wallet, a line each.
struct WalletListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what is in the wallet, or what of it fits.",
        discussion: """
            Example: testamur wallet list
                     testamur wallet list nursing --issuer leiehove --from 2025-01-01 --valid

            Up to \(WalletListCommand.judgedAtOnce) credentials are checked anew. Of more, the list says what was found when each was
            last checked; --verify checks them all, however long that takes.
            """)

    @Argument(help: ArgumentHelp("Words that occur in it.", valueName: "words"))
    var words: [String] = []

    @OptionGroup var search: WalletSearchOption
    @OptionGroup var wallet: WalletOption
    @OptionGroup var trust: TrustOption

    @Flag(name: .long, help: "Check every one now, however many there are.")
    var verify = false

    @Option(name: .long, help: "How to answer: text or json.")
    var format: ListFormat = .text

    @OptionGroup var language: LanguageOption

    /// How many credentials are verified for a list without being asked for it.
    static let judgedAtOnce = 100

    func run() throws {
        let query = try search.query(words)
        let wallet = try wallet.open(language.chosen)
        let judge = try WalletVerifier(trust, at: Clock.now)
        let all = try Failure.ofWallet { () throws(WalletError) in try wallet.summaries() }
        let found = query.matches(in: all)
        let successors = all.successors()
        guard verify || found.count <= Self.judgedAtOnce else {
            return tellRemembered(found, successors, at: judge)
        }
        var texts: [EntryText] = []
        for summary in found {
            let entry = try Failure.ofWallet { () throws(WalletError) in try wallet.entry(summary) }
            // Also what is no document in JSON, such as a token, is what it was when it was added.
            let report =
                entry.isIntact
                ? judge.report(try Failure.ofWallet { () throws(WalletError) in try wallet.bytes(of: entry) }) : nil
            if search.valid && report?.verdict != .valid { continue }
            texts.append(
                EntryText(
                    entry: entry, report: report, successor: successors[entry.number], language: language.chosen,
                    terminal: .standard))
        }
        if format == .json {
            for text in texts { Output.bytes(text.json.serialized() + [0x0A]) }
            return
        }
        guard !texts.isEmpty else { return tellNothing(isEmpty: all.isEmpty) }
        EntryText.table(texts).forEach { Output.line($0) }
    }

    /// Says what was found when each was last checked.
    private func tellRemembered(_ found: [WalletSummary], _ successors: [Int: Int], at judge: WalletVerifier) {
        let texts = found.map { summary in
            SummaryText(
                summary: summary, successor: successors[summary.number], now: judge.now, language: language.chosen,
                terminal: .standard)
        }.filter { !search.valid || $0.wasValid }
        if format == .json {
            for text in texts { Output.bytes(text.json.serialized() + [0x0A]) }
            return
        }
        guard !texts.isEmpty else { return tellNothing(isEmpty: false) }
        SummaryText.table(texts).forEach { Output.line($0) }
        Output.line()
        Output.line(CommandWords.sentence("wallet.remembered", language.chosen))
    }

    private func tellNothing(isEmpty: Bool) {
        Output.line(CommandWords.sentence(isEmpty ? "wallet.empty" : "wallet.nothingFits", language.chosen))
    }
}

/// How a list is written.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

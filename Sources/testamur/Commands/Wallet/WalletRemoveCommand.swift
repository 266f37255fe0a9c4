import ArgumentParser
import CredentialWallet

/// `testamur wallet remove`: gone for good, after a question.
struct WalletRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a credential for good. It asks first.",
        discussion: "Example: testamur wallet remove 3")

    @Argument(
        help: ArgumentHelp("Which one: its number, 'first', 'last' or a part of its title.", valueName: "credential"))
    var credential: String

    @OptionGroup var wallet: WalletOption

    @Flag(name: .long, help: "Do not ask.")
    var yes = false

    @OptionGroup var language: LanguageOption

    func run() throws {
        let wallet = Wallet(try wallet.openVault(language.chosen))
        let entry = try Failure.ofWallet(for: credential) { () throws(WalletError) in try wallet.find(credential) }
        let title = EntryText.title(entry, nil, language.chosen)
        if !yes {
            guard Terminal.standard.isInteractive else {
                throw Failure(
                    .usage, Sentence("error.confirmRemoval", ["number": entry.number]),
                    hint: Sentence("hint.confirmRemoval", ["number": entry.number]))
            }
            let question = CommandWords.sentence(
                "wallet.removeQuestion", language.chosen, [("number", String(entry.number)), ("title", title)])
            guard Question.yes(question) else {
                Output.line(CommandWords.sentence("wallet.kept", language.chosen))
                return
            }
        }
        try Failure.ofWallet { () throws(WalletError) in try wallet.remove(entry, at: Clock.now) }
        Output.line(CommandWords.sentence("wallet.removed", language.chosen, [("title", title)]))
    }
}

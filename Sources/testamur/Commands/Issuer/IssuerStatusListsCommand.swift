import ArgumentParser
import CredentialIssuer
import Cryptography
import Encodings

/// `testamur issuer status-lists`: begins with status lists in a folder that was made without them.
struct IssuerStatusListsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status-lists",
        abstract: "Begin with status lists, so that what is issued from now on can be revoked and suspended.",
        discussion: """
            Example: testamur issuer status-lists https://leiehove.example/status --issuer leiehove

            It makes a second key, keys/status.pem, which signs the lists and nothing else.
            What was issued before stays as it is, and can never be revoked.
            """)

    @Argument(help: ArgumentHelp("The address under which the lists will be published.", valueName: "address"))
    var address: String

    @OptionGroup var issuer: IssuerOption
    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let words = language.chosen
        let base = try StatusBase.read(address)
        let folder = try issuer.open()
        guard folder.profile.statusLists == nil else {
            throw Failure(IssuerError(.hasStatusLists, ""), at: folder.path)
        }
        let file = TerminalText(folder.statusKeyPath).description
        let secret = try passphrase.new(
            CommandWords.sentence("key.newPassphrase", words, [("file", file)]),
            again: CommandWords.sentence("key.passphraseAgain", words), language: words)
        let key = try StatusBase.newKey()
        let made = try Waiting.tell(CommandWords.sentence("key.locking", words)) {
            try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
                try folder.beginStatusLists(NewStatusLists(base: base, key: key, passphrase: secret)).withKeys()
            }
        }
        let card = IssuerCard(folder: made, language: words, terminal: .standard)
        if card.documentAddress != nil { try card.writeDocument() }
        Output.line(
            Terminal.standard.paint(
                CommandWords.sentence(
                    "issuer.statusListsBegun", words,
                    [("name", card.name), ("address", TerminalText(base).description)]), .strong))
        Output.line()
        card.statusSteps.forEach { Output.line($0) }
    }
}

/// The address of status lists, as an argument.
enum StatusBase {
    /// The address as it will stand in credentials.
    static func read(_ argument: String) throws(Failure) -> String {
        let base = argument.utf8.last == UInt8(ascii: "/") ? String(argument.dropLast()) : argument
        guard let problem = IssuerStatusLists.problem(withBase: base) else { return base }
        throw Failure(
            .usage,
            Sentence("error.statusLists", ["problem": Sentence("error.statusLists.\(problem.rawValue)")]),
            hint: "hint.statusLists")
    }

    static func newKey() throws(Failure) -> Ed25519PrivateKey {
        do throws(CryptographyError) {
            return try .generate()
        } catch {
            throw Failure(error)
        }
    }
}

import ArgumentParser
import Credentials
import Cryptography
import Encodings
import Storage

/// `testamur key new`: a new private key in an encrypted file.
struct KeyNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make an Ed25519 key in a file that a passphrase opens.",
        discussion: """
            Example: testamur key new --out leiehove.pem

            The file is PKCS#8, encrypted with AES-256-CBC and PBKDF2 (HMAC-SHA-512,
            600,000 iterations), and only you can read it. An existing file is never
            overwritten. Without --out it goes to standard output, and what describes
            the key to standard error.
            """)

    @Option(name: .long, help: ArgumentHelp("The file to make.", valueName: "file"), completion: .file())
    var out: String?

    @OptionGroup var passphrase: PassphraseOption

    @Option(name: .long, help: "How to describe the key: text or json.")
    var format: PlainFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let language = language.chosen
        if let out { try KeyFile.checkIsFree(out) }
        let name = out.map { TerminalText($0).description } ?? CommandWords.sentence("key.theNewKey", language)
        let secret = try passphrase.new(
            CommandWords.sentence("key.newPassphrase", language, [("file", name)]),
            again: CommandWords.sentence("key.passphraseAgain", language), language: language)
        let card: KeyCard
        do {
            let key = try Ed25519PrivateKey.generate()
            card = try KeyCard(key.publicKey)
            let pem = try KeyFile.encrypt(key, secret, language)
            try KeyFile.write(pem, to: out)
        } catch let error as CryptographyError {
            throw Failure(error)
        }
        let lines = format == .json ? [card.json] : text(card, name, language)
        lines.forEach { out == nil ? Output.error($0) : Output.line($0) }
    }

    private func text(_ card: KeyCard, _ name: String, _ language: Language) -> [String] {
        let heading = CommandWords.sentence(
            out == nil ? "key.madeToOutput" : "key.made", language, [("file", name)])
        let advice = Terminal.wrap(CommandWords.sentence("key.advice", language), width: Terminal.standard.width)
        return [Terminal.standard.paint(heading, .strong), ""] + card.lines(language, isWhole: false) + [""] + advice
    }
}

/// How a command that answers about one thing writes its answer.
enum PlainFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

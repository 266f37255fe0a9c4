import ArgumentParser
import Credentials
import Cryptography
import Encodings

/// `testamur key show`: the public side of a key, in every form.
struct KeyShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the public side of a key: did:key, Multikey, JWK, PEM and fingerprint. Never the private one.",
        discussion: """
            Example: testamur key show leiehove.pem

            A file may hold a private key (its passphrase is asked for), a public key in
            PEM, a JWK, or a did:key or Multikey as text.
            """)

    @Argument(
        help: ArgumentHelp("A file, '-' for standard input, a did:key or a Multikey.", valueName: "key"),
        completion: .file())
    var key: String

    @OptionGroup var passphrase: PassphraseOption

    @Option(name: .long, help: "How to answer: text, json, or pem (the public key alone).")
    var format: KeyFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        if key == "-" && passphrase.passphraseFile == "-" {
            throw Failure(.usage, "error.twiceStandardInput", hint: "hint.twiceStandardInput")
        }
        let publicKey = try PublicKeyInput(language: language.chosen, passphrase: passphrase).read(key)
        let card: KeyCard
        do throws(CryptographyError) {
            card = try KeyCard(publicKey)
        } catch {
            throw Failure(error)
        }
        switch format {
        case .text: card.lines(language.chosen, isWhole: true).forEach { Output.line($0) }
        case .json: Output.line(card.json)
        case .pem: Output.line(card.pem)
        }
    }
}

/// How a public key is written.
enum KeyFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, pem
}

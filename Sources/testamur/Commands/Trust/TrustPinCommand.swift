import ArgumentParser
import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry

/// `testamur trust pin`: the words by which two people compare a pin.
struct TrustPinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin",
        abstract: "Show the words by which you and the authority make sure that you have the same pin.",
        discussion: "Example: testamur trust pin ./trust")

    @Argument(
        help: ArgumentHelp("A folder with pin.json, or the file itself.", valueName: "folder"), completion: .file())
    var place: String

    @Option(name: .long, help: "How to answer: text or json.")
    var format: PlainFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let path = FileExistence.isFolder(place) ? place + "/" + TrustFolder.pinName : place
        let text = PinText(
            pin: try AuthorityFolder.pin(path, missing: "hint.trustFolder"), language: language.chosen,
            terminal: .standard)
        switch format {
        case .json: Output.json(text.json, indented: true)
        case .text: text.lines.forEach { Output.line($0) }
        }
    }
}

/// A pin as a person reads it, aloud if need be.
struct PinText {
    let pin: TrustPin
    let language: Language
    let terminal: Terminal

    var lines: [String] {
        [terminal.paint(TerminalText(pin.authority.name).description, .strong), ""]
            + rows + [""] + words + [""]
            + Terminal.wrap(CommandWords.sentence("trust.compare", language), width: terminal.width)
    }

    private var rows: [String] {
        let rows = [
            ("trust.authority", pin.authority.id.text), ("trust.list", pin.listID), anchor,
        ].map { (CommandWords.sentence($0.0, language), $0.1) }
        let width = (rows.map { TerminalText($0.0).width }.max() ?? 0) + 3
        return rows.map { "  " + TerminalText($0.0).padded(toWidth: width) + TerminalText($0.1).description }
    }

    private var anchor: (String, String) {
        switch pin.anchor {
        case .key(let key): ("trust.key", key.multikey)
        case .root(let digest): ("trust.root", digest.multibase)
        }
    }

    /// The country, the environment and the words, four in a line.
    var words: [String] {
        let words = pin.fingerprint.words
        return ["     \(pin.fingerprint.country) \(pin.fingerprint.environment)"]
            + stride(from: 0, to: words.count, by: 4).map { start in
                "     " + words[start..<min(start + 4, words.count)].joined(separator: "  ")
            }
    }

    var json: JSONValue {
        var value: JSONValue = [
            "authority": [
                "id": .string(pin.authority.id.text), "name": .string(pin.authority.name),
                "country": .string(pin.authority.country),
            ],
            "environment": .string(pin.environment.name),
        ]
        switch pin.anchor {
        case .key(let key): value["key"] = .string(key.multikey)
        case .root(let digest): value["root"] = .string(digest.multibase)
        }
        value["list"] = .string(pin.listID)
        value["words"] = .array(pin.fingerprint.words.map { .string($0) })
        value["fingerprint"] = .string(pin.fingerprint.description)
        return value
    }
}

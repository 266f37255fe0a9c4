import Credentials
import Encodings

/// A sentence of the program by its key, with what it names; words come in when the language is known.
///
/// A string literal is the key of a sentence that names nothing.
struct Sentence: Sendable, ExpressibleByStringLiteral {
    /// The name of the sentence in the catalogues.
    let key: String
    /// What the sentence names, by placeholder.
    private(set) var facts: [(name: String, value: any SentencePart)]

    init(stringLiteral key: String) { self.init(key) }

    init(_ key: String, _ facts: KeyValuePairs<String, any SentencePart> = [:]) {
        self.key = key
        self.facts = facts.map { (name: $0.key, value: $0.value) }
    }

    /// Names one thing more.
    mutating func add(_ name: String, _ value: any SentencePart) { facts.append((name: name, value: value)) }

    /// The sentence in `language`; an empty text where the catalogue has nothing to say there.
    func text(in language: Language) -> String {
        CommandWords.sentence(
            key, language, facts.map { (name: $0.name, value: $0.value.words(in: language)) })
    }
}

/// What a sentence can name.
protocol SentencePart: Sendable {
    /// The part in a language, harmless on a terminal.
    func words(in language: Language) -> String
}

extension Sentence: SentencePart {
    func words(in language: Language) -> String { text(in: language) }
}

/// Text from outside: a path, a word of an argument, a name.
extension String: SentencePart {
    func words(in language: Language) -> String { TerminalText(self).description }
}

extension Int: SentencePart {
    func words(in language: Language) -> String { String(self) }
}

extension Timestamp: SentencePart {
    func words(in language: Language) -> String { CommandWords.date(date, language) }
}

/// Text that is harmless already, and in which numbers that stand for characters are left as they are.
struct HarmlessText: SentencePart {
    let text: String

    init(_ text: String) { self.text = FindingText.harmless(text) }

    func words(in language: Language) -> String { text }
}

/// A text that a module has in every language.
struct TranslatedText: SentencePart {
    let translation: @Sendable (Language) -> String

    func words(in language: Language) -> String { FindingText.harmless(translation(language)) }
}

/// The name of an input: its path, or what standard input is called.
struct InputName: SentencePart {
    let argument: String

    init(_ argument: String) { self.argument = argument }

    func words(in language: Language) -> String {
        argument.utf8.elementsEqual("-".utf8)
            ? CommandWords.sentence("standardInput", language) : TerminalText(argument).description
    }
}

/// A path as a command that is to be copied has it: quoted where a shell would take it apart.
struct ShellWord: SentencePart {
    let path: String

    init(_ path: String) { self.path = path }

    func words(in language: Language) -> String {
        let isPlain = path.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "_"),
                UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "@"):
                true
            default: byte >= 0x80
            }
        }
        let first = path.utf8.first == UInt8(ascii: "-") ? "./" : ""
        guard !isPlain || path.isEmpty else { return TerminalText(first + path).description }
        let quoted = path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        return TerminalText("'" + first + quoted + "'").description
    }
}

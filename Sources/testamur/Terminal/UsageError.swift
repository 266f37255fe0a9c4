import Credentials
import Encodings

/// A command that was not understood, told in the words of this program.
///
/// The argument parser gives its reasons as English sentences alone; what they quote is taken over, not they themselves.
/// A sentence that is not known here gives the general one, so that no other voice is ever heard.
struct UsageError {
    /// What the parser says.
    let message: String
    /// What it says with the usage, which names the command.
    let wholeMessage: String
    /// What was written after the program's name.
    let arguments: [String]

    /// The refusal with the way to the help of the command.
    var failure: Failure {
        Failure(.usage, fact, hint: Sentence("hint.usage", ["command": help]))
    }

    /// What is wrong.
    private var fact: Sentence {
        for (pattern, key) in Self.patterns {
            guard let parts = MessageCatalogue.facts(in: message, of: pattern) else { continue }
            if !key.hasPrefix("usage.shell"), let missing = missingCommand { return missing }
            var sentence = Sentence(key)
            for (name, value) in parts {
                switch name {
                case "choices": sentence.add(name, Self.list(value))
                case "lines": sentence.add("choices", Self.list(lines: value))
                case "value": sentence.add(name, Sentence("usage.value.\(value)"))
                default: sentence.add(name, value)
                }
            }
            return sentence
        }
        return "usage.notUnderstood"
    }

    /// How the parser says it, and what is said here; a quoted part stands for what `{name}` names.
    private static let patterns: [(pattern: String, key: String)] = [
        ("Unknown option '{option}'. Did you mean '{near}'?", "usage.unknownOption.near"),
        ("Unknown option '{option}'", "usage.unknownOption"),
        ("Invalid option: {option}", "usage.unknownOption"),
        ("Missing value for '{option} <{value}>'", "usage.missingValue"),
        ("Missing value for '{option}'", "usage.missingValue.bare"),
        ("The option '{option}' does not take any value, but '{found}' was specified.", "usage.unexpectedValue"),
        ("Unexpected argument '{found}'", "usage.unexpected"),
        ("{count} unexpected arguments: '{found}'", "usage.unexpected.several"),
        ("Missing expected argument '{option} <{value}>'", "usage.missingOption"),
        ("Missing expected argument '{option} <{value}> ...'", "usage.missingOption"),
        ("Missing expected argument '<{value}>'", "usage.missingArgument"),
        ("Missing expected argument '<{value}> ...'", "usage.missingArgument"),
        (
            "The value '{found}' is invalid for '{option} <{value}>'. Please provide one of {choices}.",
            "usage.badChoice"
        ),
        (
            "The value '{found}' is invalid for '{option} <{value}>'. Please provide one of the following:{lines}",
            "usage.badChoice"
        ),
        ("The value '{found}' is invalid for '{option} <{value}>'", "usage.badValue"),
        ("Can't generate completion scripts for '{found}'.{rest}", "usage.shell"),
        ("Can't autodetect a supported shell.{rest}", "usage.shell.none"),
    ]

    /// The command whose help says more, for example `testamur help wallet add`.
    private var help: String {
        (["testamur", "help"] + command).joined(separator: " ")
    }

    /// The names of the command that was recognised.
    private var command: [String] {
        // The usage comes last, so that nothing that somebody wrote is taken for it.
        guard let line = wholeMessage.split(separator: "\n").last, let start = line.firstRange(of: "See 'testamur ")
        else {
            return []
        }
        return line[start.upperBound...].split(separator: " ").prefix { $0.utf8.first != UInt8(ascii: "-") }
            .map { String($0) }
    }

    /// What is wrong where the name of a command is expected, and something else stands there.
    private var missingCommand: Sentence? {
        guard
            command.isEmpty
                || [["issuer"], ["issuer", "batch"], ["wallet"], ["trust"], ["policy"], ["key"]].contains(command),
            let word = arguments.dropFirst(command.count).first
        else { return nil }
        return word.utf8.first == UInt8(ascii: "-")
            ? Sentence("usage.commandFirst", ["option": word]) : Sentence("usage.noCommand", ["found": word])
    }

    /// `text, json` of a list with a line for each.
    private static func list(lines: String) -> String {
        lines.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "-" } }.joined(separator: ", ")
    }

    /// `text, json` of `'text' and 'json'`.
    private static func list(_ choices: String) -> String {
        let parts = choices.split(separator: "'", omittingEmptySubsequences: false)
        return stride(from: 1, to: parts.count, by: 2).map { String(parts[$0]) }.joined(separator: ", ")
    }
}

import Credentials
import Encodings

/// How the program ends, for scripts.
enum Status: Int32 {
    /// Valid, or done.
    case done = 0
    /// A document is invalid.
    case invalid = 1
    /// What would decide is not at hand.
    case undecided = 2
    /// The command was not understood.
    case usage = 64
    /// Input data cannot be used.
    case dataError = 65
    /// There is no such input.
    case noInput = 66
    /// A fault of this program.
    case software = 70
    /// An output cannot be created.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74
}

/// A command that cannot do its work: one sentence with the fact, one with the next step.
struct Failure: Error {
    let status: Status
    let fact: Sentence
    let hint: Sentence?

    init(_ status: Status, _ fact: Sentence, hint: Sentence? = nil) {
        self.status = status
        self.fact = fact
        self.hint = hint
    }

    /// Tells it on standard error.
    func report(in language: Language = .spoken) {
        for line in lines(in: language) { Output.error(line) }
    }

    /// What is told, a sentence a line.
    func lines(in language: Language) -> [String] {
        let hint = self.hint?.text(in: language) ?? ""
        return [Sentence("said.error", ["fact": fact]).text(in: language)]
            + (hint.isEmpty
                ? [] : [CommandWords.sentence("said.hint", language, [("fact", hint)])])
    }
}

/// Something that a person should know and that stops nothing.
enum Warning {
    /// Tells it on standard error.
    static func tell(_ fact: Sentence, in language: Language = .spoken) {
        Output.error(Sentence("said.warning", ["fact": fact]).text(in: language))
    }
}

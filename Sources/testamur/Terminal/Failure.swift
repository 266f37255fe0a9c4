import Credentials
import Encodings
import Glibc

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

/// Standard output and standard error.
///
/// Output is gathered and written at the end or when it grows, so that a line is never cut by another.
enum Output {
    /// Writes one line to standard output.
    static func line(_ text: String = "") { write(Array((text + "\n").utf8), to: STDOUT_FILENO) }

    /// Writes the beginning of a line to standard output.
    static func part(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

    /// Writes bytes to standard output as they are.
    static func bytes(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    /// Writes one line to standard error.
    static func error(_ text: String) { write(Array((text + "\n").utf8), to: STDERR_FILENO) }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                // Whoever read the output has gone; there is nobody to tell.
                exit(errno == EPIPE ? Status.done.rawValue : Status.inputOutput.rawValue)
            }
            rest = rest.dropFirst(count)
        }
    }
}

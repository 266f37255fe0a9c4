import Encodings
import Glibc

/// A question with yes or no for an answer; anything but a clear yes is a no.
enum Question {
    static func yes(_ question: String) -> Bool {
        Output.part(question + " " + CommandWords.sentence("yesOrNo", .spoken) + " ")
        // A question that nobody has seen has no answer.
        guard Output.isHeard, let answer = readLine(strippingNewline: true) else {
            Output.line()
            return false
        }
        return ["y", "yes", "j", "ja"].contains(answer.lowercased())
    }
}

/// Paths for sentences.
enum TerminalPath {
    /// A path that does no harm on a terminal.
    static func safe(_ path: String) -> String { TerminalText(path).description }
}

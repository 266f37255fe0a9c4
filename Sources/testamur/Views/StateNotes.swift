import CredentialVerifier
import Credentials
import Encodings

/// What a reader must know of what is kept from one run to the next, in the answer of a command that is no report.
enum StateNotes {
    /// The notes as lines of text.
    static func lines(_ notes: [Note], _ language: Language, _ terminal: Terminal) -> [String] {
        notes.flatMap { note in
            Terminal.wrap(TerminalText(note.message(in: language)).description, width: terminal.width - 4)
        }.map { "  " + $0 }
    }

    /// The notes for a program.
    static func json(_ notes: [Note], _ language: Language) -> JSONValue {
        .array(notes.map { ["code": .string($0.code), "message": .string($0.message(in: language))] })
    }
}

import ArgumentParser
import Credentials
import Encodings
import Registry

/// Which recognition of an institution a command is about.
struct ListedRecognitionOption: ParsableArguments {
    @Option(name: .long, help: "The institution's DID.")
    var did: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Which of the institution's recognitions, counted from 1 as 'show' lists them; the only one if left out.",
            valueName: "number"))
    var number: Int?

    /// The place of the recognition in the draft, counted from 0.
    func place(of id: DID, in editor: DraftEditor) throws -> Int {
        let entries = try editor.document.root["credentialSubject"]?.elements.map { $0 } ?? []
        let entry = entries.first { entry in
            let id = Array(id.text.utf8)
            return entry["id"]?.utf8 == id || entry["alsoKnownAs"]?.elements.contains { $0.utf8 == id } ?? false
        }
        // Of whom the list does not name, the editor says so.
        guard let count = entry?["recognizedTo"]?.count else { return 0 }
        guard let number = number ?? (count == 1 ? 1 : nil) else {
            throw Failure(
                .usage, Sentence("error.whichRecognition", ["did": HarmlessText(id.text), "count": count]),
                hint: "hint.whichRecognition")
        }
        guard (1...max(count, 1)).contains(number) else {
            throw Failure(
                .usage,
                Sentence("error.noRecognition", ["did": HarmlessText(id.text), "count": count, "number": number]),
                hint: "hint.whichRecognition")
        }
        return number - 1
    }
}

/// `testamur trust end-recognition`: ends what an institution may do, while it stays on the list.
struct TrustEndRecognitionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end-recognition",
        abstract: "End what an institution is recognised for; what it awarded before stays good.",
        discussion: """
            Example:
              testamur trust end-recognition utopia --did did:web:leiehove.example \\
                --until 2027-08-31
            """)

    @OptionGroup var options: EditOptions
    @OptionGroup var recognition: ListedRecognitionOption

    @Option(name: .long, help: ArgumentHelp("The last day on which it counts. Now if left out.", valueName: "date"))
    var until: String?

    func run() throws {
        let id = try DID(option: "--did", recognition.did)
        let until = try TimeArgument.parse(until, option: "--until", edge: .end)
        try options.edit { editor in
            let now = editor.now
            let place = try recognition.place(of: id, in: editor)
            try editor.change { (editor) throws(TrustError) in
                try editor.endRecognition(place, of: id, until: until ?? now)
            }
        }
    }
}

/// `testamur trust void`: declares void what an institution awarded.
struct TrustVoidCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "void",
        abstract: "Declare void what an institution awarded from a day on, for example because of fraud.",
        discussion: """
            Example:
              testamur trust void utopia --did did:web:leiehove.example \\
                --from 2026-03-01

            Every award of that kind from that day on is void, also those of before the
            list says so. Once it is on the list the day can only become earlier.
            """)

    @OptionGroup var options: EditOptions
    @OptionGroup var recognition: ListedRecognitionOption

    @Option(name: .long, help: ArgumentHelp("The first day of which awards are void.", valueName: "date"))
    var from: String

    func run() throws {
        let id = try DID(option: "--did", recognition.did)
        let from = try TimeArgument.parse(from, option: "--from", edge: .start)
        try options.edit { editor in
            let place = try recognition.place(of: id, in: editor)
            try editor.change { (editor) throws(TrustError) in try editor.voidAwards(place, of: id, from: from) }
        }
    }
}

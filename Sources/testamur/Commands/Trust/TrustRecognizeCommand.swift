import ArgumentParser
import Credentials
import Registry

/// `testamur trust recognize`: recognises an institution for something more.
struct TrustRecognizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recognize",
        abstract: "Recognise an institution that is on the list for something more.",
        discussion: """
            Example:
              testamur trust recognize utopia --did did:web:leiehove.example \\
                --types MicroCredential --eqf 6 --fields 0613 --from 2027-01-01

            It starts no earlier than the list that you will sign, unless --reason says
            why it is recognised after the fact.
            """)

    @OptionGroup var options: EditOptions

    @Option(name: .long, help: "The institution's DID.")
    var did: String

    @OptionGroup var recognition: RecognitionOptions

    @Option(name: .long, help: ArgumentHelp("Why it is recognised after the fact; the list shows it."))
    var reason: String?

    func run() throws {
        let id = try DID(option: "--did", did)
        try options.edit { editor in
            let recognition = try recognition.recognition(from: editor.now, retroactiveReason: reason)
            try editor.change { (editor) throws(TrustError) in try editor.addRecognition(recognition, to: id) }
        }
    }
}

import ArgumentParser
import Storage

/// `testamur unbake`: takes a document out of a picture or out of the texts of QR codes.
struct UnbakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unbake",
        abstract: "Take a credential out of a picture, or put it together from the texts of QR codes.",
        discussion: """
            Example: testamur unbake anna.png --out anna.json
                     cat codes.txt | testamur unbake - | testamur verify -

            It comes out byte for byte as it stands there, and nothing of it is checked: that
            is what testamur verify does, which takes the picture as well.
            """)

    @Argument(
        help: ArgumentHelp("The picture or the texts; '-' reads standard input.", valueName: "file"),
        completion: .file())
    var file: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Where to; standard output when it is left out. No file is overwritten.", valueName: "path"),
        completion: .file())
    var out: String?

    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(out, option: "--out")
        let document = try CarriedDocument(Inputs.read(file, limit: Inputs.byteLimit), from: file)
        guard document.carrier != nil else {
            throw Failure(
                .dataError, Sentence("error.carrier.none", ["file": InputName(file)]), hint: "hint.carrier.none")
        }
        do throws(StorageError) {
            guard let out, out != "-" else {
                guard Output.deliver(document.bytes) else { throw StorageError(.inputOutput, "-") }
                return
            }
            try AtomicFile.create(at: out, with: document.bytes, access: .ownerOnly)
            Output.line(
                CommandWords.sentence(
                    "carrier.unbaked", language.chosen,
                    [
                        ("path", TerminalPath.safe(out)), ("command", ShellWord(out).words(in: language.chosen)),
                    ]))
        } catch {
            throw Failure(creating: error)
        }
    }
}

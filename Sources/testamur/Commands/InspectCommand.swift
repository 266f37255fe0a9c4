import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings
import Proofs

/// `testamur inspect`: what a document says, plainly marked as not verified.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what a document says, without believing any of it.",
        discussion: "Example: testamur inspect anna.json")

    @Argument(help: ArgumentHelp("The document; '-' reads standard input.", valueName: "file"), completion: .file())
    var file: String

    @Option(name: .long, help: "How to answer: text or json.")
    var format: PlainFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let bytes = try CarriedDocument(Inputs.read(file, limit: Inputs.byteLimit), from: file).bytes
        let received: ReceivedCredential
        do throws(JSONError) {
            received = try ReceivedCredential(parsing: bytes)
        } catch {
            // Another form is named as what it is, as `verify` does.
            let report = Verifier(trust: .none).verify(bytes, at: Clock.now)
            if let check = report.checks.first, check.outcome == .undecided {
                throw Failure(
                    .dataError, Sentence("error.otherForm", ["file": InputName(file), "problem": CheckWords(check)]),
                    hint: "hint.otherForm")
            }
            throw Failure(error, in: file, "error.notReadable")
        }
        let text = InspectionText(
            received: received, name: Inputs.name(file), argument: file, language: language.chosen,
            terminal: .standard)
        switch format {
        case .text: text.lines.forEach { Output.line($0) }
        case .json: Output.json(text.json, indented: true)
        }
    }
}

/// The answer of a check in the middle of a sentence.
private struct CheckWords: SentencePart {
    let check: Check

    init(_ check: Check) { self.check = check }

    func words(in language: Language) -> String { TerminalText(check.message(in: language)).description }
}

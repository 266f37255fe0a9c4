import ArgumentParser
import Credentials
import Encodings
import Registry

/// `testamur trust diff`: what changed from one list to another.
struct TrustDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Tell what changed from one list to another, and whether the second continues the first.",
        discussion: """
            Example: testamur trust diff lists/list-2.json list.json --trust ./trust

            Whether a list is signed is checked with its pin: the one that --pin names, or
            the one for this list in your trust folder, else one that lies beside the list.
            Where a root names the keys, its files lie beside the pin, or beside the list.
            What was checked with what, and what was not, the answer says.

            The exit code is 1 where the second list does not continue the first, or where
            too few have signed one of them.
            """)

    @Argument(help: ArgumentHelp("The list before: a file, or a folder with list.json.", valueName: "file"))
    var old: String

    @Argument(help: ArgumentHelp("The list after: a file, or a folder with list.json.", valueName: "file"))
    var new: String

    @Option(name: .long, help: ArgumentHelp("The pin of the list.", valueName: "file"))
    var pin: String?

    @OptionGroup var trust: TrustOption

    @Option(name: .long, help: "How to answer: text or json.")
    var format: PlainFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let isTwice = old.utf8.elementsEqual("-".utf8) && new.utf8.elementsEqual("-".utf8)
        guard !isTwice else {
            throw Failure(.usage, "error.diff.twiceStandardInput", hint: "hint.twiceStandardInput")
        }
        let pins = try PinSource(file: pin, trust: trust)
        let comparison = ListComparison(old: try pins.list(old), new: try pins.list(new))
        guard comparison.areComparable else {
            throw Failure(
                .dataError,
                Sentence(
                    "error.diff.otherList", ["old": comparison.old.list.id, "new": comparison.new.list.id]),
                hint: "hint.diff.otherList")
        }
        let text = ListComparisonText(comparison: comparison, language: language.chosen, terminal: .standard)
        switch format {
        case .json: Output.json(text.json, indented: true)
        case .text: text.lines.forEach { Output.line($0) }
        }
        guard comparison.isInOrder else { throw ExitCode(Status.invalid.rawValue) }
    }
}

import ArgumentParser
import CredentialIssuer
import Credentials
import Encodings

/// How numbers are written.
enum ReportTableFormat: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json
}

/// `testamur issuer report`: how many awards there are, by what they are.
struct IssuerReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Count the awards: by specification, level, field, load, sector, month and more.",
        discussion: """
            Example: testamur issuer report --from 2026-01-01 --to 2026-12-31 --format csv

            It holds nothing about a person: a number under 5 is not told, nor is
            one that would give it away. An award that was corrected counts once.
            """)

    @OptionGroup var issuer: IssuerOption

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("What to count by; otherwise everything.", valueName: "what"))
    var by: [CountedBy] = []

    @Option(name: .long, help: ArgumentHelp("The first day of the awards to count.", valueName: "date"))
    var from: String?

    @Option(name: .long, help: ArgumentHelp("The last day of the awards to count.", valueName: "date"))
    var to: String?

    @Option(name: .long, help: "How to answer: text, csv (one table for all) or json.")
    var format: ReportTableFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let from = try from.map { text throws(Failure) in try CalendarDate(option: "--from", text) }
        let to = try to.map { text throws(Failure) in try CalendarDate(option: "--to", text) }
        if let from, let to, to < from { throw Failure(.usage, "error.daysTurned", hint: "hint.daysTurned") }
        let folder = try issuer.open()
        var dimensions: [AwardStatistics.Dimension] = []
        for choice in by where !dimensions.contains(choice.dimension) { dimensions.append(choice.dimension) }
        let counted = dimensions.isEmpty ? AwardStatistics.Dimension.allCases : dimensions
        let statistics = try Waiting.tell(CommandWords.sentence("report.counting", language.chosen)) {
            try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
                try folder.statistics(by: counted, from: from, to: to)
            }
        }
        let text = StatisticsText(statistics, language: language.chosen, terminal: .standard)
        switch format {
        case .text: text.lines.forEach { Output.line($0) }
        case .csv: Output.bytes(text.csv)
        case .json: Output.json(text.json, indented: true)
        }
    }
}

/// What to count by, as an argument names it.
struct CountedBy: ExpressibleByArgument {
    let dimension: AwardStatistics.Dimension

    init?(argument: String) {
        guard let dimension = AwardStatistics.Dimension(rawValue: argument) else { return nil }
        self.dimension = dimension
    }

    static var allValueStrings: [String] { AwardStatistics.Dimension.allCases.map(\.rawValue) }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

extension CalendarDate {
    /// A date that is given as an option.
    init(option: String, _ text: String) throws(Failure) {
        do throws(EncodingError) {
            try self.init(parsing: text)
        } catch {
            throw Failure(
                .usage, Sentence("error.notATime", ["option": option, "problem": Sentence(error)]), hint: "hint.time")
        }
    }
}

import ArgumentParser
import Credentials
import Encodings
import Registry

/// What every command that changes a list has.
struct EditOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The authority's folder.", valueName: "folder"), completion: .directory)
    var folder: String

    @OptionGroup var time: EditTimeOption
    @OptionGroup var language: LanguageOption

    /// Changes the draft of the folder, and tells what the next list will say that the present one does not.
    func edit(_ change: (inout DraftEditor) throws -> Void) throws {
        let now = try time.now()
        let changes = try AuthorityFolder.changing(folder) { folder throws in
            var editor = try DraftEditor(folder, at: now)
            try change(&editor)
            try folder.save(editor.draft)
            return ListChanges(from: folder.list.document.root, to: try editor.document.root)
        }
        let terminal = Terminal.standard
        let heading = CommandWords.sentence(
            "trust.draft", language.chosen, [("sequence", String(changes.sequence))])
        Output.line(terminal.paint(heading, .strong))
        changes.lines(language.chosen).forEach { Output.line("  " + terminal.symbol("•", "-") + " " + $0) }
        let name = TerminalText(folder).description
        Output.line()
        Output.line(CommandWords.sentence("trust.draftNext", language.chosen, [("folder", name)]))
    }
}

/// The time of an edit.
struct EditTimeOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Take this for the present time, so that an example comes out the same every time.", valueName: "time",
            visibility: .hidden))
    var at: String?

    /// The present, or what stands in for it.
    func now() throws -> Timestamp {
        guard let at else { return Clock.now }
        return try TimeArgument.parse(at, option: "--at", edge: .start)
    }
}

/// When the next list is due.
struct NextUpdateOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("In how many days the next list is due, from 1 to 184.", valueName: "days"))
    var nextUpdate: Int = TrustListEditor.usualWindow

    /// The days, where they are no more than a list may be good for.
    func days() throws(Failure) -> Int {
        guard (1...184).contains(nextUpdate) else {
            throw Failure(.usage, Sentence("error.nextUpdate", ["days": nextUpdate]), hint: "hint.nextUpdate")
        }
        return nextUpdate
    }
}

/// Times as people write them on a command line.
enum TimeArgument {
    /// Which second of a day a date stands for.
    enum Edge {
        case start, end
    }

    /// Reads a time, or a date that stands for its first or last second in UTC.
    static func parse(_ text: String, option: String, edge: Edge) throws(Failure) -> Timestamp {
        if let date = try? CalendarDate(parsing: text) {
            return edge == .start ? Timestamp(startOf: date) : Timestamp(endOf: date)
        }
        do throws(EncodingError) {
            return try Timestamp(parsing: text)
        } catch {
            throw Failure(
                .usage, Sentence("error.notATime", ["option": option, "problem": Sentence(error)]),
                hint: "hint.time")
        }
    }

    static func parse(_ text: String?, option: String, edge: Edge) throws(Failure) -> Timestamp? {
        guard let text else { return nil }
        let time: Timestamp = try parse(text, option: option, edge: edge)
        return time
    }
}

extension TrustEnvironment {
    /// Reads an environment that stands behind an option.
    ///
    /// It stays for ever, and whatever is not called production is not for real life: a name that means it and says
    /// something else is asked about before the first signature and not after the first award.
    init(option text: String) throws(Failure) {
        let small = text.lowercased()
        let meansProduction = small.hasPrefix("prod") || small == "live" || small == "real"
        guard !meansProduction || text == Self.production.name else {
            throw Failure(
                .usage, Sentence("error.environment.production", ["found": text]), hint: "hint.environment.production")
        }
        guard let environment = TrustEnvironment(text) else {
            throw Failure(.usage, "error.environment", hint: "hint.environment")
        }
        self = environment
    }
}

extension DID {
    /// Reads a DID that stands behind an option.
    init(option: String, _ text: String) throws(Failure) {
        do throws(IdentifierError) {
            try self.init(parsing: text)
        } catch {
            throw Failure(
                .usage, Sentence("error.notADID", ["option": option, "problem": Sentence(error)]), hint: "hint.did")
        }
    }
}

import ArgumentParser
import Encodings
import Registry

/// What an institution is recognised for.
struct RecognitionOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("What it may award, for example MicroCredential.", valueName: "type"))
    var types: [String]

    @Option(
        name: .long,
        help: ArgumentHelp("The levels of the European Qualifications Framework, for example 5-7.", valueName: "levels")
    )
    var eqf: LevelRange?

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp(
            "The fields of ISCED-F 2013 by two to four digits; every field if left out.", valueName: "field"))
    var fields: [String] = []

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("Countries or their parts, such as BE or BE-VLG; everywhere if left out.", valueName: "code")
    )
    var country: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How many steps it may pass this on, to a faculty and from there: 0, 1 or 2.", valueName: "number")
    )
    var mayDelegate: DelegationSteps?

    @Option(name: .long, help: ArgumentHelp("From when on. Today if left out.", valueName: "date"))
    var from: String?

    @Option(name: .long, help: ArgumentHelp("The last day, if it is known.", valueName: "date"))
    var until: String?

    /// - Parameter start: When it begins unless the option says otherwise.
    func window(_ start: Timestamp) throws(Failure) -> ValidityWindow {
        let window = ValidityWindow(
            from: try TimeArgument.parse(from, option: "--from", edge: .start) ?? start,
            until: try TimeArgument.parse(until, option: "--until", edge: .end))
        if let until = window.until, until < window.from {
            throw Failure(.usage, "error.untilBeforeFrom", hint: "hint.untilBeforeFrom")
        }
        return window
    }

    func recognition(from start: Timestamp, retroactiveReason: String? = nil) throws(Failure) -> NewRecognition {
        var recognition = NewRecognition(
            credentialTypes: Self.parts(types), eqfLevels: eqf?.levels, fields: Self.parts(fields),
            jurisdictions: Self.parts(country), window: try window(start), retroactiveReason: retroactiveReason)
        recognition.delegationDepth = mayDelegate?.count ?? 0
        return recognition
    }

    /// Values that are divided by spaces or by commas.
    static func parts(_ values: [String]) -> [String] {
        values.flatMap { $0.split(separator: ",").map { String($0) } }
    }
}

/// How many steps powers may be passed on, as an argument says it.
struct DelegationSteps: ExpressibleByArgument {
    let count: Int

    init?(argument: String) {
        guard let count = Int(argument), (0...Delegation.largestDepth).contains(count) else { return nil }
        self.count = count
    }
}

/// Levels as people write them: `6`, or `5-7`.
struct LevelRange: ExpressibleByArgument {
    let levels: ClosedRange<Int>

    init?(argument: String) {
        let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(ends.count), let least = ends[0], let greatest = ends[ends.count - 1],
            1 <= least, least <= greatest, greatest <= 8
        else { return nil }
        levels = least...greatest
    }
}

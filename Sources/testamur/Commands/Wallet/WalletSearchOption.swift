import ArgumentParser
import CredentialWallet
import Encodings

/// What somebody looks for in a wallet.
struct WalletSearchOption: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("A part of the name of who gave it.", valueName: "name"))
    var issuer: String?

    @Option(name: .long, help: ArgumentHelp("A field of study: a part of its name, or its code.", valueName: "field"))
    var field: String?

    @Option(name: .long, help: ArgumentHelp("The number of its level.", valueName: "number"))
    var level: Int?

    @Option(name: .long, help: ArgumentHelp("A part of a skill or an outcome.", valueName: "skill"))
    var skill: String?

    @Option(name: .long, help: ArgumentHelp("Awarded on this day or later.", valueName: "day"))
    var from: String?

    @Option(name: .long, help: ArgumentHelp("Awarded on this day or before.", valueName: "day"))
    var until: String?

    @Flag(name: .long, help: "Only what is valid.")
    var valid = false

    /// What is looked for.
    func query(_ words: [String]) throws -> WalletQuery {
        var query = WalletQuery()
        query.words = words
        query.issuer = issuer
        query.field = field
        query.level = level
        query.skill = skill
        query.from = try day(from, "--from")
        query.until = try day(until, "--until")
        return query
    }

    private func day(_ text: String?, _ option: String) throws -> CalendarDate? {
        guard let text else { return nil }
        do throws(EncodingError) {
            return try CalendarDate(parsing: text)
        } catch {
            throw Failure(
                .usage, Sentence("error.notATime", ["option": option, "problem": Sentence(error)]), hint: "hint.time")
        }
    }
}

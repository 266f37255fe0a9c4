import Credentials
import Encodings

/// The sentences that the program itself says, beside those of the modules.
enum CommandWords {
    /// Embedded with the program; a test reads it in both languages.
    private static let catalogue = try? MessageCatalogue([
        .english: PackageResources.en_json, .dutch: PackageResources.nl_json,
    ])

    static func sentence(
        _ key: String, _ language: Language, _ arguments: [(name: String, value: String)] = []
    ) -> String {
        catalogue?.sentence(key, in: language, arguments) ?? key
    }

    /// A date as people write it, for example `26 June 2026`.
    static func date(_ date: CalendarDate, _ language: Language) -> String {
        "\(date.day) \(sentence("month.\(date.month)", language)) \(date.year)"
    }
}

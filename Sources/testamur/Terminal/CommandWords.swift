import Credentials
import Encodings

/// The sentences that the program itself says, beside those of the modules.
enum CommandWords {
    // Embedded with the program, one catalogue for each area, read when its first sentence is asked for.
    private static let common = try? MessageCatalogue([
        .english: PackageResources.en_json, .dutch: PackageResources.nl_json,
    ])
    private static let keys = try? MessageCatalogue([
        .english: PackageResources.keys_en_json, .dutch: PackageResources.keys_nl_json,
    ])
    private static let trust = try? MessageCatalogue([
        .english: PackageResources.trust_en_json, .dutch: PackageResources.trust_nl_json,
    ])

    private static let fetch = try? MessageCatalogue([
        .english: PackageResources.fetch_en_json, .dutch: PackageResources.fetch_nl_json,
    ])
    private static let wallet = try? MessageCatalogue([
        .english: PackageResources.wallet_en_json, .dutch: PackageResources.wallet_nl_json,
    ])
    private static let issuer = try? MessageCatalogue([
        .english: PackageResources.issuer_en_json, .dutch: PackageResources.issuer_nl_json,
    ])
    private static let report = try? MessageCatalogue([
        .english: PackageResources.report_en_json, .dutch: PackageResources.report_nl_json,
    ])
    private static let policy = try? MessageCatalogue([
        .english: PackageResources.policy_en_json, .dutch: PackageResources.policy_nl_json,
    ])
    private static let paper = try? MessageCatalogue([
        .english: PackageResources.paper_en_json, .dutch: PackageResources.paper_nl_json,
    ])

    private static let errors = try? MessageCatalogue([
        .english: PackageResources.errors_en_json, .dutch: PackageResources.errors_nl_json,
    ])

    /// The catalogue of a key's area, which is the part before its first dot.
    private static func catalogue(of key: String) -> MessageCatalogue? {
        switch key.prefix(while: { $0 != "." }) {
        case "key": keys
        case "trust": trust
        case "fetch": fetch
        case "wallet": wallet
        case "issuer": issuer
        case "policy": policy
        case "paper": paper
        case "report": report
        case "error", "hint", "usage", "said": errors
        default: common
        }
    }

    static func sentence(
        _ key: String, _ language: Language, _ arguments: [(name: String, value: String)] = []
    ) -> String {
        catalogue(of: key)?.sentence(key, in: language, arguments) ?? key
    }

    /// Whether there is a sentence of this name in `language` itself.
    static func has(_ key: String, _ language: Language) -> Bool {
        catalogue(of: key)?.codes(in: language).contains { $0.utf8.elementsEqual(key.utf8) } ?? false
    }

    /// A date as people write it, for example `26 June 2026`.
    static func date(_ date: CalendarDate, _ language: Language) -> String {
        "\(date.day) \(sentence("month.\(date.month)", language)) \(date.year)"
    }
}

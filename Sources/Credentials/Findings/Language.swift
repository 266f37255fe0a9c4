/// A language that Testamur speaks to people.
public enum Language: String, Sendable, CaseIterable {
    /// English, the language that stands in for what another lacks.
    case english = "en"
    /// Dutch.
    case dutch = "nl"

    /// Reads a language tag (BCP 47) or a POSIX locale, by its primary language: `nl`, `nl-BE`, `nl_BE.UTF-8`.
    public init?(tag: String) {
        let primary = tag.utf8.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: ".") }
        self.init(rawValue: String(decoding: primary, as: UTF8.self).lowercased())
    }
}

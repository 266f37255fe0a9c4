extension YAMLError {
    /// How many characters of a key or value a message shows.
    static let quotedCount = 40

    /// A key or value in quotes, as it can be shown: short, and without what a terminal would obey or hide.
    static func quoted(_ text: String) -> String {
        var result = ""
        let scalars = text.unicodeScalars
        for scalar in scalars.prefix(quotedCount) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                result += named(scalar)
            default:
                result.unicodeScalars.append(scalar)
            }
        }
        return "\"" + result + (scalars.count > quotedCount ? "…\"" : "\"")
    }

    /// A character by its number, for example `⟨U+001B⟩`.
    static func named(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
    }
}

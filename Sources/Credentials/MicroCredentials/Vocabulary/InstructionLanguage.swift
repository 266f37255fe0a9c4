/// A language in which people learn, by its address in the European table of languages.
public struct InstructionLanguage: Sendable, Hashable {
    /// The tag of BCP 47, for example `nl`.
    public let tag: String
    /// The code of three letters in the European table, for example `NLD`.
    public let code: String
    /// The name in English.
    public let english: String
    /// The name in Dutch.
    public let dutch: String

    /// The address that is written in a credential.
    public var iri: String { "http://publications.europa.eu/resource/authority/language/" + code }

    /// The name in `language`.
    public func name(in language: Language) -> String { language == .dutch ? dutch : english }

    /// The language that a person calls `word`, by name, tag, code or address.
    public init?(named word: String) {
        let wanted = PlainWord(word)
        let found = Self.all.first { language in
            [language.tag, language.code, language.english, language.dutch, language.iri]
                .contains { PlainWord($0) == wanted }
        }
        guard let found else { return nil }
        self = found
    }

    /// The names that look most like `word`.
    public static func suggestions(for word: String) -> [String] {
        PlainWord(word).nearest(among: all.flatMap { [$0.english, $0.dutch] })
    }

    private init(_ tag: String, _ code: String, _ english: String, _ dutch: String) {
        self.tag = tag
        self.code = code
        self.english = english
        self.dutch = dutch
    }

    private static let all = [
        InstructionLanguage("nl", "NLD", "Dutch", "Nederlands"), InstructionLanguage("en", "ENG", "English", "Engels"),
        InstructionLanguage("fr", "FRA", "French", "Frans"), InstructionLanguage("de", "DEU", "German", "Duits"),
        InstructionLanguage("bg", "BUL", "Bulgarian", "Bulgaars"),
        InstructionLanguage("cs", "CES", "Czech", "Tsjechisch"),
        InstructionLanguage("da", "DAN", "Danish", "Deens"), InstructionLanguage("el", "ELL", "Greek", "Grieks"),
        InstructionLanguage("es", "SPA", "Spanish", "Spaans"), InstructionLanguage("et", "EST", "Estonian", "Ests"),
        InstructionLanguage("fi", "FIN", "Finnish", "Fins"), InstructionLanguage("ga", "GLE", "Irish", "Iers"),
        InstructionLanguage("hr", "HRV", "Croatian", "Kroatisch"),
        InstructionLanguage("hu", "HUN", "Hungarian", "Hongaars"),
        InstructionLanguage("is", "ISL", "Icelandic", "IJslands"),
        InstructionLanguage("it", "ITA", "Italian", "Italiaans"),
        InstructionLanguage("lt", "LIT", "Lithuanian", "Litouws"), InstructionLanguage("lv", "LAV", "Latvian", "Lets"),
        InstructionLanguage("mt", "MLT", "Maltese", "Maltees"), InstructionLanguage("no", "NOR", "Norwegian", "Noors"),
        InstructionLanguage("pl", "POL", "Polish", "Pools"),
        InstructionLanguage("pt", "POR", "Portuguese", "Portugees"),
        InstructionLanguage("ro", "RON", "Romanian", "Roemeens"),
        InstructionLanguage("sk", "SLK", "Slovak", "Slowaaks"),
        InstructionLanguage("sl", "SLV", "Slovenian", "Sloveens"),
        InstructionLanguage("sv", "SWE", "Swedish", "Zweeds"),
        InstructionLanguage("ar", "ARA", "Arabic", "Arabisch"), InstructionLanguage("tr", "TUR", "Turkish", "Turks"),
        InstructionLanguage("uk", "UKR", "Ukrainian", "Oekraïens"),
        InstructionLanguage("ru", "RUS", "Russian", "Russisch"),
        InstructionLanguage("zh", "ZHO", "Chinese", "Chinees"), InstructionLanguage("ja", "JPN", "Japanese", "Japans"),
        InstructionLanguage("vgt", "VGT", "Flemish Sign Language", "Vlaamse Gebarentaal"),
    ]
}

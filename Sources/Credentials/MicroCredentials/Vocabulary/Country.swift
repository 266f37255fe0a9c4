import Encodings

/// A country, by the two codes of ISO 3166-1 and its address in the European table of countries.
///
/// The table has today's countries and territories; states of the past, which the European authority list keeps, are
/// left out, because none of them awards anything.
public struct Country: Sendable, Hashable {
    /// The code of two letters, for example `BE`.
    public let alpha2: String
    /// The code of three letters, for example `BEL`.
    public let alpha3: String
    /// The name in English.
    public let english: String
    /// The name in Dutch; the English one for countries that Dutch-speaking people seldom write in a certificate.
    public let dutch: String

    /// The address that is written in a credential.
    public var iri: String { Self.base + alpha3 }

    /// The name in `language`.
    public func name(in language: Language) -> String { language == .dutch ? dutch : english }

    /// The country at an address of the European table.
    public init?(iri: String) {
        guard let position = Self.position(of: iri.utf8.span) else { return nil }
        self = Self.all[position]
    }

    init?(_ text: RecordText) {
        guard let position = text.withBytes({ Self.position(of: $0) }) else { return nil }
        self = Self.all[position]
    }

    /// The country that a person calls `word`: a code of two or three letters, a name, or the address.
    public init?(named word: String) {
        if let country = Country(iri: word) {
            self = country
            return
        }
        let wanted = PlainWord(word)
        let found = Self.all.first { country in
            [country.alpha2, country.alpha3, country.english, country.dutch].contains { PlainWord($0) == wanted }
        }
        guard let found else { return nil }
        self = found
    }

    /// Whether a text is the address of a country.
    static func isCountry(_ text: RecordText) -> Bool { text.withBytes { position(of: $0) != nil } }

    /// Whether a value of a document is the address of a country.
    static func isCountry(_ node: JSONNode) -> Bool { node.withUTF8 { position(of: $0) != nil } ?? false }

    /// The names that look most like `word`.
    static func suggestions(for word: String) -> [String] {
        PlainWord(word).nearest(among: all.flatMap { $0.english == $0.dutch ? [$0.english] : [$0.english, $0.dutch] })
    }

    private static let base = "http://publications.europa.eu/resource/authority/country/"
    private static let baseBytes = Array(base.utf8)

    private init(_ alpha2: Substring, _ alpha3: Substring, _ english: Substring, _ dutch: Substring) {
        self.alpha2 = String(alpha2)
        self.alpha3 = String(alpha3)
        self.english = String(english)
        self.dutch = String(dutch)
    }

    private static func position(of iri: Span<UInt8>) -> Int? {
        guard iri.count == baseBytes.count + 3, iri.hasPrefix(baseBytes.span) else { return nil }
        let code = (UInt32(iri[iri.count - 3]) << 8 | UInt32(iri[iri.count - 2])) << 8 | UInt32(iri[iri.count - 1])
        return codes.firstIndex(of: code)
    }

    /// The codes of three letters, each in one number, in the order of the countries.
    private static let codes = all.map { country in country.alpha3.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } }

    /// Every country, those of Europe first.
    public static let all: [Country] = table.split(separator: "\n").compactMap { line in
        let parts = line.split(separator: " ", maxSplits: 2)
        guard parts.count == 3 else { return nil }
        let names = parts[2].split(separator: "|")
        guard let english = names.first else { return nil }
        return Country(parts[0], parts[1], english, names.last ?? english)
    }
}

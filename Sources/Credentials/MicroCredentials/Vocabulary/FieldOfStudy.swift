/// A field of education and training: ISCED-F 2013.
///
/// Source: UNESCO Institute for Statistics, ISCED Fields of Education and Training 2013; the addresses are those of the
/// European vocabulary `snb/isced-f`.
public struct FieldOfStudy: Sendable, Hashable {
    /// The code of two, three or four digits, for example `0111`.
    public let code: String
    /// The name in English.
    public let name: String

    /// The address that is written in a credential.
    public var iri: String { Self.base + code }

    /// The field with a code or an address; `nil` when ISCED-F has none.
    public init?(codeOrIRI text: String) {
        let code = text.utf8.starts(with: Self.base.utf8) ? String(text.dropFirst(Self.base.count)) : text
        guard let name = Self.name(of: code) else { return nil }
        self.code = code
        self.name = name
    }

    /// The field that a person calls `word`: its code, address or English name.
    public init?(named word: String) {
        if let field = FieldOfStudy(codeOrIRI: word) {
            self = field
            return
        }
        let wanted = PlainWord(word)
        guard let found = Self.names.first(where: { PlainWord($0.value) == wanted }) else { return nil }
        code = found.key
        name = found.value
    }

    /// The names and codes that look most like `word`.
    public static func suggestions(for word: String) -> [String] {
        PlainWord(word).nearest(among: names.map(\.value).sorted())
    }

    /// The two to four digits at the end of an address of the European vocabulary; `nil` for any other text.
    static func digits(inIRI iri: Span<UInt8>) -> [UInt8]? {
        guard 2...4 ~= iri.count - baseBytes.count, iri.hasPrefix(baseBytes.span) else { return nil }
        var digits: [UInt8] = []
        for index in baseBytes.count..<iri.count {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= iri[index] else { return nil }
            digits.append(iri[index])
        }
        return digits
    }

    private static let base = "http://data.europa.eu/snb/isced-f/"
    private static let baseBytes = Array(base.utf8)

    /// The name of a code: listed, or one of the residual categories of a field that has several parts.
    private static func name(of code: String) -> String? {
        if let name = names[code] { return name }
        guard let last = code.last, let broad = names[String(code.prefix(2))] else { return nil }
        if code.utf8.count == 4, let narrow = names[String(code.prefix(3))] {
            guard hasParts(code.prefix(3)), !["0549", "0739"].contains(code) else { return nil }
            return residual(of: narrow, last)
        }
        let rest = code.dropFirst(2)
        guard 3...4 ~= code.utf8.count, rest.allSatisfy({ $0 == last }) else {
            return nil
        }
        if last == "8" { return hasInterdisciplinaryField(code) ? "Interdisciplinary programmes in \(broad)" : nil }
        return hasParts(code.prefix(2)) ? residual(of: broad, last) : nil
    }

    private static func residual(of name: String, _ last: Character) -> String? {
        switch last {
        case "0": name + ", not further defined"
        case "9": name + ", not elsewhere classified"
        default: nil
        }
    }

    private static func hasParts(_ code: Substring) -> Bool {
        names.keys.count { $0.utf8.count == code.utf8.count + 1 && $0.hasPrefix(code) } > 1
    }

    private static func hasInterdisciplinaryField(_ code: String) -> Bool {
        !code.hasPrefix("00") && !code.hasPrefix("99")
    }

    private static let names: [String: String] = {
        var names: [String: String] = [:]
        for line in table.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            if let code = parts.first, let name = parts.last, parts.count == 2 { names[String(code)] = String(name) }
        }
        return names
    }()
}

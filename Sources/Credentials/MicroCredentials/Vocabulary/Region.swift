/// A part of a country, by its address in the European nomenclature of territorial units (NUTS).
///
/// The regions and the provinces of Belgium have names here; any other unit is written by its code or address.
public struct Region: Sendable, Hashable {
    /// The code of the nomenclature, for example `BE2`.
    public let code: String
    /// The code of the same territory in ISO 3166-2, for example `BE-VLG`; `nil` where none is known here.
    public let subdivisionCode: String?
    /// The name in English.
    public let english: String
    /// The name in Dutch.
    public let dutch: String

    /// The address that is written in a credential.
    public var iri: String { "http://data.europa.eu/nuts/code/" + code }

    /// The name in `language`.
    public func name(in language: Language) -> String { language == .dutch ? dutch : english }

    /// The region that a person calls `word`, by name, code or address.
    ///
    /// A code outside the list is taken when it has the form of one: a country's two letters and one to three more.
    public init?(named word: String) {
        let wanted = PlainWord(word)
        if let found = Self.belgian.first(where: { region in
            region.words.contains { PlainWord($0) == wanted }
        }) {
            self = found
            return
        }
        let code = word.utf8.starts(with: Self.base.utf8) ? String(word.dropFirst(Self.base.count)) : word
        guard Self.isCode(code) else { return nil }
        self.init(code, nil, code, code)
    }

    /// The region that has this code in ISO 3166-2; `nil` for a code without a place in the nomenclature here.
    public init?(subdivisionCode code: String) {
        guard let found = Self.belgian.first(where: { $0.subdivisionCode?.utf8.elementsEqual(code.utf8) ?? false })
        else { return nil }
        self = found
    }

    /// The region at an address of the nomenclature; `nil` for a region without a name here.
    public init?(knownIRI iri: String) {
        guard let found = Self.belgian.first(where: { $0.iri.utf8.elementsEqual(iri.utf8) }) else { return nil }
        self = found
    }

    /// The names that look most like `word`.
    public static func suggestions(for word: String) -> [String] {
        PlainWord(word).nearest(among: belgian.flatMap { [$0.english, $0.dutch] })
    }

    private static let base = "http://data.europa.eu/nuts/code/"

    /// What people may call it.
    private var words: [String] { [code, english, dutch, iri] }

    private init(_ code: String, _ subdivisionCode: String?, _ english: String, _ dutch: String) {
        self.code = code
        self.subdivisionCode = subdivisionCode
        self.english = english
        self.dutch = dutch
    }

    private static func isCode(_ code: String) -> Bool {
        let bytes = Array(code.utf8)
        let isCapital = { (byte: UInt8) in UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }
        return 3...5 ~= bytes.count && bytes.prefix(2).allSatisfy(isCapital)
            && bytes.dropFirst(2).allSatisfy { isCapital($0) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }

    /// Sources: Commission Delegated Regulation (EU) 2023/674, annex I; ISO 3166-2, entry Belgium.
    private static let belgian = [
        Region("BE1", "BE-BRU", "Brussels-Capital Region", "Brussels Hoofdstedelijk Gewest"),
        Region("BE2", "BE-VLG", "Flemish Region", "Vlaams Gewest"),
        Region("BE2", "BE-VLG", "Flanders", "Vlaanderen"),
        Region("BE21", "BE-VAN", "Province of Antwerp", "Provincie Antwerpen"),
        Region("BE22", "BE-VLI", "Province of Limburg", "Provincie Limburg"),
        Region("BE23", "BE-VOV", "Province of East Flanders", "Provincie Oost-Vlaanderen"),
        Region("BE24", "BE-VBR", "Province of Flemish Brabant", "Provincie Vlaams-Brabant"),
        Region("BE25", "BE-VWV", "Province of West Flanders", "Provincie West-Vlaanderen"),
        Region("BE3", "BE-WAL", "Walloon Region", "Waals Gewest"),
        Region("BE31", "BE-WBR", "Province of Walloon Brabant", "Provincie Waals-Brabant"),
        Region("BE32", "BE-WHT", "Province of Hainaut", "Provincie Henegouwen"),
        Region("BE33", "BE-WLG", "Province of Liège", "Provincie Luik"),
        Region("BE34", "BE-WLX", "Province of Luxembourg", "Provincie Luxemburg"),
        Region("BE35", "BE-WNA", "Province of Namur", "Provincie Namen"),
    ]
}

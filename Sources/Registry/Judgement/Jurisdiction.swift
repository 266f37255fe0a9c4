import Credentials

/// A country, or a part of one, as a list names it and a credential claims it.
///
/// A country is two letters of ISO 3166-1. A part of one is a code of ISO 3166-2 (`BE-VLG`), or one of the European
/// nomenclature of territorial units, NUTS (`BE2`), in which the code of a unit begins with that of the unit around it.
/// The two are compared where ``Credentials/Region`` knows both codes of a territory, and nowhere else.
struct Jurisdiction: Equatable {
    /// How far one place lies within another.
    enum Relation {
        case inside, outside
        /// Neither is known: the place is wider, or it is named in a way that cannot be compared.
        case open
    }

    static let expectation =
        "expected a country such as BE, or a part of one such as BE-VLG or BE2, found something else"

    private enum Part: Equatable {
        case whole
        /// The code of NUTS after its two letters.
        case unit([UInt8])
        /// The code of ISO 3166-2 after the hyphen, of a territory of which no unit of NUTS is known.
        case subdivision([UInt8])
    }

    private let country: [UInt8]
    private let part: Part

    /// Reads a code; `nil` for anything else, and for a country in three letters.
    init?(_ code: [UInt8]) {
        guard code.count >= 2, code.prefix(2).allSatisfy(Self.isCapital) else { return nil }
        let country = Array(code.prefix(2))
        let rest = code.dropFirst(2)
        if rest.isEmpty {
            self.init(country, .whole)
        } else if rest.first == UInt8(ascii: "-") {
            guard Self.isPart(rest.dropFirst()) else { return nil }
            if let region = Region(subdivisionCode: String(decoding: code, as: UTF8.self)) {
                self.init(country, .unit(Array(region.code.utf8.dropFirst(2))))
            } else {
                self.init(country, .subdivision(Array(rest.dropFirst())))
            }
        } else {
            guard Self.isPart(rest), Self.lettered.contains(country) || rest.contains(where: { $0 < 0x40 }),
                CountryCode.twoLetters(forThree: code) == nil
            else { return nil }
            self.init(Self.standard(country), .unit(Array(rest)))
        }
    }

    private init(_ country: [UInt8], _ part: Part) {
        self.country = country
        self.part = part
    }

    static func isWellFormed(_ code: [UInt8]) -> Bool { Jurisdiction(code) != nil }

    /// Whether this is a part of a country, and `other` the whole of it.
    func isPart(of other: Jurisdiction) -> Bool {
        country == other.country && other.part == .whole && part != .whole
    }

    /// How far this place lies within `other`.
    func relation(to other: Jurisdiction) -> Relation {
        guard country == other.country else { return .outside }
        switch (part, other.part) {
        case (_, .whole): return .inside
        case (.whole, _): return .open
        case (.unit(let narrow), .unit(let wide)):
            if narrow.starts(with: wide) { return .inside }
            return wide.starts(with: narrow) ? .open : .outside
        // Some countries have subdivisions within subdivisions, which their codes do not show.
        case (.subdivision(let narrow), .subdivision(let wide)): return narrow == wide ? .inside : .open
        case (.unit, .subdivision), (.subdivision, .unit): return .open
        }
    }

    /// NUTS has its own letters for two countries.
    ///
    /// Source: Regulation (EC) No 1059/2003, annex I.
    private static func standard(_ country: [UInt8]) -> [UInt8] {
        switch country {
        case Array("EL".utf8): Array("GR".utf8)
        case Array("UK".utf8): Array("GB".utf8)
        default: country
        }
    }

    /// Where a unit may have a code of letters alone, which elsewhere is a country in three letters.
    private static let lettered = ["DE", "FR", "IT", "TR", "UK"].map { Array($0.utf8) }

    private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

    private static func isPart(_ bytes: ArraySlice<UInt8>) -> Bool {
        (1...3).contains(bytes.count) && bytes.allSatisfy { isCapital($0) || (0x30...0x39).contains($0) }
    }
}

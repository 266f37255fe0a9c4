import Encodings

/// A level in a qualifications framework: the European one (EQF), the Flemish one (FQF, in Dutch VKS), or another.
///
/// Source: concept scheme `snb/eqf` and scheme `snb/qdr` of the European vocabularies.
public enum QualificationLevel: Sendable, Hashable {
    /// A level of the European Qualifications Framework, 1...8.
    case european(Int)
    /// A level of the Flemish Qualifications Framework, 1...8.
    case flemish(Int)
    /// A level of the framework of the French Community of Belgium (CFC), 1...8.
    case frenchCommunity(Int)
    /// A level of the framework of the German-speaking Community of Belgium (QDG), 1...8.
    case germanSpeakingCommunity(Int)

    /// Reads the address of a level; `nil` when it is none of those that are listed here.
    public init?(iri: String) { self.init(iri: iri.utf8.span) }

    init?(_ text: RecordText) {
        guard let level = text.withBytes({ QualificationLevel(iri: $0) }) else { return nil }
        self = level
    }

    init?(_ node: JSONNode) {
        guard let level = node.withUTF8({ QualificationLevel(iri: $0) }) ?? nil else { return nil }
        self = level
    }

    private init?(iri: Span<UInt8>) {
        if iri.count == Self.europeanBase.count + 1, iri.hasPrefix(Self.europeanBase.span) {
            let digit = iri[iri.count - 1]
            guard UInt8(ascii: "1")...UInt8(ascii: "8") ~= digit else { return nil }
            self = .european(Int(digit) - 0x30)
            return
        }
        guard let notation = Self.nationalNotation(iri) else { return nil }
        if let position = Self.flemishLevels.firstIndex(of: notation) {
            self = .flemish(position + 1)
        } else if let position = Self.frenchLevels.firstIndex(of: notation) {
            self = .frenchCommunity(position + 1)
        } else if let position = Self.germanLevels.firstIndex(of: notation) {
            self = .germanSpeakingCommunity(position + 1)
        } else {
            return nil
        }
    }

    /// The number of the level.
    public var number: Int {
        switch self {
        case .european(let number), .flemish(let number), .frenchCommunity(let number),
            .germanSpeakingCommunity(let number):
            number
        }
    }

    /// The address that is written in a credential; `nil` for a number outside 1...8.
    public var iri: String? {
        guard 1...8 ~= number else { return nil }
        switch self {
        case .european: return "http://data.europa.eu/snb/eqf/\(number)"
        case .flemish: return Self.address(Self.flemishLevels[number - 1])
        case .frenchCommunity: return Self.address(Self.frenchLevels[number - 1])
        case .germanSpeakingCommunity: return Self.address(Self.germanLevels[number - 1])
        }
    }

    /// The short name of the framework, as people in Flanders write it in `language`.
    public func framework(in language: Language) -> String {
        switch self {
        case .european: "EQF"
        case .flemish: language == .dutch ? "VKS" : "FQF"
        case .frenchCommunity: "CFC"
        case .germanSpeakingCommunity: "QDG"
        }
    }

    /// The full name of the framework.
    public var frameworkName: String {
        switch self {
        case .european: "European Qualifications Framework"
        case .flemish: "Flemish Qualifications Framework (VKS)"
        case .frenchCommunity: "Qualifications Framework of the French Community of Belgium (CFC)"
        case .germanSpeakingCommunity: "Qualifications Framework of the German-speaking Community of Belgium (QDG)"
        }
    }

    /// Whether a text has the form of a level in the European list of national frameworks.
    ///
    /// That list changes with each country's law, so that only Belgium's frameworks are kept here; for the others the
    /// form is all that can be told.
    static func hasNationalForm(_ text: RecordText) -> Bool {
        guard let notation = text.withBytes({ nationalNotation($0) }) else { return false }
        return !frameworks.contains(notation)
    }

    private static let europeanBase = Array("http://data.europa.eu/snb/eqf/".utf8)
    private static let nationalBase = Array("http://data.europa.eu/snb/qdr/c_".utf8)

    /// The eight hexadecimal digits at the end of an address of the list of national frameworks.
    private static func nationalNotation(_ iri: Span<UInt8>) -> UInt32? {
        guard iri.count == nationalBase.count + 8, iri.hasPrefix(nationalBase.span) else { return nil }
        var notation: UInt32 = 0
        for index in nationalBase.count..<iri.count {
            switch iri[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): notation = notation << 4 | UInt32(iri[index] - 0x30)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): notation = notation << 4 | UInt32(iri[index] - 0x61 + 10)
            default: return nil
            }
        }
        return notation
    }

    private static func address(_ notation: UInt32) -> String {
        let digits = String(notation, radix: 16)
        return "http://data.europa.eu/snb/qdr/c_" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }

    /// The frameworks themselves, which are no levels.
    private static let frameworks: [UInt32] = [0xed96_825f, 0xf3b7_85c7, 0x0d55_867f]

    private static let flemishLevels: [UInt32] = [
        0xcf50_9e8a, 0x7f5e_85a7, 0x650d_7e95, 0x615c_4895, 0x6fa5_7440, 0x6523_5ec5, 0x95fe_c238, 0x13c6_5774,
    ]
    private static let frenchLevels: [UInt32] = [
        0x9c78_5d58, 0x1543_5c11, 0x19d8_5def, 0xbaa1_0a4e, 0xcf6b_d5a1, 0x09d0_ebb0, 0x4e0e_5f6b, 0x1650_20a6,
    ]
    private static let germanLevels: [UInt32] = [
        0xab42_f62f, 0x4d0b_ef61, 0x04d2_3b42, 0xffa6_243f, 0xf8aa_9cdb, 0xf626_da7f, 0x2af3_aa2b, 0xcbec_72ba,
    ]
}

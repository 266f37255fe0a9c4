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
    public init?(iri: ArraySlice<UInt8>) {
        if iri.starts(with: Self.europeanBase) {
            let rest = iri.dropFirst(Self.europeanBase.count)
            guard rest.count == 1, let digit = rest.first, UInt8(ascii: "1")...UInt8(ascii: "8") ~= digit else {
                return nil
            }
            self = .european(Int(digit) - 0x30)
            return
        }
        guard iri.starts(with: Self.nationalBase) else { return nil }
        let rest = iri.dropFirst(Self.nationalBase.count)
        for (framework, levels) in Self.national {
            for (position, notation) in levels.enumerated() where notation.utf8.elementsEqual(rest) {
                self = framework(position + 1)
                return
            }
        }
        return nil
    }

    /// Reads the address of a level.
    public init?(iri: String) { self.init(iri: Array(iri.utf8)[...]) }

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
        case .flemish: return "http://data.europa.eu/snb/qdr/" + Self.flemishLevels[number - 1]
        case .frenchCommunity: return "http://data.europa.eu/snb/qdr/" + Self.frenchLevels[number - 1]
        case .germanSpeakingCommunity: return "http://data.europa.eu/snb/qdr/" + Self.germanLevels[number - 1]
        }
    }

    /// The short name of the framework, as people in Flanders write it in English.
    public var framework: String {
        switch self {
        case .european: "EQF"
        case .flemish: "FQF"
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

    /// Whether `iri` has the form of a level, or a framework, in the European list of national frameworks.
    ///
    /// That list changes with each country's law, so that only Belgium's frameworks are kept here; for the others the
    /// form is all that can be told.
    static func hasNationalForm(_ iri: ArraySlice<UInt8>) -> Bool {
        guard iri.starts(with: nationalBase) else { return false }
        let rest = iri.dropFirst(nationalBase.count)
        return rest.count == 10 && rest.starts(with: "c_".utf8)
            && rest.dropFirst(2).allSatisfy {
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
            }
            && !frameworks.contains { $0.utf8.elementsEqual(rest) }
    }

    private static let europeanBase = Array("http://data.europa.eu/snb/eqf/".utf8)
    private static let nationalBase = Array("http://data.europa.eu/snb/qdr/".utf8)

    private static let national: [(framework: @Sendable (Int) -> QualificationLevel, levels: [String])] = [
        ({ .flemish($0) }, flemishLevels), ({ .frenchCommunity($0) }, frenchLevels),
        ({ .germanSpeakingCommunity($0) }, germanLevels),
    ]

    /// The frameworks themselves, which are no levels.
    private static let frameworks = ["c_ed96825f", "c_f3b785c7", "c_0d55867f"]

    private static let flemishLevels = [
        "c_cf509e8a", "c_7f5e85a7", "c_650d7e95", "c_615c4895", "c_6fa57440", "c_65235ec5", "c_95fec238", "c_13c65774",
    ]
    private static let frenchLevels = [
        "c_9c785d58", "c_15435c11", "c_19d85def", "c_baa10a4e", "c_cf6bd5a1", "c_09d0ebb0", "c_4e0e5f6b", "c_165020a6",
    ]
    private static let germanLevels = [
        "c_ab42f62f", "c_4d0bef61", "c_04d23b42", "c_ffa6243f", "c_f8aa9cdb", "c_f626da7f", "c_2af3aa2b", "c_cbec72ba",
    ]
}

public import Encodings

/// The levels and fields of study that an achievement claims: read in one way, for people and for trust lists alike.
///
/// What is shown is what is judged. An address counts where it is exactly one of the European vocabularies, in `eqfLevel`,
/// `nqfLevel` and `iscedF` as well as in an alignment of any type. The level of another national framework, whatever its
/// number, is no level of the European one. Source: the profile, rule MC08b.
public struct ClaimedQualification: Sendable {
    /// The levels in frameworks that are known here, each once; those of `eqfLevel` first, then of `nqfLevel`.
    public private(set) var levels: [QualificationLevel] = []
    /// Whether a European level is claimed that cannot be read, or that contradicts itself.
    public private(set) var hasUnreadableLevel = false
    /// The fields of ISCED-F 2013, as their two to four digits.
    public private(set) var fields: [[UInt8]] = []
    /// Whether a field is claimed that cannot be read, or that contradicts itself.
    public private(set) var hasUnreadableField = false

    /// Reads an achievement; any other value claims nothing.
    ///
    /// - Parameter withProfileTerms: Whether the words of the profile count, or only those of Open Badges.
    public init(_ achievement: JSONNode, withProfileTerms: Bool = true) {
        if withProfileTerms { readTerms(achievement) }
        achievement["alignment"]?.forEachValue { read(alignment: $0) }
    }

    private mutating func readTerms(_ achievement: JSONNode) {
        achievement["eqfLevel"]?.forEachValue { value in
            let level = QualificationLevel(value)
            if case .european? = level { add(level) } else { hasUnreadableLevel = true }
        }
        achievement["nqfLevel"]?.forEachValue { value in
            if value.kind != .string { hasUnreadableLevel = true }
            add(QualificationLevel(value))
        }
        achievement["iscedF"]?.forEachValue { value in
            if let field = Self.field(at: value) { add(field) } else { hasUnreadableField = true }
        }
    }

    /// The levels of the European framework that are claimed: stated as such, or by the Flemish level, which has the same
    /// number since the two were referenced to each other in 2011.
    public var europeanLevels: [Int] {
        var numbers: [Int] = []
        for level in levels {
            switch level {
            case .european(let number), .flemish(let number): if !numbers.contains(number) { numbers.append(number) }
            case .frenchCommunity, .germanSpeakingCommunity: break
            }
        }
        return numbers
    }

    private mutating func read(alignment: JSONNode) {
        let target = alignment["targetUrl"]
        // An address in a form that is not read may be that of any level or field.
        if alignment.kind != .object || target.map({ $0.kind != .string }) ?? false {
            hasUnreadableLevel = true
            hasUnreadableField = true
        }
        let level = target.flatMap { QualificationLevel($0) }
        let field = target.flatMap { Self.field(at: $0) }
        add(level)
        if let field { add(field) }
        guard let type = alignment["targetType"] else { return }
        let code = alignment["targetCode"]?.textBytes
        if type.isString("ext:EQFLevel") {
            guard case .european(let number)? = level, code?.elementsEqual(String(number).utf8) ?? true else {
                return hasUnreadableLevel = true
            }
        } else if type.isString("ext:ISCEDF") {
            guard let field, code?.elementsEqual(field) ?? true else { return hasUnreadableField = true }
        }
    }

    private mutating func add(_ level: QualificationLevel?) {
        if let level, !levels.contains(level) { levels.append(level) }
    }

    private mutating func add(_ field: [UInt8]) {
        if !fields.contains(field) { fields.append(field) }
    }

    /// The digits at the end of an address of the European vocabulary of ISCED-F.
    private static func field(at node: JSONNode) -> [UInt8]? {
        node.withUTF8 { FieldOfStudy.digits(inIRI: $0) } ?? nil
    }
}

public import Carriers
public import Credentials

extension CarrierError {
    /// What is wrong, as a sentence.
    public func message(in language: Language) -> String {
        Check(.format, .failed, code.rawValue, words).message(in: language)
    }

    /// What to do about it.
    public func nextStep(in language: Language) -> String { Words.sentence("next.\(code.rawValue)", language, words) }

    /// Whether the document may be whole and genuine, and only is not at hand or of a kind that is not judged here.
    var isUndecided: Bool {
        [.noCredential, .notLookedAt, .olderEdition, .partMissing, .partVersion, .libraryFailure].contains(code)
    }

    /// What the sentences name.
    var words: [(name: String, value: Fact)] {
        facts.map { (name: $0.name, value: .text($0.value)) } + (byteOffset.map { [("byte", .number($0))] } ?? [])
    }
}

/// The sentences about carriers, read when the first of them is asked for.
enum CarrierWords {
    static let catalogue = try? MessageCatalogue([
        .english: PackageResources.carrier_en_json, .dutch: PackageResources.carrier_nl_json,
    ])
    private static let codes = Set(catalogue?.codes(in: .english) ?? [])

    /// Whether there is a sentence of this name here.
    static func has(_ code: String) -> Bool {
        let name = code.split(separator: ".").first { $0 != "headline" && $0 != "next" } ?? ""
        return ["CARRIE", "PNG_", "SVG_", "QR_"].contains { name.hasPrefix($0) } && codes.contains(code)
    }
}

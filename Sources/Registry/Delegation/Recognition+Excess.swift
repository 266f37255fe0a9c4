import Encodings

extension Recognition.Excess {
    /// What was passed on that was not there, and what there was, for whoever has to put it right.
    ///
    /// - Parameters:
    ///   - item: What was passed on.
    ///   - powers: What its delegator has itself.
    func facts(of item: Recognition, beyond powers: [Recognition]) -> [(name: String, value: TrustFact)] {
        let wider = powers.filter { item.scopeExcess(over: $0) == self }
        let found = words(item).first { word in wider.contains { !word.lies($0) } }
        guard let found else { return [] }
        var there: [String] = []
        for word in wider.flatMap({ words($0) }) where !there.contains(word.text) { there.append(word.text) }
        let more = there.count > Self.shownLimit ? " …" : ""
        return [
            ("found", .text(found.text)),
            ("allowed", .text(there.prefix(Self.shownLimit).joined(separator: ", ") + more)),
        ]
    }

    /// How many words of what there was are shown.
    private static let shownLimit = 8

    /// Something that a recognition says, and whether another one has it as well.
    private struct Word {
        let text: String
        let lies: (Recognition) -> Bool
    }

    /// What a recognition says of the kind of thing that this is about, each as it stands in the document; a star for
    /// everything.
    private func words(_ item: Recognition) -> [Word] {
        switch self {
        case .types:
            item.credentialTypes.map { type in
                Word(text: Self.text(type)) { Recognition.covers(type, $0.credentialTypes) }
            }
        case .levels: [Word(text: "EQF " + (item.eqfLevels.map(Self.text) ?? "*")) { _ in false }]
        case .fields:
            item.fields?.map { field in
                Word(text: "isced-f:" + Self.text(field)) { wider in
                    wider.fields?.contains { field.starts(with: $0) } ?? true
                }
            } ?? [Word(text: "isced-f:*") { $0.fields == nil }]
        case .places:
            item.jurisdictions?.map { place in
                Word(text: Self.text(place)) { wider in
                    wider.jurisdictions.map { Recognition.lies(place, in: $0.compactMap { Jurisdiction($0) }) } ?? true
                }
            } ?? [Word(text: "*") { $0.jurisdictions == nil }]
        case .schemas:
            item.schemaDigests?.map { digest in
                Word(text: digest.multibase) { $0.schemaDigests?.contains(digest) ?? true }
            } ?? [Word(text: "*") { $0.schemaDigests == nil }]
        case .action, .time, .powers, .steps: []
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func text(_ levels: ClosedRange<Int>) -> String {
        levels.count == 1 ? String(levels.lowerBound) : "\(levels.lowerBound)-\(levels.upperBound)"
    }
}

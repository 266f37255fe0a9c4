import Encodings

/// A list of concepts from which a field of a micro-credential takes its values.
///
/// The European lists give each concept an address below one base address; concepts that no European list has (see
/// the profile, section 0, fact 6) stand below the address of our own vocabulary.
public struct ConceptList: Sendable {
    /// The stable name of the list, by which the catalogue knows it in plain words: `list.` and this name.
    public let name: String
    /// The concepts in the order in which people are shown them.
    public let concepts: [Concept]

    /// The addresses as bytes, in the order of the concepts.
    private let addresses: [[UInt8]]

    /// Makes a list of concepts; an entry with a colon in its notation has an address of its own.
    init(
        _ name: String, base: String,
        _ entries: [(notation: String, english: String, dutch: String, synonyms: [String])]
    ) {
        self.name = name
        concepts = entries.map { entry in
            let iri = entry.notation.utf8.contains(UInt8(ascii: ":")) ? entry.notation : base + entry.notation
            return Concept(iri: iri, english: entry.english, dutch: entry.dutch, synonyms: entry.synonyms)
        }
        addresses = concepts.map { Array($0.iri.utf8) }
    }

    /// The concept with exactly this address, compared byte by byte.
    public func concept(at iri: String) -> Concept? { position(of: iri.utf8.span).map { concepts[$0] } }

    /// Whether a text is the address of a concept of this list.
    func contains(_ text: RecordText) -> Bool { text.withBytes { position(of: $0) != nil } }

    /// The concept that a person calls `word`: a label or a synonym in any case, or the address itself.
    public func concept(named word: String) -> Concept? {
        if let concept = concept(at: word) { return concept }
        let wanted = PlainWord(word)
        return concepts.first { $0.words.contains { PlainWord($0) == wanted } }
    }

    /// The words of this list that look most like `word`; every label in `language` when none does.
    public func suggestions(for word: String, in language: Language) -> [String] {
        let near = PlainWord(word).nearest(among: concepts.flatMap(\.words))
        return near.isEmpty ? concepts.map { $0.label(in: language) } : near
    }

    /// Whether a value of a document is the address of a concept of this list.
    func contains(_ node: JSONNode) -> Bool { node.withUTF8 { position(of: $0) != nil } ?? false }

    private func position(of iri: Span<UInt8>) -> Int? {
        guard iri.count > 0 else { return nil }
        let last = iri[iri.count - 1]
        // Nearly all addresses of a list share length and base, so that the last byte tells most of them apart.
        for position in addresses.indices {
            let address = addresses[position]
            if address.count == iri.count, address.last == last, iri.isEqual(to: address.span) { return position }
        }
        return nil
    }
}

import Credentials

extension FieldValue {
    /// The address of the concept that a word names; the word itself where the list has none, for a rule to tell.
    func conceptOrWord(in list: ConceptList) -> RecordText? {
        guard let word = text() else { return nil }
        return list.concept(named: word.string).map { RecordText($0.iri, at: place) } ?? word
    }

    /// The address of the concept that a word names; a word that the list has not is a problem.
    func concept(in list: ConceptList, _ language: Language) -> RecordText? {
        guard let word = text() else { return nil }
        if let concept = list.concept(named: word.string) { return RecordText(concept.iri, at: place) }
        reportUnknown(word.string, list.suggestions(for: word.string, in: language))
        return nil
    }

    /// The address that `find` gives for a word; a word for which it gives none is a problem.
    func address(
        _ find: (String) -> String?, suggestions: (String) -> [String]
    ) -> RecordText? {
        guard let word = text() else { return nil }
        if let address = find(word.string) { return RecordText(address, at: place) }
        reportUnknown(word.string, suggestions(word.string))
        return nil
    }

    /// The address of a country; the word itself where there is no such country, for a rule to tell.
    func country() -> RecordText? {
        guard let word = text() else { return nil }
        return Country(named: word.string).map { RecordText($0.iri, at: place) } ?? word
    }

    /// An address (URI) as it is written.
    func uri() -> RecordText? {
        guard let text = text() else { return nil }
        guard text.isAbsoluteAddress else {
            problems.add(.unreadableAddress, at: position, [("found", text.string)])
            return nil
        }
        return text
    }

    private func reportUnknown(_ word: String, _ near: [String]) {
        guard !near.isEmpty else { return problems.add(.unknownWord, at: position, [("found", word)]) }
        let list = near.map { "'" + $0 + "'" }.joined(separator: ", ")
        problems.add(.unknownWord, "near", at: position, [("found", word), ("near", list)])
    }
}

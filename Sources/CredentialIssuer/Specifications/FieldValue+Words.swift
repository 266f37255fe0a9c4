import Credentials
import Encodings

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

    /// An address (URI) as it is written; one by which nobody finds anything is a problem.
    func uri() -> RecordText? {
        guard let text = text() else { return nil }
        return reportAddress(text) ? nil : text
    }

    /// A text that may be an address of the web; one that begins like an address and is none is a problem.
    ///
    /// What is an address of another kind, a rule tells.
    func textOrWebAddress() -> RecordText? {
        guard let text = text() else { return nil }
        return text.isWebAddress && reportAddress(text) ? nil : text
    }

    /// A name of a person; one that can be written in two ways, or is no name by its length, is a problem.
    ///
    /// Two ways to write the same accents would make two learners of one in the register.
    func name() -> RecordText? {
        guard let text = text() else { return nil }
        let isLong = text.string.unicodeScalars.count > 200
        guard isLong || !Normalization.isNFC(text.string) else { return text }
        problems.add(.unusualName, isLong ? "long" : nil, at: position)
        return nil
    }

    /// A decentralized identifier; what is none is a problem, which does not repeat it.
    func did() -> RecordText? {
        guard let text = text() else { return nil }
        guard let problem = WrittenDID.problem(with: text.string) else { return text }
        problems.add(.unreadableAddress, problem.rawValue, at: position)
        return nil
    }

    /// Adds what is wrong with an address; `false` when nothing is.
    private func reportAddress(_ text: RecordText) -> Bool {
        guard let problem = WrittenAddress.problem(with: text.string) else { return false }
        let variant = problem == .malformed ? nil : problem == .did ? "did-uri" : problem.rawValue
        problems.add(.unreadableAddress, variant, at: position, [("found", text.string)])
        return true
    }

    private func reportUnknown(_ word: String, _ near: [String]) {
        guard !near.isEmpty else { return problems.add(.unknownWord, at: position, [("found", word)]) }
        let list = near.map { "'" + $0 + "'" }.joined(separator: ", ")
        problems.add(.unknownWord, "near", at: position, [("found", word), ("near", list)])
    }
}

extension ProfileRule {
    /// An error about a word that a list does not have, with the words that look like it.
    func unknownWord(_ word: RecordText, in list: ConceptList, _ record: MicroCredentialRecord) -> [Finding] {
        guard word.isText, !word.isBlank else { return error(at: word.place) }
        let suggestions = list.suggestions(for: word.string, in: record.language)
        return error(
            at: word.place, "unknown", [("found", word.string), ("near", suggestions.quotedList)])
    }
}

extension [String] {
    /// The words in quotation marks with commas between them.
    var quotedList: String { map { "'" + $0 + "'" }.joined(separator: ", ") }
}

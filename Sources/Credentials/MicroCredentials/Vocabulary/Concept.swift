/// One entry of an official list: an address that machines compare, and the words that people use for it.
public struct Concept: Sendable, Hashable {
    /// The address (IRI) that is written in a credential.
    public let iri: String
    /// The label in English, as the official list has it.
    public let english: String
    /// The label in Dutch.
    public let dutch: String
    /// Further words by which people name it, in either language.
    public let synonyms: [String]

    /// Describes an entry.
    public init(iri: String, english: String, dutch: String, synonyms: [String] = []) {
        self.iri = iri
        self.english = english
        self.dutch = dutch
        self.synonyms = synonyms
    }

    /// The label in `language`.
    public func label(in language: Language) -> String { language == .dutch ? dutch : english }

    /// Every word that stands for the entry.
    var words: [String] { [english, dutch] + synonyms }
}

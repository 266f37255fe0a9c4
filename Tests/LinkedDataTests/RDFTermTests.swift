import LinkedData
import Testing

@Suite("RDF terms")
struct RDFTermTests {
    @Test("A literal with a language is another term than the same text without one")
    func languageCounts() {
        let plain = RDFTerm.literal("Brugge", datatype: "http://www.w3.org/2001/XMLSchema#string", language: nil)
        let tagged = RDFTerm.literal(
            "Brugge", datatype: "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", language: "nl")
        #expect(plain != tagged)
    }
}

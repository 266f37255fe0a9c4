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

    @Test("Terms that look the same and have other characters are different, in a dataset too")
    func normalization() throws {
        let (composed, decomposed) = ("a:\u{E9}", "a:e\u{301}")
        let pairs: [(RDFTerm, RDFTerm)] = [
            (.iri(composed), .iri(decomposed)), (.blank("\u{E9}"), .blank("e\u{301}")),
            (.literal(composed, datatype: "a:d", language: nil), .literal(decomposed, datatype: "a:d", language: nil)),
            (.literal("x", datatype: composed, language: nil), .literal("x", datatype: decomposed, language: nil)),
        ]
        for (one, other) in pairs {
            var dataset = RDFDataset()
            #expect(one == one && one != other)
            #expect(Set([one, other, one]).count == 2)
            let handles = [try dataset.term(one), try dataset.term(other)]
            #expect(handles[0] != handles[1])
            #expect(try dataset.term(of: handles[1]) == other)
        }
    }
}

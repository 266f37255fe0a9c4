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

    @Test("An IRI has none of the characters that N-Quads excludes, wherever in it they stand")
    func excludedCharacters() throws {
        // RDF 1.1 N-Quads, section 4, IRIREF.
        let excluded = Set((0...0x20).map { UInt8($0) } + Array("<>\"{}|^`\\".utf8))
        var dataset = RDFDataset()
        for byte in UInt8(0)...0x7F {
            for length in 1...24 {
                for position in [0, length / 2, length - 1] {
                    var iri = Array("urn:".utf8) + Array(repeating: UInt8(ascii: "a"), count: length)
                    iri[4 + position] = byte
                    let isIRI = (try? dataset.iri(utf8: iri.span)) != nil
                    #expect(isIRI != excluded.contains(byte), "\(byte) at \(position) of \(length)")
                }
            }
        }
        let beyondASCII = RDFTerm.iri("urn:\u{E9}t\u{E9}:\u{20AC}\u{1F600}abcdefgh")
        let handle = try dataset.term(beyondASCII)
        #expect(try dataset.term(of: handle) == beyondASCII)
    }
}

import Encodings
import Testing
import TestSupport

@Test("writes the canonical form of every RFC 8785 test document", .enabled(if: Vectors.areAvailable))
func writesPublishedCanonicalForms() throws {
    for name in try Vectors.names(in: "jcs/input") {
        let document = try JSONDocument(parsing: Vectors.bytes("jcs/input/\(name)"), limits: .general)
        #expect(try document.root.canonicalBytes() == Vectors.bytes("jcs/output/\(name)"), "\(name)")
    }
}

import Encodings
import LinkedData
import TestSupport
import Testing

@Suite("The W3C test suite of RDFC-1.0", .enabled(if: Vectors.areAvailable))
struct RDFCanonSuiteTests {
    private func canonical(_ entry: RDFCanonManifest.Entry) throws -> CanonicalDataset {
        let dataset = try NQuadsReader.read(Vectors.bytes("rdf-canon/" + entry.action))
        let hash = try #require(entry.hash.map(CanonicalizationHash.init) ?? .sha256)
        return try CanonicalDataset(dataset, hash: hash)
    }

    @Test("Every entry of the manifest is of a type that is tested here, and none is missing")
    func manifest() {
        let counts = ["RDFC10EvalTest", "RDFC10MapTest", "RDFC10NegativeEvalTest"].map {
            RDFCanonManifest.entries($0).count
        }
        #expect(counts.reduce(0, +) == RDFCanonManifest.entries.count)
        #expect(counts[0] >= 49 && counts[1] >= 15 && counts[2] >= 1, "found \(counts)")
    }

    @Test(
        "The canonical form is the published one, byte by byte", arguments: RDFCanonManifest.entries("RDFC10EvalTest"))
    func evaluation(_ entry: RDFCanonManifest.Entry) throws {
        let expected = try Vectors.bytes("rdf-canon/" + #require(entry.result))
        let found = try canonical(entry).nQuads
        #expect(found == expected, "\(String(decoding: found, as: UTF8.self))")
    }

    @Test(
        "The canonical form, read and canonicalised again, is itself",
        arguments: RDFCanonManifest.entries("RDFC10EvalTest"))
    func canonicalAgain(_ entry: RDFCanonManifest.Entry) throws {
        let hash = try #require(entry.hash.map(CanonicalizationHash.init) ?? .sha256)
        let published = try Vectors.bytes("rdf-canon/" + #require(entry.result))
        let dataset = try NQuadsReader.read(published)
        #expect(try NQuadsWriter.write(dataset) == published)
        #expect(try CanonicalDataset(dataset, hash: hash).nQuads == published)
    }

    @Test("Every blank node has the published identifier", arguments: RDFCanonManifest.entries("RDFC10MapTest"))
    func map(_ entry: RDFCanonManifest.Entry) throws {
        let result = try Vectors.bytes("rdf-canon/" + #require(entry.result))
        var expected: [String: String] = [:]
        for (name, value) in try JSONDocument(parsing: result, limits: .general).root.members {
            expected[name.string ?? ""] = value.string
        }
        #expect(try canonical(entry).issuedIdentifiers == expected)
    }

    @Test(
        "A poisoned dataset ends in an error of its own", .timeLimit(.minutes(1)),
        arguments: RDFCanonManifest.entries("RDFC10NegativeEvalTest"))
    func poisoned(_ entry: RDFCanonManifest.Entry) {
        #expect(throws: RDFError(.canonicalizationLimit)) { try canonical(entry) }
    }
}

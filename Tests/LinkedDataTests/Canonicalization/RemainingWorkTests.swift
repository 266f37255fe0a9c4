import LinkedData
import Testing

@Suite("The work that is left for several datasets")
struct RemainingWorkTests {
    /// Blank nodes that nothing tells apart but trying: each points to all others.
    private func dataset(_ count: Int) throws -> RDFDataset {
        var text = ""
        for one in 0..<count {
            for other in 0..<count where other != one { text += "_:n\(one) <https://a.example/p> _:n\(other) .\n" }
        }
        return try NQuadsReader.read(Array(text.utf8))
    }

    @Test("is taken by each of them, so that one alone passes and many do not")
    func isShared() throws {
        let dataset = try dataset(5)
        var remaining = CanonicalizationLimits.credential
        let first = try CanonicalDataset(dataset, remaining: &remaining)
        #expect(try first == CanonicalDataset(dataset))
        let used = CanonicalizationLimits.credential.stepCount - remaining.stepCount
        #expect(used > 0)
        #expect(remaining.nDegreeHashCount < CanonicalizationLimits.credential.nDegreeHashCount)
        #expect(
            CanonicalizationLimits.credential.nQuadsByteCount - remaining.nQuadsByteCount == first.nQuads.count)

        remaining = CanonicalizationLimits(nDegreeHashCount: 20_000, stepCount: used * 2, nQuadsByteCount: 1 << 20)
        _ = try CanonicalDataset(dataset, remaining: &remaining)
        _ = try CanonicalDataset(dataset, remaining: &remaining)
        #expect(remaining.stepCount == 0)
        for _ in 1...2 {
            let error = #expect(throws: RDFError.self) { try CanonicalDataset(dataset, remaining: &remaining) }
            #expect(error?.code == .canonicalizationLimit)
        }
    }

    @Test("is gone after a dataset that took too much")
    func isUsedUp() throws {
        var remaining = CanonicalizationLimits.credential
        let large = try dataset(12)
        #expect(throws: RDFError.self) { try CanonicalDataset(large, remaining: &remaining) }
        #expect(remaining.stepCount == 0 || remaining.nDegreeHashCount == 0)
    }
}

/// How much work canonicalising one dataset may take.
///
/// Telling apart blank nodes that look alike is hard in the worst case, and a dataset can be made to be that case
/// (RDFC-1.0, section 7.1, on dataset poisoning).
public struct CanonicalizationLimits: Sendable, Hashable {
    /// How often the algorithm Hash N-Degree Quads (section 4.8) may run.
    public let nDegreeHashCount: Int
    /// How much all those runs together may do, in steps.
    ///
    /// A step is a blank node that is related to the one that is hashed, or a member of a permutation that is tried, and
    /// one more for every 256 bytes of a predicate. Memory is bounded by the same number.
    public let stepCount: Int
    /// Size of the canonical document, in bytes.
    public let nQuadsByteCount: Int

    /// Collects limits; negative ones count as zero.
    public init(nDegreeHashCount: Int, stepCount: Int, nQuadsByteCount: Int) {
        self.nDegreeHashCount = max(nDegreeHashCount, 0)
        self.stepCount = max(stepCount, 0)
        self.nQuadsByteCount = max(nQuadsByteCount, 0)
    }

    /// The limits for a credential or a presentation: 20,000 runs, 200,000 steps, 16 MiB.
    public static let credential = CanonicalizationLimits(
        nDegreeHashCount: 20_000, stepCount: 200_000, nQuadsByteCount: 16 << 20)

    /// What is left of these limits after some of it was used.
    func without(runs: Int, steps: Int, bytes: Int) -> CanonicalizationLimits {
        CanonicalizationLimits(
            nDegreeHashCount: nDegreeHashCount - runs, stepCount: stepCount - steps,
            nQuadsByteCount: nQuadsByteCount - bytes)
    }
}

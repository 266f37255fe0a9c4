/// The work that may still be done for one dataset.
struct WorkBudget {
    private let limits: CanonicalizationLimits
    private var runs = 0
    private var steps = 0

    init(_ limits: CanonicalizationLimits) { self.limits = limits }

    /// What is left for other datasets after a canonical document of this size.
    func remainder(byteCount: Int) -> CanonicalizationLimits {
        limits.without(runs: runs, steps: steps, bytes: byteCount)
    }

    /// Counts a run of Hash N-Degree Quads.
    mutating func takeRun() throws(RDFError) {
        runs += 1
        guard runs <= limits.nDegreeHashCount else {
            throw RDFError(
                .canonicalizationLimit,
                "the blank nodes are too much alike: more than \(limits.nDegreeHashCount) runs to tell them apart")
        }
    }

    /// Counts blank nodes that are looked at.
    mutating func takeSteps(_ count: Int) throws(RDFError) {
        steps += count
        guard steps <= limits.stepCount else {
            throw RDFError(
                .canonicalizationLimit,
                "the blank nodes are too much alike: more than \(limits.stepCount) steps to tell them apart")
        }
    }

    /// Refuses statements of more bytes than the canonical document may have.
    func check(byteCount: Int) throws(RDFError) {
        guard byteCount <= limits.nQuadsByteCount else {
            throw RDFError(
                .canonicalizationLimit, "a canonical document has at most \(limits.nQuadsByteCount) bytes")
        }
    }
}

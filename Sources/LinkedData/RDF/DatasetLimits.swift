/// What an ``RDFDataset`` holds at most.
public struct DatasetLimits: Sendable, Hashable {
    /// The most text that can be admitted at all: 1 GiB.
    static let greatestByteCount = 1 << 30

    /// Statements, from 0 to 2^30.
    public let quadCount: Int
    /// Bytes of all different terms together, each as N-Quads writes it, from 0 to 1 GiB.
    public let termByteCount: Int

    /// Collects limits.
    ///
    /// Negative bounds count as zero, and bounds beyond the range of their property as its end.
    public init(quadCount: Int, termByteCount: Int) {
        self.quadCount = min(max(quadCount, 0), TermHandle.greatestCount)
        self.termByteCount = min(max(termByteCount, 0), Self.greatestByteCount)
    }

    /// The limits for a credential or a presentation: 20,000 statements, 4 MiB of terms.
    public static let credential = DatasetLimits(quadCount: 20_000, termByteCount: 4 << 20)

    /// The limits for any other use: 4,000,000 statements, 1 GiB of terms.
    public static let general = DatasetLimits(quadCount: 4_000_000, termByteCount: 1 << 30)
}

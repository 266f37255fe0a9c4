public import Encodings

/// What a comparison of a register with checkpoints of it found.
public struct CheckpointReview: Sendable {
    /// A checkpoint that the register contradicts.
    public struct Contradiction: Sendable {
        /// How many records the checkpoint counts.
        public let sequence: Int
        /// When it was made.
        public let time: Timestamp
        /// How many records there are, where that is fewer; else `nil`, and some of them say something else than then.
        public let found: Int?
        /// How many records the last checkpoint before it counts that agrees: what comes after these was altered.
        public let lastGood: Int
    }

    /// How many checkpoints agree.
    public let agreeing: Int
    /// The newest of these; `nil` when there is none.
    public let newest: (sequence: Int, time: Timestamp)?
    /// The first checkpoint that is contradicted.
    public let contradiction: Contradiction?
    /// How many checkpoints in the register are none that the institution's key has signed.
    public let unreadable: Int

    /// Whether every checkpoint agrees.
    public var isClean: Bool { contradiction == nil && unreadable == 0 }
}

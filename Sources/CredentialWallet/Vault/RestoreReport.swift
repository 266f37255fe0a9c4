public import Storage

/// What became of each credential that was to be restored.
public struct RestoreReport: Sendable {
    /// What can become of one.
    public enum Outcome: String, Sendable, CaseIterable {
        /// It is in the wallet now.
        case restored
        /// The very same bytes were there before; they stay as they are.
        case alreadyThere
        /// It cannot be read, or is not what was added once.
        case damaged
    }

    /// One credential.
    public struct Item: Sendable {
        /// Its number in the wallet now; where it is damaged, the number it had.
        public let number: Int
        /// The digest by which the wallet knows it.
        public let digest: ObjectName
        /// The title, where it is known.
        public let title: SummaryClaims.Text?
        /// What became of it.
        public let outcome: Outcome
    }

    /// The credentials, in the order of their numbers.
    public internal(set) var items: [Item] = []

    /// How many keys of the holder and presentations came along.
    public internal(set) var keyCount = 0

    /// Whether the source was whole; else there can have been more of which nothing is left.
    public internal(set) var isSourceWhole = true

    /// How many have an outcome.
    public func count(_ outcome: Outcome) -> Int { items.count { $0.outcome == outcome } }
}

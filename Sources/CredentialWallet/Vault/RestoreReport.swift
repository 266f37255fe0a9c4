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

    /// How many there are of something that stands beside the credentials.
    public struct Count: Sendable, Hashable {
        /// Those that are in the wallet now, and were not before.
        public internal(set) var restored = 0
        /// Those that cannot be read.
        public internal(set) var damaged = 0
    }

    /// The keys of the holder.
    public internal(set) var keys = Count()

    /// The notes on what was shown to whom.
    public internal(set) var presentations = Count()

    /// Whether all that the source has is in the wallet now.
    public var isComplete: Bool { isSourceWhole && damagedCount == 0 }

    /// How much of the source cannot be read: credentials, keys and notes.
    public var damagedCount: Int { count(.damaged) + keys.damaged + presentations.damaged }

    /// Whether the source was whole; else there can have been more of which nothing is left.
    public internal(set) var isSourceWhole = true

    /// How many have an outcome.
    public func count(_ outcome: Outcome) -> Int { items.count { $0.outcome == outcome } }
}

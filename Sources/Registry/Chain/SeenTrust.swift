public import Encodings

/// What a verifier has seen of an authority, so that nobody can show it something older later on.
///
/// It is kept from one run to the next. Without it, a verifier cannot notice that an old list, or an old root, was put in
/// the place of a newer one that it once had.
public struct SeenTrust: Sendable, Hashable {
    /// A root that was seen.
    public struct Root: Sendable, Hashable {
        /// Its version.
        public var version: Int
        /// Its digest.
        public var digest: Multihash

        /// Names a root.
        public init(version: Int, digest: Multihash) {
            self.version = version
            self.digest = digest
        }
    }

    /// A list that was seen.
    public struct List: Sendable, Hashable {
        /// Its number.
        public var sequence: Int
        /// Its digest.
        public var digest: Multihash

        /// Names a list.
        public init(sequence: Int, digest: Multihash) {
            self.sequence = sequence
            self.digest = digest
        }
    }

    /// The newest root; `nil` where a key is pinned.
    public var root: Root?
    /// The newest list; `nil` before the first one.
    public var list: List?
    /// When the newest freshness statement was made; `nil` before the first one.
    public var statementIssued: Timestamp?
    /// The latest date of anything that was accepted: no clock can show an earlier time.
    public var clockFloor: Timestamp?

    /// States what was seen; nothing unless more is said.
    public init(
        root: Root? = nil, list: List? = nil, statementIssued: Timestamp? = nil, clockFloor: Timestamp? = nil
    ) {
        self.root = root
        self.list = list
        self.statementIssued = statementIssued
        self.clockFloor = clockFloor
    }
}

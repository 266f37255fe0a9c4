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
        /// The version of the root by whose keys it held last; `nil` where the pin names a key.
        ///
        /// A root can be seen before the list that was made under it.
        public var rootVersion: Int?

        /// Names a list.
        public init(sequence: Int, digest: Multihash, rootVersion: Int? = nil) {
            self.sequence = sequence
            self.digest = digest
            self.rootVersion = rootVersion
        }
    }

    /// An authority that said two things under one number: two lists, or a list and the statement that names another.
    ///
    /// It is remembered until a newer list settles it, or until the keys that said it were replaced; where a statement is
    /// one of the two, no longer than that statement is good for.
    public struct Contradiction: Sendable, Hashable {
        /// The number.
        public var sequence: Int
        /// The digests of the two.
        public var digests: [Multihash]
        /// The version of the root whose keys signed both; `nil` where the pin names a key.
        public var rootVersion: Int?
        /// The last second of the statement, where one of the two is a statement, so that the key of every day may be the
        /// one that was stolen; `nil` for two lists.
        public var until: Timestamp?

        /// Whether a statement is one of the two.
        public var isByStatement: Bool { until != nil }

        /// Names a contradiction.
        public init(sequence: Int, digests: [Multihash], rootVersion: Int?, until: Timestamp? = nil) {
            self.sequence = sequence
            self.digests = digests
            self.rootVersion = rootVersion
            self.until = until
        }
    }

    /// An authority that signed two roots of one version.
    ///
    /// No later root can settle it, for each of the two can have its own successors: only a person can, with another pin.
    public struct RootContradiction: Sendable, Hashable {
        /// The version.
        public var version: Int
        /// The digests of the two.
        public var digests: [Multihash]
        /// The digest of the root that was pinned then.
        public var pinned: Multihash

        /// Names a contradiction.
        public init(version: Int, digests: [Multihash], pinned: Multihash) {
            self.version = version
            self.digests = digests
            self.pinned = pinned
        }
    }

    /// A list whose keys were all replaced, and whose record a later list does not have.
    public struct SetAside: Sendable, Hashable {
        /// Its number.
        public var sequence: Int
        /// Its digest.
        public var digest: Multihash
        /// Where in the later list something is missing.
        public var pointer: String

        /// Names a list.
        public init(sequence: Int, digest: Multihash, pointer: String) {
            self.sequence = sequence
            self.digest = digest
            self.pointer = pointer
        }
    }

    /// The newest root; `nil` where a key is pinned.
    public var root: Root?
    /// The newest list; `nil` before the first one.
    public var list: List?
    /// When the newest freshness statement was made; `nil` before the first one.
    public var statementIssued: Timestamp?
    /// The version of the root by whose keys that statement was made; `nil` before the first one.
    public var statementRoot: Int?
    /// The digest of that statement; `nil` before the first one.
    public var statementDigest: Multihash?
    /// What the authority said twice, and differently, where no newer list has settled it.
    public var contradictions: [Contradiction] = []
    /// The newest list, signed as it must be, that takes back what was on record.
    ///
    /// It is remembered until a later list has everything, or until the keys that signed it were replaced. Otherwise whoever
    /// hands the documents over could leave it out the next time, and the list before it would count.
    public var rewriting: List?
    /// The roots that the authority signed twice, where nobody has settled it.
    public var rootContradiction: RootContradiction?
    /// Lists whose record the newest list does not have, though nobody but thieves may have signed them.
    public var setAside: [SetAside] = []
    /// What the newest list, or one before it, put on record late.
    public var late: [LateRecord] = []
    /// The latest date of anything that was accepted: no clock can show an earlier time.
    public var clockFloor: Timestamp?

    /// How many contradictions of either kind, and how many lists that were set aside, are remembered at most.
    static let limit = 16
    /// How much of what was recorded late is remembered at most: as much as a list has institutions, twice over.
    static let lateLimit = 2 * TrustListContent.issuerLimit
    /// The largest file with what was seen: 32 MiB, should all institutions of a country have something recorded late.
    public static let byteLimit = 32 << 20

    /// States what was seen; nothing unless more is said.
    public init(
        root: Root? = nil, list: List? = nil, statementIssued: Timestamp? = nil, clockFloor: Timestamp? = nil
    ) {
        self.root = root
        self.list = list
        self.statementIssued = statementIssued
        self.clockFloor = clockFloor
    }

    /// The digests of the lists whose documents must be kept, because later lists are held against them.
    public var keptLists: [Multihash] {
        var digests = [list?.digest].compactMap { $0 }
        // Of what a statement named there is nothing but its name.
        digests += contradictions.filter { !$0.isByStatement }.flatMap(\.digests) + setAside.map(\.digest)
        return digests.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

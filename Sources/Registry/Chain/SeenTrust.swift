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
        /// A root can be seen before the list that was made under it. Whether the keys of a list were replaced is asked
        /// from the root on under which the list counted, not from the root that happened to be seen last.
        public var rootVersion: Int?

        /// Names a list.
        public init(sequence: Int, digest: Multihash, rootVersion: Int? = nil) {
            self.sequence = sequence
            self.digest = digest
            self.rootVersion = rootVersion
        }
    }

    /// An authority that said two things under one number: two lists, or a list and the statement that names another; or
    /// that signed a list which takes back what was on record.
    ///
    /// It is remembered until a newer list settles it, or until the keys that said it were replaced. Otherwise whoever hands
    /// the documents over could leave one of the two out the next time.
    public struct Contradiction: Sendable, Hashable {
        /// The number.
        public var sequence: Int
        /// The digests of the two.
        public var digests: [Multihash]
        /// The version of the root whose keys signed both; `nil` where the pin names a key.
        public var rootVersion: Int?
        /// Whether a statement is one of the two, so that the key of every day may be the one that was stolen.
        public var isByStatement: Bool
        /// Whether the list with the number takes back what the one that was seen before it has on record.
        public var isRewriting: Bool

        /// Names a contradiction.
        public init(
            sequence: Int, digests: [Multihash], rootVersion: Int?, isByStatement: Bool, isRewriting: Bool = false
        ) {
            self.sequence = sequence
            self.digests = digests
            self.rootVersion = rootVersion
            self.isByStatement = isByStatement
            self.isRewriting = isRewriting
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
    /// Another root of a version that was seen, signed as well; no root up to that version counts any more.
    public var contradictoryRoot: Root?
    /// What the authority said twice, and differently, where no newer list has settled it.
    public var contradiction: Contradiction?
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

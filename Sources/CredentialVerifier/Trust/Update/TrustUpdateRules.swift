public import Encodings
public import Registry

/// A file as a source gave it; nothing of it is believed.
public struct FetchedTrustFile: Sendable {
    /// Its name at the source.
    public let name: TrustFileName
    /// Its bytes.
    public let bytes: [UInt8]

    /// Takes a file.
    public init(_ name: TrustFileName, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// Everything that a source gave for a trust folder.
public struct FetchedTrustFiles: Sendable {
    /// The versions of the root that follow the one that is known, in order.
    public var roots: [FetchedTrustFile] = []
    /// The list.
    public var list: [UInt8]
    /// The statement about the newest list, if there is one.
    public var freshness: [UInt8]?
    /// Status lists and DID documents that the folder does not have, in the order of the index.
    public var others: [FetchedTrustFile] = []

    /// Begins with a list.
    public init(list: [UInt8]) { self.list = list }
}

/// What may be put into a trust folder.
public struct AcceptedTrustFiles: Sendable {
    /// A file with its place.
    public struct Place: Sendable {
        /// The name in the trust folder: one plain name, or one in a folder of its own.
        public let path: String
        /// What the file holds.
        public let bytes: [UInt8]

        /// Gives a file its place.
        public init(_ path: String, _ bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// A file that does no harm where it is left out, and why it is.
    public struct LeftOut: Sendable, Hashable {
        /// Why a file is left out.
        public enum Reason: String, Sendable, CaseIterable {
            /// It is not what its name says.
            case unreadable
            /// Nobody whose key is on the list for this has signed it.
            case notSigned
            /// The list does not name every key in it as a key of this institution.
            case notListed
            /// The folder has a newer one.
            case older
            /// It is dated after the present time.
            case fromFuture
            /// The folder has another one of the same time, which says something else.
            case contradicts
            /// It takes back a revocation.
            case reversed
            /// It is not signed as the authority's must be, or breaks a rule of its form.
            case notHolding
            /// It is signed with a key that the authority has replaced since.
            case keyReplaced
        }

        /// Its name at the source.
        public let name: TrustFileName
        /// Why it is left out.
        public let reason: Reason

        /// Names a file and why it is left out.
        public init(_ name: TrustFileName, _ reason: Reason) {
            self.name = name
            self.reason = reason
        }
    }

    /// The list as it was verified.
    public var list: IssuerTrustList
    /// The files in the order in which they take their places: whatever is needed to verify another comes before it.
    public var files: [Place] = []
    /// What is left out.
    public var leftOut: [LeftOut] = []
    /// What is worth knowing of the list.
    public var notes: [TrustNote] = []

    /// Begins with a list that was verified.
    public init(list: IssuerTrustList) { self.list = list }
}

/// By which rules files from elsewhere may take the place of those in a trust folder.
///
/// The rules ask for what they can judge, and get it all at once: a root, a list and a statement about it are good
/// together or not at all.
public protocol TrustUpdateRules: Sendable {
    /// The newest version of the root that is known, 0 for none yet; `nil` where trust stands on a pinned key alone.
    var rootVersion: Int? { get }
    /// Whether a statement about the newest list is asked for.
    var asksForFreshness: Bool { get }
    /// The verified list that is in the folder.
    var present: IssuerTrustList? { get }
    /// Why the list that is in the folder does not count, where there is one that does not.
    var presentProblem: TrustError? { get }

    /// Judges files at the time `now`.
    ///
    /// - Throws: ``TrustUpdateError`` when anything that trust stands on is not as it must be.
    func judge(_ files: FetchedTrustFiles, at now: Timestamp) throws(TrustUpdateError) -> AcceptedTrustFiles
}

public import Encodings

/// A status list as somebody has it; nothing of it is believed.
public struct OfferedStatusList: Sendable {
    /// The bytes as received.
    public let bytes: [UInt8]
    /// Whether an earlier run of the verifier kept it, after it had judged by it.
    public let isRemembered: Bool
    /// Whether it was kept because it contradicts the list that counted: it speaks against that one, and against none that
    /// came later.
    public let isContradiction: Bool

    /// Offers a list.
    public init(_ bytes: [UInt8], isRemembered: Bool = false, isContradiction: Bool = false) {
        self.bytes = bytes
        self.isRemembered = isRemembered
        self.isContradiction = isContradiction
    }
}

/// Where status lists are looked up that lie ready on this machine: a trust folder, what earlier runs kept.
///
/// It is asked only for what an authentic credential names, and never reaches for a network.
public protocol StatusListSource: Sendable {
    /// The lists that are kept under an address.
    ///
    /// - Parameter institution: Under whose name a verifier remembered lists; `nil` for an issuer that nobody vouches for.
    func lists(at address: String, of institution: String?) -> [OfferedStatusList]

    /// What is known of the lists that were kept under an address, whether or not they are still there.
    ///
    /// - Parameter institution: Under whose name a verifier remembered lists; `nil` for an issuer that nobody vouches for.
    func known(at address: String, of institution: String?) -> KnownStatusLists
}

extension StatusListSource {
    /// Nothing is known besides the lists themselves.
    public func known(at address: String, of institution: String?) -> KnownStatusLists { KnownStatusLists() }
}

/// What a verifier knows of the lists of one name that counted in earlier runs, should they be lost.
public struct KnownStatusLists: Sendable, Hashable {
    /// When the newest began; `nil` where none is known.
    public var newest: Timestamp?
    /// When the one began that another list of the same time contradicted; `nil` where none did.
    public var contradicted: Timestamp?

    /// States what is known; nothing unless more is said.
    public init(newest: Timestamp? = nil, contradicted: Timestamp? = nil) {
        self.newest = newest
        self.contradicted = contradicted
    }
}

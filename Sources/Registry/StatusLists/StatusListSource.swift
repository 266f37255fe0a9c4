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
}

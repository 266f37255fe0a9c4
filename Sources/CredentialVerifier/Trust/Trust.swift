public import Cryptography
public import Proofs
public import Registry

/// What a verifier relies on: the trust lists of the authorities that it has pinned.
///
/// It is made of verified lists only. A list that could not be verified is kept as a problem, so that a report can say
/// why an issuer is not recognised.
public struct Trust: Sendable {
    /// The verified lists.
    public let lists: [IssuerTrustList]
    /// Why other lists are not among them.
    public let problems: [TrustError]

    /// Collects verified lists.
    public init(lists: [IssuerTrustList], problems: [TrustError] = []) {
        self.lists = lists
        self.problems = problems
    }

    /// Nothing to rely on: proofs can be checked, and no credential is ever valid.
    public static let none = Trust(lists: [])
}

extension Trust: VerificationKeys {
    /// The key that a list has for the verification method; nothing when two lists disagree.
    public func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
        var found: Ed25519PublicKey?
        for list in lists {
            guard let key = list.publicKey(for: verificationMethod) else { continue }
            if let found, found != key { return nil }
            found = key
        }
        return found
    }
}

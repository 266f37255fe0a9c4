public import Cryptography

/// Whose word a warning was that was seen once and is lost: whoever it may have been about is not known to be in order.
///
/// It is as good as the keys by which it was said. Where one of them is called stolen, it is nobody's word any more; and by a
/// list that has another key for the institution, somebody else's.
public struct LostWarning: Sendable, Hashable {
    /// The DID of the institution on a list from which the speaker had its powers, as bytes; `nil` where nobody knows.
    public let institution: [UInt8]?
    /// The DID of whoever said it, as bytes, or what ``speaker(_:)`` makes of it, where only ways through it are meant; `nil`
    /// for all of its institution.
    public let speaker: [UInt8]?
    /// The keys by which it was said, the institution's own first; none where nobody knows.
    public let signers: [Ed25519PublicKey]

    /// Says whose word it was.
    public init(institution: [UInt8]? = nil, speaker: [UInt8]? = nil, signers: [Ed25519PublicKey] = []) {
        self.institution = institution
        self.speaker = speaker
        self.signers = signers
    }

    /// A DID, as bytes, in a form that is short however long it is; `nil` where the cryptographic library fails.
    public static func speaker(_ id: [UInt8]) -> [UInt8]? { Delegations.digest(of: id).map { Array($0.utf8) } }

    /// Whether it is meant by ways through somebody.
    func isBy(_ id: [UInt8]) -> Bool {
        guard let speaker else { return true }
        return speaker == id || speaker == Self.speaker(id)
    }
}

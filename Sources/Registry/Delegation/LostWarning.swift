/// Whose word a warning was that was seen once and is lost: whoever it may have been about is not known to be in order.
public struct LostWarning: Sendable, Hashable {
    /// The DIDs of the institutions on a list from which the speaker had its powers, as bytes; none where nobody knows.
    public let institutions: Set<[UInt8]>
    /// The DID of whoever said it, as bytes, or what ``speaker(_:)`` makes of it, where only ways through it are meant; `nil`
    /// for all of its institutions.
    public let speaker: [UInt8]?

    /// Says whose word it was.
    public init(institutions: Set<[UInt8]>, speaker: [UInt8]? = nil) {
        self.institutions = institutions
        self.speaker = speaker
    }

    /// A DID, as bytes, in a form that is short however long it is; `nil` where the cryptographic library fails.
    public static func speaker(_ id: [UInt8]) -> [UInt8]? { Delegations.digest(of: id).map { Array($0.utf8) } }

    /// Whether it is meant by ways through somebody.
    func isBy(_ id: [UInt8]) -> Bool {
        guard let speaker else { return true }
        return speaker == id || speaker == Self.speaker(id)
    }
}

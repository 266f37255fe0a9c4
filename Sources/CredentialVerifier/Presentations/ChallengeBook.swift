public import Encodings

/// Where a verifier looks up the challenges that it made, and crosses out those that were answered.
public protocol ChallengeBook: Sendable {
    /// How a challenge stands; nothing changes by asking.
    ///
    /// - Parameters:
    ///   - domain: The name under which the verifier made it.
    ///   - presentation: The bytes that answer it, so that who answered it before can be told from who answers now.
    func standing(
        of challenge: String, for domain: String, answeredBy presentation: [UInt8], at clock: Timestamp
    ) -> ChallengeStanding

    /// Uses a challenge up, for good and only if nobody has done so before, in this process or in another.
    ///
    /// - Parameter presentation: The bytes that answered it, of which a digest may be kept.
    /// - Returns: `open` when it was used up now by this call; else why not.
    func use(
        _ challenge: String, for domain: String, answeredBy presentation: [UInt8], at clock: Timestamp
    ) -> ChallengeStanding
}

/// How a challenge stands.
public enum ChallengeStanding: Sendable, Hashable {
    /// It was made here, and nobody has answered it yet.
    case open(until: Timestamp)
    /// It was not made here, or not for this name.
    case unknown
    /// It was made here, and time is over.
    case expired(Timestamp)
    /// It was answered before, where known when, and whether by the very same bytes.
    case used(at: Timestamp?, bySame: Bool)
    /// It cannot be told, or what is told cannot be kept: nothing may be called valid by it.
    case unavailable(Reason)

    /// Why a book of challenges is of no use.
    public enum Reason: String, Sendable, Hashable {
        /// There is no book.
        case missing
        /// It cannot be read.
        case unreadable
        /// Nothing can be written into it.
        case unwritable
    }
}

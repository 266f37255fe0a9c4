public import Encodings

/// What would come, or came, of changing the status of one credential.
public struct StatusReview: Sendable, Hashable {
    /// What would come of it.
    public enum Outcome: Sendable, Hashable {
        /// It is changed.
        case changed
        /// It is so already, since then; nothing is changed.
        case alreadySo(since: Timestamp)
        /// It is not suspended, so that there is nothing to reinstate.
        case notSuspended
        /// It does not say this, so that there is nothing to take away.
        case notSet
        /// It cannot be changed.
        case refused(Refusal)
    }

    /// Why the status of a credential cannot be changed.
    public enum Refusal: Sendable, Hashable {
        /// The register knows no such credential.
        case unknown
        /// It was planned, and never issued: nobody has it.
        case notIssued
        /// It was issued without a status.
        case noStatus
        /// It was issued without a status of this kind.
        case noPurpose
        /// It was revoked then, which is final.
        case revoked(on: Timestamp)
    }

    /// The credential.
    public let credentialID: String

    /// What would come of it.
    public let outcome: Outcome

    /// Why it cannot be changed, if it cannot.
    public var refusal: Refusal? {
        if case .refused(let refusal) = outcome { return refusal }
        return nil
    }
}

/// That something is set in a status list about a credential.
public struct SetStatus: Sendable, Hashable {
    /// Whether it is revoked; otherwise it is suspended.
    public let isRevoked: Bool

    /// Since when.
    public let since: Timestamp
}

import Credentials
public import Encodings
import Proofs

/// What the holder signed besides the credentials: for whom, over which challenge, and for how long.
public struct PresentationFacts: Sendable {
    /// The holder.
    public let holder: String
    /// Whom it was made for, where that is a text.
    public let domain: String?
    /// The challenge that it answers, where that is a text.
    public let challenge: String?
    /// When it was made.
    public let created: Timestamp?
    /// Until when it lasts.
    public let expires: Timestamp?
    /// Whether it answers no challenge, so that whoever has it can show it again until it ends.
    public let isReplayable: Bool

    init(_ presentation: AuthenticPresentation) {
        holder = presentation.holder
        domain = presentation.domain?.string
        challenge = presentation.challenge?.string
        created = presentation.proof.created
        expires = presentation.proof.expires
        isReplayable = presentation.challenge == nil
    }

    var json: JSONValue {
        var value: JSONValue = ["holder": .string(holder)]
        value["domain"] = domain.map { .string($0) }
        value["challenge"] = challenge.map { .string($0) }
        value["created"] = created.map { .string($0.description) }
        value["expires"] = expires.map { .string($0.description) }
        if isReplayable { value["replayableUntil"] = expires.map { .string($0.description) } }
        return value
    }
}

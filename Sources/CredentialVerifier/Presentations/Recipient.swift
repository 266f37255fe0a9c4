/// Whom a presentation must be made for, to be anything here: the verifier's own name, and the challenges that it made.
public struct Recipient: Sendable {
    /// The verifier's name; presentations name it byte for byte, without any part of it left out or added.
    public let domain: String
    /// The challenges; `nil` where there is nowhere to keep them, so that no presentation over one is valid.
    public let challenges: (any ChallengeBook)?

    /// States who asks.
    public init(domain: String, challenges: (any ChallengeBook)?) {
        self.domain = domain
        self.challenges = challenges
    }
}

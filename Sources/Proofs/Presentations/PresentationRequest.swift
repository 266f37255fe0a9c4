public import Encodings

/// What a verifier or an issuer asks a holder to sign: its name, a challenge, and until when an answer is taken.
///
/// It travels as a few lines of text, which people can read and paste, or as JSON. Nothing in it is secret from the
/// learner, and nothing in it is believed: a wallet shows it and asks.
public struct PresentationRequest: Sendable, Hashable {
    /// The one who asks, byte for byte as it wants to be named.
    public let domain: String
    /// What is to be answered.
    public let challenge: String
    /// Until when an answer is taken.
    public let expires: Timestamp

    /// The most bytes that a request is read from.
    public static let byteLimit = 4_096

    /// The first line of the text form.
    public static let title = "testamur-challenge: 1"

    /// The type of the JSON form.
    static let type = "TestamurChallenge"

    /// Texts of which one stands in every request, in either form.
    public static let marks = [title, type]

    /// States a request.
    ///
    /// - Throws: ``ProofError`` with code `requestMalformed` for a domain or a challenge that cannot be one.
    public init(domain: String, challenge: String, expires: Timestamp) throws(ProofError) {
        guard PresentationTerms.isDomain(domain) else {
            throw Self.refusal("/domain", "expected the one who asks in 1 to 512 printable ASCII characters")
        }
        guard PresentationTerms.isChallenge(challenge) else {
            throw Self.refusal(
                "/challenge",
                "expected a challenge of \(PresentationTerms.challengeLength) to 512 printable ASCII characters")
        }
        self.domain = domain
        self.challenge = challenge
        self.expires = expires
    }

    /// The text form: a line for each fact, the last one ended as well.
    public var text: String {
        """
        \(Self.title)
        domain: \(domain)
        challenge: \(challenge)
        expires: \(expires)
        purpose: \(DataIntegrityProof.Purpose.authentication.rawValue)

        """
    }

    /// The JSON form, with the facts of the text form.
    public var json: JSONValue {
        [
            "type": .string(Self.type), "version": 1, "domain": .string(domain), "challenge": .string(challenge),
            "expires": .string(expires.description),
            "purpose": .string(DataIntegrityProof.Purpose.authentication.rawValue),
        ]
    }

    static func refusal(_ pointer: String, _ reason: String) -> ProofError {
        ProofError(.requestMalformed, at: pointer, reason)
    }
}

public import Credentials
import Cryptography
public import Encodings

/// A presentation that is ready to be signed by its holder: which credentials, for whom, over which challenge, how
/// long.
///
/// It is written here and nowhere else, with the purpose `authentication`, so that a holder's key signs nothing but
/// what this type says. Without credentials it is a proof of possession: the holder shows an issuer that the key is
/// hers. Source: Verifiable Credentials Data Model 2.0, section 4.13; trust list design, section 3.4.
public struct PresentationDraft: Sendable {
    /// The holder, whose key signs.
    public let holder: DIDKey
    /// Whom the presentation is for, byte for byte as the verifier named itself.
    public let domain: String
    /// The verifier's challenge; without one, whoever has the file can show it again until ``expires``.
    public let challenge: String?
    /// When it is made.
    public let created: Timestamp
    /// Until when it lasts.
    public let expires: Timestamp

    private let document: CredentialDraft

    /// States what is presented.
    ///
    /// - Parameters:
    ///   - challenge: What the verifier asked to be answered, at least ``PresentationTerms/challengeLength``
    ///     characters.
    ///   - created: The present time.
    ///   - expires: With a challenge at most ``PresentationTerms/answerSeconds`` after `created`, which it is as well
    ///     where nothing is said, and without credentials at most ``PresentationTerms/possessionSeconds``; without a
    ///     challenge it must be said, and is at most ``PresentationTerms/replayableSeconds``.
    /// - Throws: ``ProofError`` with code `draftRefused`, and the place of what is wrong: also for a credential that
    ///   belongs to another holder, that stands there twice, or for too many.
    public init(
        holder: DIDKey, credentials: [PresentedCredential], domain: String, challenge: String?, created: Timestamp,
        expires: Timestamp? = nil
    ) throws(ProofError) {
        guard PresentationTerms.isDomain(domain) else {
            throw Self.refusal("/proof/domain", "expected whom the presentation is for, in printable ASCII")
        }
        if let challenge, !PresentationTerms.isChallenge(challenge) {
            throw Self.refusal(
                "/proof/challenge",
                "expected a challenge of \(PresentationTerms.challengeLength) to 512 printable characters")
        }
        guard challenge != nil || !credentials.isEmpty else {
            throw Self.refusal("/proof/challenge", "a proof of possession answers a challenge, found none")
        }
        let end = try Self.end(
            expires, created, longest: challenge.map { _ in Self.answerSeconds(of: credentials) })
        try Self.check(credentials, holder)
        self.holder = holder
        self.domain = domain
        self.challenge = challenge
        self.created = created
        self.expires = end
        document = try CredentialDraft(parsing: Self.written(holder, credentials), limits: .presentation)
    }

    /// Answers what a verifier or an issuer asked.
    ///
    /// - Throws: as ``init(holder:credentials:domain:challenge:created:expires:)``, also when the request has ended.
    public init(
        holder: DIDKey, credentials: [PresentedCredential], answering request: PresentationRequest, created: Timestamp
    ) throws(ProofError) {
        guard created <= request.expires else {
            throw Self.refusal("/proof/challenge", "the challenge could be answered until \(request.expires)")
        }
        let end = min(created.adding(seconds: Self.answerSeconds(of: credentials)), request.expires)
        try self.init(
            holder: holder, credentials: credentials, domain: request.domain, challenge: request.challenge,
            created: created, expires: end)
    }

    /// Signs, and gives the presentation as one document.
    ///
    /// - Throws: ``ProofError`` with code `draftRefused` when the key is not that of the holder, `selfCheckFailed` or
    ///   `cryptographyFailed`.
    public func signed(with key: any PresentationSigner) throws(ProofError) -> [UInt8] {
        guard key.publicKey == holder.publicKey else {
            throw Self.refusal("/holder", "expected the key of the holder, found another one")
        }
        var options = ProofOptions(
            verificationMethod: holder.verificationMethod, purpose: .authentication, created: created)
        options.domains = [domain]
        options.challenge = challenge
        options.expires = expires
        return try EdDSAJCS2022.secure(document, options: options, signer: PresentationSigning(signer: key))
    }

    /// How long an answer lasts at most.
    private static func answerSeconds(of credentials: [PresentedCredential]) -> Int64 {
        credentials.isEmpty ? PresentationTerms.possessionSeconds : PresentationTerms.answerSeconds
    }

    /// - Parameter longest: How long an answer to a challenge lasts at most; `nil` without one.
    private static func end(
        _ expires: Timestamp?, _ created: Timestamp, longest answer: Int64?
    ) throws(ProofError) -> Timestamp {
        let longest = answer ?? PresentationTerms.replayableSeconds
        let usual = answer.map { created.adding(seconds: min($0, PresentationTerms.answerSeconds)) }
        guard let end = expires ?? usual else {
            throw refusal("/proof/expires", "a presentation without a challenge says until when it lasts")
        }
        guard created <= end, end.seconds(since: created) <= longest else {
            throw refusal("/proof/expires", "expected an end at most \(longest) seconds after \(created)")
        }
        return end
    }

    private static func check(_ credentials: [PresentedCredential], _ holder: DIDKey) throws(ProofError) {
        guard credentials.count <= PresentationTerms.credentialLimit else {
            throw refusal(
                "/verifiableCredential",
                "a presentation holds at most \(PresentationTerms.credentialLimit) credentials, found "
                    + "\(credentials.count)")
        }
        var seen: Set<[UInt8]> = []
        for (index, credential) in credentials.enumerated() {
            let pointer = "/verifiableCredential/\(index)"
            let content = credential.claims?.node.canonicalBytes(omitting: ["proof"]) ?? credential.bytes
            guard seen.insert(content).inserted else {
                throw refusal(pointer, "expected each credential once, found one a second time")
            }
            let stranger = credential.claims?.subjects.first { subject in
                subject["id"].map { SubjectBinding($0, holder.did.text) == .other } ?? false
            }
            guard stranger == nil else {
                throw refusal(
                    pointer + "/credentialSubject/id", "the credential is bound to another key than the holder's")
            }
        }
    }

    private static func written(_ holder: DIDKey, _ credentials: [PresentedCredential]) -> [UInt8] {
        var bytes = Array(
            ("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"type\":[\"VerifiablePresentation\"],"
                + "\"holder\":\"\(holder.did.text)\"").utf8)
        if !credentials.isEmpty {
            bytes += ",\"verifiableCredential\":[".utf8
            for (index, credential) in credentials.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes += credential.bytes
            }
            bytes.append(UInt8(ascii: "]"))
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    private static func refusal(_ pointer: String, _ reason: String) -> ProofError {
        ProofError(.draftRefused, at: pointer, reason)
    }
}

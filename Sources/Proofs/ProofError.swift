import Cryptography
public import Encodings

/// Why a proof is not accepted, cannot be decided, or cannot be made.
public struct ProofError: Error, Sendable {
    /// The stable name of what is wrong.
    public enum Code: String, Sendable, CaseIterable {
        /// The document has no proof.
        case missing = "PROOF_MISSING"
        /// The document has more proofs than the limit.
        case tooMany = "PROOF_TOO_MANY"
        /// A proof is not an object with the members that Data Integrity requires.
        case malformed = "PROOF_MALFORMED"
        /// A proof carries a member that no specification known here defines; it may restrict what is signed.
        case unknownMember = "PROOF_UNKNOWN_MEMBER"
        /// Two proofs of a set have the same identifier.
        case duplicateID = "PROOF_DUPLICATE_ID"
        /// No proof is of a type and cryptosuite that can be checked here.
        case noneSupported = "PROOF_NONE_SUPPORTED"
        /// A proof was made for another purpose than the one asked for.
        case wrongPurpose = "PROOF_WRONG_PURPOSE"
        /// More than one proof by the issuer can be checked, so that which of them counts is open.
        case ambiguous = "PROOF_AMBIGUOUS"
        /// The proof has expired.
        case expired = "PROOF_EXPIRED"
        /// The proof names another domain than the verifier's.
        case domainMismatch = "PROOF_DOMAIN_MISMATCH"
        /// The proof answers another challenge than the verifier's.
        case challengeMismatch = "PROOF_CHALLENGE_MISMATCH"
        /// The document's `@context` is not the one that was signed.
        case contextMismatch = "CONTEXT_MISMATCH"
        /// A context of the document is not known here, so that what its words mean, and what was signed, is open.
        case contextUnknown = "CONTEXT_UNKNOWN"
        /// A context that is kept here cannot be read, so that what was signed is open.
        case contextDefective = "CONTEXT_DEFECTIVE"
        /// The document cannot be read as linked data as a whole: a part of it would not be signed.
        case notLinkedData = "LINKED_DATA_INCOMPLETE"
        /// Only the linked data of the document is signed, and it does not tell which credential the document is.
        case ambiguousForm = "LINKED_DATA_AMBIGUOUS"
        /// The document takes more work to canonicalise than is allowed.
        case tooMuchWork = "LINKED_DATA_LIMIT"
        /// A proof names a previous proof that the document does not have.
        case chainBroken = "PROOF_CHAIN_BROKEN"
        /// The proofs name each other as previous in a circle.
        case chainLoop = "PROOF_CHAIN_LOOP"
        /// The verification method is not a URL.
        case methodMalformed = "PROOF_METHOD_MALFORMED"
        /// The issuer has no identifier.
        case issuerMalformed = "ISSUER_MALFORMED"
        /// No proof that verifies is controlled by the issuer.
        case controllerMismatch = "PROOF_CONTROLLER_MISMATCH"
        /// The verification method's key is not at hand offline.
        case keyUnavailable = "KEY_UNAVAILABLE"
        /// The key of the verification method has expired: no proof by it is verified any more.
        case keyExpired = "KEY_EXPIRED"
        /// The key of the verification method was revoked: no proof by it is verified any more.
        case keyRevoked = "KEY_REVOKED"
        /// The key does not have the form of an Ed25519 Multikey.
        case keyMalformed = "KEY_MALFORMED"
        /// The public key is a point of small order.
        case keySmallOrder = "KEY_SMALL_ORDER"
        /// The encoding of the public key is not canonical.
        case keyNotCanonical = "KEY_NOT_CANONICAL"
        /// The value is not `z` with the base58btc form of 64 bytes.
        case valueMalformed = "PROOF_VALUE_MALFORMED"
        /// The first half of the signature is a point of small order, which no honest signer makes.
        case signatureSmallOrder = "SIG_R_SMALL_ORDER"
        /// The signature is a second form of another one.
        case signatureNotCanonical = "SIG_NOT_CANONICAL"
        /// The signature does not belong to this content and this key.
        case signatureInvalid = "SIGNATURE_INVALID"
        /// The cryptographic library did not do its work.
        case cryptographyFailed = "LIBCRYPTO_FAILURE"
        /// The signer's check of its own signature failed; nothing was handed out.
        case selfCheckFailed = "SIGN_SELF_CHECK"
        /// The draft cannot be signed as it is.
        case draftRefused = "DRAFT_REFUSED"
        /// A presentation has no proof, or more than one.
        case notOne = "VP_PROOF_COUNT"
        /// The proof of a presentation is of a kind that is not judged.
        case suiteNotJudged = "VP_SUITE_UNSUPPORTED"
        /// The proof of a presentation was made for another purpose than `authentication`.
        case presentationPurpose = "VP_WRONG_PURPOSE"
        /// The key that signed a presentation is not the holder that it names.
        case holderMismatch = "VP_HOLDER_MISMATCH"
        /// What asks for a presentation does not have its form.
        case requestMalformed = "CHALLENGE_MALFORMED"
    }

    /// What is wrong.
    public let code: Code
    /// The JSON pointer of the proof or the property.
    public let pointer: String
    /// One sentence that tells what was expected and what was found.
    public let reason: String
    /// What it is about where that is not a place in the document: the address of an unknown context.
    public let subject: String?
    /// From when on, where it is about a key that ended.
    public let time: Timestamp?

    /// Names what is wrong, where, and in one sentence why.
    public init(
        _ code: Code, at pointer: String, _ reason: String, subject: String? = nil, time: Timestamp? = nil
    ) {
        self.code = code
        self.pointer = pointer
        self.reason = reason
        self.subject = subject
        self.time = time
    }
}

extension ProofError: Equatable {
    /// Errors are equal when their codes are.
    public static func == (left: ProofError, right: ProofError) -> Bool { left.code == right.code }
}

extension ProofError: CustomStringConvertible {
    /// The reason, the place and the code on one line.
    public var description: String { "\(reason) (\(pointer); \(code.rawValue))" }
}

extension ProofError {
    /// What strict verification says of a signature that is not valid, by the code of its own reason.
    init(_ verdict: SignatureVerdict, at pointer: String) {
        switch verdict {
        case .smallOrderR: self.init(.signatureSmallOrder, at: pointer, verdict.reason)
        case .notCanonical: self.init(.signatureNotCanonical, at: pointer, verdict.reason)
        case .libraryFailure: self.init(.cryptographyFailed, at: pointer, verdict.reason)
        case .valid, .wrongLength, .mismatch:
            self.init(.signatureInvalid, at: pointer, "the signature does not match the content")
        }
    }
}

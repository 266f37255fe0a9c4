/// What strict verification says of one signature, and why.
///
/// There is one answer that means valid. Every other one, a failure of libcrypto included, means not valid.
/// The raw value is the stable code that reports show.
public enum SignatureVerdict: String, Hashable, Sendable, CaseIterable {
    /// The signature was made over the message with the private key of the public key.
    case valid = "SIGNATURE_VALID"
    /// The signature does not have exactly 64 bytes.
    case wrongLength = "SIG_LENGTH"
    /// R, the first half of the signature, is one of the 14 encodings of a point of small order.
    case smallOrderR = "SIG_R_SMALL_ORDER"
    /// The signature is a second form of another one: y(R) is not below the field prime, or S is not below the group order.
    case notCanonical = "SIG_NOT_CANONICAL"
    /// The signature is well formed, and was not made over this message with this key.
    case mismatch = "SIGNATURE_INVALID"
    /// libcrypto could not do the check, for example for lack of memory; nothing is known of the signature.
    case libraryFailure = "LIBCRYPTO_FAILURE"

    /// Whether the signature may be relied on.
    public var isValid: Bool { self == .valid }

    /// One sentence for people.
    public var reason: String {
        switch self {
        case .valid: "the signature verifies"
        case .wrongLength: "an Ed25519 signature has \(Ed25519PublicKey.signatureByteCount) bytes, found another number"
        case .smallOrderR: "the first half of the signature is a point of small order, which no honest signer makes"
        case .notCanonical: "the signature is not in its one canonical form (RFC 8032, section 5.1.7)"
        case .mismatch: "the signature was not made over these bytes with this key"
        case .libraryFailure: "libcrypto could not check the signature"
        }
    }
}

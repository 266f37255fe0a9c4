/// What went wrong with a key, a key file, a random number or libcrypto itself.
///
/// A signature that does not verify is not an error: see ``SignatureVerdict``.
public struct CryptographyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The stable name of a failure; its raw value is what reports and logs show.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// A public key does not have the size of its type.
        case invalidKeyLength = "KEY_LENGTH"
        /// A public key is not the one encoding of its point: the y coordinate is not below the field prime.
        case keyNotCanonical = "KEY_NOT_CANONICAL"
        /// A public key is one of the 14 encodings of a point of small order.
        case keySmallOrder = "KEY_SMALL_ORDER"
        /// A key is of another type than the one asked for.
        case wrongKeyType = "KEY_TYPE"
        /// A private key seed does not have 32 bytes.
        case invalidSeedLength = "SEED_LENGTH"
        /// A fresh signature did not verify, so it was destroyed instead of returned.
        case signSelfCheck = "SIGN_SELF_CHECK"
        /// A Multikey text is not multibase base58btc of a known key encoding.
        case multikeyMalformed = "MULTIKEY_MALFORMED"
        /// A JSON Web Key has a member that is not as RFC 8037 has it.
        case jwkMalformed = "JWK_MALFORMED"
        /// A key file is larger than any key file may be.
        case keyFileTooLarge = "KEY_FILE_TOO_LARGE"
        /// A key file does not start with a PEM header line, or holds more than its one PEM block.
        case keyFileNotPEM = "KEY_FILE_NOT_PEM"
        /// A key file ends before its PEM footer line.
        case keyFileTruncated = "KEY_FILE_TRUNCATED"
        /// The lines of a key file are not base64.
        case keyFileBadBase64 = "KEY_FILE_BASE64"
        /// The content of a key file is not the DER structure that its header line names.
        case keyFileBadDER = "KEY_FILE_DER"
        /// A PEM file holds something other than a PKCS#8 private key.
        case keyFileWrongKind = "KEY_FILE_KIND"
        /// A private key stands unencrypted in a file where an encrypted one is required.
        case keyFileNotEncrypted = "KEY_FILE_NOT_ENCRYPTED"
        /// A key file is encrypted where the caller asked for an unencrypted one.
        case keyFileEncrypted = "KEY_FILE_ENCRYPTED"
        /// A key file is encrypted in a way that is not supported.
        case keyFileUnsupportedEncryption = "KEY_FILE_ENCRYPTION"
        /// The cost parameters of a key file's passphrase function are beyond what is accepted.
        case keyFileCostLimit = "KEY_FILE_COST_LIMIT"
        /// A key file does not open: the passphrase is wrong, or the encrypted bytes are damaged.
        case wrongPassphrase = "KEY_PASSPHRASE_WRONG"
        /// A passphrase cannot be used: it is empty or too long.
        case unusablePassphrase = "KEY_PASSPHRASE_UNUSABLE"
        /// A key file opens, but holds another private key than the expected one.
        case keyFileAltered = "ISSUER_KEY_FILE_ALTERED"
        /// The cost parameters of a passphrase function, or the size of what it is to give, are beyond what is accepted.
        case derivationParameters = "KEY_DERIVATION_PARAMETERS"
        /// Encrypted bytes are not what was encrypted with this key: they were changed, or the key is another one.
        case notAuthentic = "CIPHERTEXT_NOT_AUTHENTIC"
        /// The random number generator gave no bytes, or more were asked for than it gives at once.
        case randomnessUnavailable = "RANDOM_UNAVAILABLE"
        /// A device that keeps a key gave no signature.
        case deviceFailure = "KEY_DEVICE_FAILURE"
        /// A call of libcrypto failed for a reason of its own, such as lack of memory.
        case libraryFailure = "LIBCRYPTO_FAILURE"
    }

    /// The stable name of the failure.
    public let code: Code

    /// One sentence for people: what was expected and what was found.
    ///
    /// It never holds key bytes.
    public let reason: String

    /// Makes an error from its code and reason.
    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The code and the reason in one line.
    public var description: String { "\(code.rawValue): \(reason)" }

    /// Two errors are equal when their codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Hashes the code alone, as equality asks.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

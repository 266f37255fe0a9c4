/// An Ed25519 private key that signs, and shows nothing of itself.
///
/// The key is loaded into libcrypto once and kept there; it is overwritten when the last holder lets it go. Any number
/// of threads may sign with one key at the same time. The public key is derived, never taken from a caller: who can
/// pair a private key with another public key can compute the private one from two signatures.
public final class Ed25519PrivateKey: Sendable {
    /// Size of a seed, in bytes (the private key of RFC 8032, section 5.1.5).
    public static let seedByteCount = 32

    /// Changes a signature between its making and its check; only tests give one.
    package typealias Fault = @Sendable (inout [UInt8]) -> Void

    /// The public key of this private key.
    public let publicKey: Ed25519PublicKey

    let signingKey: Ed25519SigningKey
    private let fault: Fault?

    init(secretSeed seed: SecretBytes, fault: Fault? = nil) throws(CryptographyError) {
        guard seed.count == Self.seedByteCount else {
            throw CryptographyError(
                .invalidSeedLength, "an Ed25519 seed has \(Self.seedByteCount) bytes, found \(seed.count)")
        }
        guard let key = EVPKey.makePrivate(seed: seed), let publicBytes = key.publicKeyBytes else {
            throw OpenSSL.failure("load an Ed25519 private key")
        }
        publicKey = try Ed25519PublicKey(bytes: publicBytes)
        signingKey = Ed25519SigningKey(key)
        self.fault = fault
    }

    /// Makes a new key from the random number generator for private values.
    ///
    /// - Throws: ``CryptographyError`` with code `randomnessUnavailable` or `libraryFailure`.
    public static func generate() throws(CryptographyError) -> Ed25519PrivateKey {
        try Ed25519PrivateKey(secretSeed: .random(count: seedByteCount))
    }

    /// Makes the key of a seed of ``seedByteCount`` bytes.
    ///
    /// - Throws: ``CryptographyError`` with code `invalidSeedLength` or `libraryFailure`.
    public convenience init(seed: SecretBytes) throws(CryptographyError) { try self.init(secretSeed: seed) }

    /// Makes a key whose signatures `fault` changes before they are checked, to see what becomes of a fault.
    package convenience init(seed: SecretBytes, injecting fault: @escaping Fault) throws(CryptographyError) {
        try self.init(secretSeed: seed, fault: fault)
    }
}

extension Ed25519PrivateKey {
    /// Signs with pure Ed25519 (RFC 8032, section 5.1.6), and verifies the signature before handing it out.
    ///
    /// Ed25519 is deterministic: a signature made by a faulty computation, held against the right one, gives the private
    /// key away. So a signature that does not verify is overwritten, and nobody sees it.
    ///
    /// - Parameters:
    ///   - input: What to sign, in a form that says which protocol it belongs to.
    ///   - selfCheck: Whether to verify the signature; it takes about 2.5 times as long as making it. To leave it out is
    ///     for measurements.
    /// - Throws: ``CryptographyError`` with code `signSelfCheck` when the signature does not verify, or `libraryFailure`.
    package func sign(_ input: SigningInput, selfCheck: Bool = true) throws(CryptographyError) -> [UInt8] {
        var signature = try signingKey.sign(input.bytes.span)
        if let fault { fault(&signature) }
        // The check uses the copy of the public key that was taken when the key was loaded, not the one in libcrypto.
        guard !selfCheck || publicKey.isValidSignature(signature, for: input.bytes) else {
            OpenSSL.cleanse(&signature)
            throw CryptographyError(
                .signSelfCheck, "a signature just made did not verify; it was destroyed, and the machine may be faulty")
        }
        return signature
    }
}

extension Ed25519PrivateKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says only that there is a private key.
    public var description: String { "Ed25519 private key (hidden)" }

    /// Says only that there is a private key.
    public var debugDescription: String { description }

    /// A mirror without children, so that dumping shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

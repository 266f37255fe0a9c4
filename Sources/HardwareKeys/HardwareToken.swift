public import Cryptography

/// A token in a device: which driver speaks to it, and what it is called.
public struct HardwareToken: Sendable, Hashable {
    /// The file of the PKCS#11 driver, such as `/usr/lib/softhsm/libsofthsm2.so`.
    public let driver: String
    /// The token's label.
    public let label: String

    /// Names a token.
    public init(driver: String, label: String) {
        self.driver = driver
        self.label = label
    }

    /// Makes an Ed25519 key pair in the token.
    ///
    /// The private key can be used there, and never be read.
    ///
    /// - Parameters:
    ///   - label: The label of the new key pair.
    ///   - pin: The user's PIN of the token.
    /// - Returns: The public key.
    /// - Throws: ``HardwareKeyError``, with code `keyExists` when the token has a key with the label.
    public func makeKey(_ label: String, pin: SecretBytes) throws(HardwareKeyError) -> Ed25519PublicKey {
        let session = try TokenSession(self, pin: pin)
        try session.makeKey(label)
        return try session.key(label).publicKey
    }
}

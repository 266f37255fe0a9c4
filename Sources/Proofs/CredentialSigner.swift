public import Cryptography

/// Something that signs with one Ed25519 key: a key in memory, or a device that never gives its key away.
///
/// It signs only ``HashData``, which this module alone makes from a document.
public protocol CredentialSigner: Sendable {
    /// The public key that verifies its signatures.
    var publicKey: Ed25519PublicKey { get }

    /// Signs, and verifies the signature before handing it out unless `selfCheck` is false.
    ///
    /// - Throws: ``CryptographyError``, with code `signSelfCheck` when the signature does not verify.
    func signature(over hashData: HashData, selfCheck: Bool) throws(CryptographyError) -> [UInt8]
}

extension Ed25519PrivateKey: CredentialSigner {
    /// Signs with the key in memory.
    public func signature(over hashData: HashData, selfCheck: Bool) throws(CryptographyError) -> [UInt8] {
        try sign(hashData.input, selfCheck: selfCheck)
    }
}

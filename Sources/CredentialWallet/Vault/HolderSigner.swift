public import Cryptography
public import Proofs

/// Signs with a key of the holder, and gives it to nobody.
///
/// It signs hashes of documents alone, as every ``CredentialSigner``: bytes of somebody else's choice could be a
/// credential.
public final class HolderSigner: CredentialSigner {
    /// The public key that verifies its signatures.
    public let publicKey: Ed25519PublicKey

    private let privateKey: Ed25519PrivateKey

    init(_ privateKey: Ed25519PrivateKey) {
        self.privateKey = privateKey
        publicKey = privateKey.publicKey
    }

    /// Signs, and verifies the signature before handing it out unless `selfCheck` is false.
    ///
    /// - Throws: ``CryptographyError``.
    public func signature(over hashData: HashData, selfCheck: Bool) throws(CryptographyError) -> [UInt8] {
        try privateKey.signature(over: hashData, selfCheck: selfCheck)
    }
}

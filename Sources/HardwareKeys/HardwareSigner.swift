public import Cryptography
public import Proofs
import Synchronization

/// Signs credentials with an Ed25519 key that never leaves its device: a security module, or a token on USB.
///
/// The device is spoken to directly through its PKCS#11 driver. Of what it says nothing is believed that cannot be checked:
/// when the signer is made, the device signs once, and the signature must belong to the public key.
///
/// Source: PKCS #11 Cryptographic Token Interface 3.0; mechanism `CKM_EDDSA` of its Current Mechanisms, section 2.3.14.
public final class HardwareSigner: CredentialSigner {
    /// The public key, as the device tells it.
    public let publicKey: Ed25519PublicKey

    private let session: Mutex<TokenSession>
    private let key: TokenKey

    /// Opens a key.
    ///
    /// - Parameters:
    ///   - label: The label of the key pair in the token.
    ///   - token: Where the token is.
    ///   - pin: The user's PIN of the token.
    /// - Throws: ``HardwareKeyError``.
    public init(key label: String, in token: HardwareToken, pin: SecretBytes) throws(HardwareKeyError) {
        let session = try TokenSession(token, pin: pin)
        key = try session.key(label)
        publicKey = key.publicKey
        // Not for documents: a hash of nothing that anybody could take for one.
        let trial = Array("testamur: does this key sign?".utf8)
        guard publicKey.verify(signature: try session.sign(trial, with: key), message: trial).isValid else {
            throw HardwareKeyError(
                .keyUnusable, "expected the public key of the private key '\(label)', found one that it does not fit")
        }
        self.session = Mutex(session)
    }

    /// Signs in the device, one signature after the other.
    ///
    /// - Throws: ``Cryptography/CryptographyError`` with code `deviceFailure`, or `signSelfCheck`.
    public func signature(over hashData: HashData, selfCheck: Bool) throws(CryptographyError) -> [UInt8] {
        let bytes = hashData.bytes
        let signature: [UInt8]
        do throws(HardwareKeyError) {
            signature = try session.withLock { session throws(HardwareKeyError) in try session.sign(bytes, with: key) }
        } catch {
            throw error.asCryptographyError
        }
        guard !selfCheck || publicKey.verify(signature: signature, message: bytes).isValid else {
            throw CryptographyError(.signSelfCheck, "the device gave a signature that does not verify")
        }
        return signature
    }
}

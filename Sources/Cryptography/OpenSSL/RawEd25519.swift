import COpenSSL

/// What libcrypto does when it is called with nothing around it: the yardstick of the benchmark.
///
/// One key and one context for each direction are prepared before; neither the rules of strict verification nor the
/// self-check of signing are applied. Nothing else may use this.
@safe package final class RawEd25519 {
    private let signing: MessageDigestContext
    private let verifying: MessageDigestContext
    private let message: [UInt8]
    private var signature = [UInt8](repeating: 0, count: Ed25519PublicKey.signatureByteCount)

    /// Prepares the key and signs `message` once.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    package init(_ privateKey: Ed25519PrivateKey, message: [UInt8]) throws(CryptographyError) {
        guard let signing = MessageDigestContext(), let verifying = MessageDigestContext(),
            let publicKey = EVPKey.makePublic(privateKey.publicKey.words),
            unsafe EVP_DigestSignInit_ex(
                signing.pointer, nil, nil, nil, nil, privateKey.signingKey.key.pointer, nil) == 1,
            unsafe EVP_DigestVerifyInit_ex(verifying.pointer, nil, nil, nil, nil, publicKey.pointer, nil) == 1
        else { throw OpenSSL.failure("prepare a measurement") }
        self.signing = signing
        self.verifying = verifying
        self.message = message
        guard sign(1) == 1 else { throw OpenSSL.failure("sign for a measurement") }
    }

    /// Signs the message `count` times, and says how often it worked.
    package func sign(_ count: Int) -> Int {
        var worked = 0
        for _ in 0..<count {
            var written = signature.count
            guard unsafe EVP_DigestSignInit_ex(signing.pointer, nil, nil, nil, nil, nil, nil) == 1,
                unsafe EVP_DigestSign(signing.pointer, &signature, &written, message, message.count) == 1
            else { continue }
            worked += 1
        }
        return worked
    }

    /// Verifies the signature `count` times, and says how often it worked.
    package func verify(_ count: Int) -> Int {
        var worked = 0
        for _ in 0..<count {
            guard unsafe EVP_DigestVerifyInit_ex(verifying.pointer, nil, nil, nil, nil, nil, nil) == 1,
                unsafe EVP_DigestVerify(verifying.pointer, signature, signature.count, message, message.count) == 1
            else { continue }
            worked += 1
        }
        return worked
    }
}

import COpenSSL

/// An `EVP_PKEY` of libcrypto that holds an Ed25519 key, freed (a private one overwritten too) with this object.
///
/// libcrypto only reads it after it was made, so that any number of threads may use it.
@safe final class EVPKey: @unchecked Sendable {
    /// The key; never used after this object is gone.
    let pointer: OpaquePointer

    private init(owning pointer: OpaquePointer) { unsafe self.pointer = pointer }

    /// Makes a public key from its point encoding, or gives `nil` when libcrypto refuses.
    static func makePublic(_ words: Ed25519Words) -> EVPKey? {
        guard OpenSSL.isReady else { return nil }
        let bytes = words.bytes
        let made = unsafe bytes.withUnsafeBufferPointer {
            unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, $0.baseAddress, $0.count)
        }
        guard let pointer = unsafe made else {
            OpenSSL.forgetErrors()
            return nil
        }
        return unsafe EVPKey(owning: pointer)
    }

    /// Makes a private key from its seed of 32 bytes, or gives `nil` when libcrypto refuses.
    static func makePrivate(seed: SecretBytes) -> EVPKey? {
        guard OpenSSL.isReady else { return nil }
        let made = unsafe seed.withUnsafeBytes {
            unsafe EVP_PKEY_new_raw_private_key(
                EVP_PKEY_ED25519, nil, $0.baseAddress?.assumingMemoryBound(to: UInt8.self), $0.count)
        }
        guard let pointer = unsafe made else {
            OpenSSL.forgetErrors()
            return nil
        }
        return unsafe EVPKey(owning: pointer)
    }

    /// The point encoding of the public key, or `nil` when libcrypto refuses.
    var publicKeyBytes: [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: Ed25519PublicKey.byteCount)
        var count = bytes.count
        let answer = unsafe bytes.withUnsafeMutableBufferPointer {
            unsafe EVP_PKEY_get_raw_public_key(pointer, $0.baseAddress, &count)
        }
        guard answer == 1, count == bytes.count else {
            OpenSSL.forgetErrors()
            return nil
        }
        return bytes
    }

    /// The seed of a private key.
    ///
    /// `EVP_PKEY_get_raw_private_key` would leave a copy in memory that it frees; this writes to our memory alone.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    func seed() throws(CryptographyError) -> SecretBytes {
        unsafe try SecretBytes(count: Ed25519PrivateKey.seedByteCount) { buffer in
            var count = 0
            let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            let answer = unsafe EVP_PKEY_get_octet_string_param(
                pointer, OSSL_PKEY_PARAM_PRIV_KEY, start, buffer.count, &count)
            return answer == 1 && count == buffer.count
        }
    }

    deinit { unsafe EVP_PKEY_free(pointer) }
}

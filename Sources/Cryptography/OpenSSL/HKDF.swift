import COpenSSL

/// HKDF with SHA-256: keys for several purposes from one secret that is as good as random.
///
/// Source: RFC 5869. It makes nothing of a passphrase: that takes ``Scrypt``.
public enum HKDF {
    /// The most bytes that it gives: 255 hashes.
    public static let maximumByteCount = 255 * 32

    /// The most bytes of a salt or of a purpose.
    private static let partLimit = 1_024

    /// Derives a key.
    ///
    /// - Parameters:
    ///   - secret: What it comes from, at least one byte.
    ///   - salt: Bytes that need not be secret, at most 1,024.
    ///   - purpose: What the key is for (`info`), at most 1,024 bytes: two purposes have nothing to do with each other.
    ///   - count: How many bytes it has, 1 to ``maximumByteCount``.
    /// - Throws: ``CryptographyError`` with code `derivationParameters` or `libraryFailure`.
    public static func derive(
        from secret: SecretBytes, salt: [UInt8], purpose: [UInt8], count: Int = 32
    ) throws(CryptographyError) -> SecretBytes {
        guard secret.count > 0, salt.count <= partLimit, purpose.count <= partLimit, 1...maximumByteCount ~= count
        else {
            throw CryptographyError(
                .derivationParameters, "a key cannot be derived: a secret, salt, purpose or key of this size is refused"
            )
        }
        guard OpenSSL.isReady, let context = unsafe EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nil) else {
            throw OpenSSL.failure("prepare the derivation of a key")
        }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        let isPrepared = unsafe secret.withUnsafeBytes { secret in
            unsafe EVP_PKEY_derive_init(context) == 1
                && EVP_PKEY_CTX_set_hkdf_md(context, EVP_sha256()) == 1
                && EVP_PKEY_CTX_set1_hkdf_salt(context, salt, Int32(salt.count)) == 1
                && EVP_PKEY_CTX_set1_hkdf_key(
                    context, secret.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(secret.count)) == 1
                && EVP_PKEY_CTX_add1_hkdf_info(context, purpose, Int32(purpose.count)) == 1
        }
        guard isPrepared else { throw OpenSSL.failure("prepare the derivation of a key") }
        return unsafe try SecretBytes(count: count) { buffer in
            var written = buffer.count
            let answer = unsafe EVP_PKEY_derive(
                context, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), &written)
            return answer == 1 && written == count
        }
    }
}

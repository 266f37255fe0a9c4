import COpenSSL

/// AES Key Wrap with Padding: a key encrypted under another key, such that a wrong one is noticed.
///
/// Source: RFC 5649 (`id-aes256-wrap-pad` where the key that wraps has 32 bytes).
public enum KeyWrap {
    /// The most bytes that are wrapped.
    public static let maximumByteCount = 4_096

    /// Wraps a secret of 1 to ``maximumByteCount`` bytes.
    ///
    /// - Parameter key: A key of 16, 24 or 32 bytes.
    /// - Throws: ``CryptographyError`` with code `invalidKeyLength` or `libraryFailure`.
    public static func wrap(_ secret: SecretBytes, with key: SecretBytes) throws(CryptographyError) -> [UInt8] {
        guard 1...maximumByteCount ~= secret.count else {
            throw CryptographyError(
                .invalidKeyLength, "1 to \(maximumByteCount) bytes can be wrapped, found \(secret.count)")
        }
        let context = try context(key, encrypting: true)
        var output = [UInt8](repeating: 0, count: (secret.count + 7) / 8 * 8 + 8)
        var written: Int32 = 0
        let answer = unsafe secret.withUnsafeBytes { secret in
            unsafe EVP_CipherUpdate(
                context.pointer, &output, &written, secret.baseAddress?.assumingMemoryBound(to: UInt8.self),
                Int32(secret.count))
        }
        guard answer == 1, Int(written) == output.count else { throw OpenSSL.failure("wrap a key") }
        return output
    }

    /// Unwraps what ``wrap(_:with:)`` gave.
    ///
    /// - Throws: ``CryptographyError`` with code `notAuthentic` where it was wrapped with another key, or changed;
    ///   `invalidKeyLength` or `libraryFailure`.
    public static func unwrap(_ wrapped: [UInt8], with key: SecretBytes) throws(CryptographyError) -> SecretBytes {
        let context = try context(key, encrypting: false)
        guard wrapped.count >= 16, wrapped.count <= maximumByteCount + 16, wrapped.count % 8 == 0 else {
            throw notAuthentic
        }
        var written: Int32 = -1
        // Unwrapping writes whole blocks before it knows how many bytes count.
        let blocks = unsafe try SecretBytes(count: wrapped.count) { buffer in
            let answer = unsafe EVP_CipherUpdate(
                context.pointer, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), &written, wrapped,
                Int32(wrapped.count))
            if answer != 1 { written = -1 }
            return true
        }
        guard written > 0, Int(written) <= blocks.count else {
            OpenSSL.forgetErrors()
            throw notAuthentic
        }
        let count = Int(written)
        return try blocks.withSpan { span throws(CryptographyError) in
            try SecretBytes(copying: span.extracting(0..<count))
        }
    }

    private static let notAuthentic = CryptographyError(
        .notAuthentic, "the wrapped key does not open: it was wrapped with another key, or changed")

    private static func context(_ key: SecretBytes, encrypting: Bool) throws(CryptographyError) -> CipherContext {
        guard let context = CipherContext() else { throw OpenSSL.failure("prepare a cipher") }
        let cipher =
            switch key.count {
            case 16: unsafe EVP_aes_128_wrap_pad()
            case 24: unsafe EVP_aes_192_wrap_pad()
            case 32: unsafe EVP_aes_256_wrap_pad()
            default:
                throw CryptographyError(
                    .invalidKeyLength, "a key that wraps others has 16, 24 or 32 bytes, found \(key.count)")
            }
        unsafe EVP_CIPHER_CTX_set_flags(context.pointer, Int32(EVP_CIPHER_CTX_FLAG_WRAP_ALLOW))
        let answer = unsafe key.withUnsafeBytes { key in
            unsafe EVP_CipherInit_ex(
                context.pointer, cipher, nil, key.baseAddress?.assumingMemoryBound(to: UInt8.self), nil,
                encrypting ? 1 : 0)
        }
        guard answer == 1 else { throw OpenSSL.failure("prepare a cipher") }
        return context
    }
}

/// SHA-384 of FIPS 180-4.
public enum SHA384 {
    /// Size of a hash, in bytes.
    public static let byteCount = 48

    /// The hash of `bytes`.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure` when libcrypto cannot hash.
    public static func hash(_ bytes: [UInt8]) throws(CryptographyError) -> [UInt8] {
        try DigestAlgorithm.sha384.hash(bytes.span)
    }

    /// The hash of `bytes` in place.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure` when libcrypto cannot hash.
    public static func hash(_ bytes: Span<UInt8>) throws(CryptographyError) -> [UInt8] {
        try DigestAlgorithm.sha384.hash(bytes)
    }
}

/// SHA-256 of FIPS 180-4.
public enum SHA256 {
    /// Size of a hash, in bytes.
    public static let byteCount = 32

    /// The hash of `bytes`.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure` when libcrypto cannot hash.
    public static func hash(_ bytes: [UInt8]) throws(CryptographyError) -> [UInt8] {
        try DigestAlgorithm.sha256.hash(bytes.span)
    }

    /// The hash of `bytes` in place.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure` when libcrypto cannot hash.
    public static func hash(_ bytes: Span<UInt8>) throws(CryptographyError) -> [UInt8] {
        try DigestAlgorithm.sha256.hash(bytes)
    }

    /// The hash of `first` followed by the hash of `second`: 64 bytes in one array.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure` when libcrypto cannot hash.
    package static func hashes(
        _ first: Span<UInt8>, _ second: Span<UInt8>
    ) throws(CryptographyError) -> [UInt8] {
        try DigestAlgorithm.sha256.hashes(first, second)
    }
}

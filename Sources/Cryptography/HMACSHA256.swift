/// HMAC with SHA-256: whoever made the code of a message knew the key.
///
/// Source: RFC 2104, section 2.
public enum HMACSHA256 {
    /// Size of a block of SHA-256, in bytes.
    private static let blockByteCount = 64

    /// The code of a message.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure` when libcrypto cannot hash.
    public static func code(of message: Span<UInt8>, key: [UInt8]) throws(CryptographyError) -> [UInt8] {
        var block = key.count > blockByteCount ? try SHA256.hash(key) : key
        block += [UInt8](repeating: 0, count: blockByteCount - block.count)
        let inner = padded(block, 0x36)
        var stream = try HashStream.sha256()
        try stream.update(inner.span)
        try stream.update(message)
        let hash = try stream.finish()
        return try SHA256.hash(padded(block, 0x5C) + hash)
    }

    private static func padded(_ block: [UInt8], _ pad: UInt8) -> [UInt8] { block.map { $0 ^ pad } }
}

/// Deflate data without any wrapping, with an exact bound on what comes out.
///
/// Source: RFC 1951. There is no checksum in it: whoever uses it has one of its own.
public enum Deflate {
    /// Decompresses data that fill the bytes to their end.
    ///
    /// - Parameter limit: How many bytes may come out; one more is an error, never a cut.
    /// - Throws: ``GzipError`` with code `invalidData`, `truncated`, `tooLarge`, `trailingBytes` or `libraryFailure`.
    public static func decode(_ bytes: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
        let (output, end) = try Zlib.inflate(bytes, from: 0, limit: max(limit, 0))
        guard end == bytes.count else {
            throw GzipError(.trailingBytes, at: end, "expected the end, found \(bytes.count - end) bytes more")
        }
        return output
    }

    /// Compresses bytes as far as zlib can.
    ///
    /// - Throws: ``GzipError`` with code `libraryFailure`.
    public static func encode(_ bytes: [UInt8]) throws(GzipError) -> [UInt8] { try Zlib.deflate(bytes) }
}

/// gzip with a budget: one member, nothing behind it, and an exact bound on what comes out.
///
/// Source: RFC 1952 for the member, RFC 1951 for the data. Stricter than the first in two places, for whoever compresses
/// a text that a machine reads: a file name, a comment, an extra field and a checksum of the header are refused, since
/// they say nothing that anybody here reads and are a place to hide something in (no library that compresses in memory
/// writes any); and there is exactly one member. When it was made and on which system is not looked at.
public enum Gzip {
    private static let headerByteCount = 10
    private static let trailerByteCount = 8
    /// The only flag that is let through: the data is probably text, which changes nothing.
    private static let textFlag: UInt8 = 1

    /// Decompresses one member.
    ///
    /// - Parameter limit: How many bytes may come out; one more is an error, never a cut.
    /// - Throws: ``GzipError``.
    public static func decode(_ bytes: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
        try checkHeader(bytes)
        let (output, end) = try Zlib.inflate(bytes, from: headerByteCount, limit: limit)
        guard bytes.count - end >= trailerByteCount else {
            throw GzipError(.truncated, at: bytes.count, "expected a checksum and a length at the end, found the end")
        }
        guard integer(bytes, at: end) == Zlib.checksum(output) else {
            throw GzipError(.wrongChecksum, at: end, "expected the checksum of what came out, found another")
        }
        // The field holds the length modulo 2^32, and no limit here comes near that.
        guard integer(bytes, at: end + 4) == UInt32(truncatingIfNeeded: output.count) else {
            throw GzipError(
                .wrongLength, at: end + 4,
                "expected the length \(output.count) of what came out, found \(integer(bytes, at: end + 4))")
        }
        try checkNothingFollows(bytes, at: end + trailerByteCount)
        return output
    }

    /// Compresses bytes into one member with no optional fields, no time and no system: the same bytes give the same
    /// member every time.
    ///
    /// - Throws: ``GzipError`` with code `libraryFailure`.
    public static func encode(_ bytes: [UInt8]) throws(GzipError) -> [UInt8] {
        // Compressed as far as it goes; on an unknown system.
        var member: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255]
        member += try Zlib.deflate(bytes)
        for value in [Zlib.checksum(bytes), UInt32(truncatingIfNeeded: bytes.count)] {
            for shift in [0, 8, 16, 24] as [UInt32] { member.append(UInt8(truncatingIfNeeded: value >> shift)) }
        }
        return member
    }

    private static func checkHeader(_ bytes: [UInt8]) throws(GzipError) {
        for (offset, expected) in [0x1F, 0x8B].enumerated() as EnumeratedSequence<[UInt8]> {
            guard offset < bytes.count else { throw truncatedHeader(bytes) }
            guard bytes[offset] == expected else {
                throw GzipError(.notGzip, at: offset, "expected the two bytes 1F 8B with which gzip begins")
            }
        }
        guard bytes.count >= headerByteCount else { throw truncatedHeader(bytes) }
        guard bytes[2] == 8 else {
            throw GzipError(.unsupportedMethod, at: 2, "expected the method deflate (8), found \(bytes[2])")
        }
        guard bytes[3] & ~textFlag == 0 else {
            throw GzipError(
                .headerFieldNotAllowed, at: 3,
                "expected a header without file name, comment, extra field or checksum, found the flags \(bytes[3])")
        }
    }

    private static func truncatedHeader(_ bytes: [UInt8]) -> GzipError {
        GzipError(
            .truncated, at: bytes.count, "expected a header of \(headerByteCount) bytes, found \(bytes.count) bytes")
    }

    private static func checkNothingFollows(_ bytes: [UInt8], at end: Int) throws(GzipError) {
        guard end < bytes.count else { return }
        guard bytes[end...].starts(with: [0x1F, 0x8B]) else {
            throw GzipError(.trailingBytes, at: end, "expected the end, found \(bytes.count - end) bytes more")
        }
        throw GzipError(.secondMember, at: end, "expected one member, found another one behind it")
    }

    /// A number of four bytes, the least significant first.
    private static func integer(_ bytes: [UInt8], at offset: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
    }
}

/// The variable-length integers of multicodec and multihash: seven bits a byte, least significant first.
///
/// Source: multiformats unsigned-varint: at most nine bytes, so at most 2^63 - 1, and always the shortest form.
public enum UnsignedVarint {
    /// Length of the longest integer, in bytes.
    public static let maximumByteCount = 9

    /// The largest integer.
    public static let maximum = UInt64(Int64.max)

    /// Encodes an integer.
    ///
    /// - Throws: ``EncodingError`` with code `varintTooLarge` above ``maximum``.
    public static func encode(_ value: UInt64) throws(EncodingError) -> [UInt8] {
        guard value <= maximum else {
            throw EncodingError(.varintTooLarge, "expected an integer of at most 2^63 - 1, found \(value)")
        }
        return encodeUnchecked(value)
    }

    /// Encodes an integer that is known to be at most ``maximum``.
    static func encodeUnchecked(_ value: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
        return bytes
    }

    /// Decodes the integer at the start of `bytes`, and tells how many bytes it takes.
    ///
    /// - Throws: ``EncodingError`` with code `varintTruncated`, `varintNotMinimal` or `varintTooLarge`.
    public static func decode(_ bytes: [UInt8]) throws(EncodingError) -> (value: UInt64, byteCount: Int) {
        try decode(bytes.span)
    }

    /// Decodes the integer at the start of `bytes`, and tells how many bytes it takes.
    ///
    /// - Throws: ``EncodingError`` with code `varintTruncated`, `varintNotMinimal` or `varintTooLarge`.
    public static func decode(_ bytes: Span<UInt8>) throws(EncodingError) -> (value: UInt64, byteCount: Int) {
        var value: UInt64 = 0
        for index in 0..<min(bytes.count, maximumByteCount) {
            let byte = bytes[index]
            value |= UInt64(byte & 0x7f) << UInt64(7 * index)
            guard byte & 0x80 == 0 else { continue }
            guard byte != 0 || index == 0 else {
                throw EncodingError(
                    .varintNotMinimal,
                    "expected the shortest form of a variable-length integer, found a last byte of zero "
                        + "at byte offset \(index)")
            }
            return (value, index + 1)
        }
        guard bytes.count >= maximumByteCount else {
            throw EncodingError(
                .varintTruncated,
                "expected the next byte of a variable-length integer, found the end at byte offset \(bytes.count)")
        }
        throw EncodingError(
            .varintTooLarge,
            "expected a variable-length integer of at most \(maximumByteCount) bytes, found a longer one")
    }
}

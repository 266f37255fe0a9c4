/// Base58 with the Bitcoin alphabet: the text form of keys (`did:key`, Multikey) and of `proofValue`.
///
/// Source: Controlled Identifiers 1.0, section 2.4, "base-58-btc". Every byte string has exactly one text and every
/// accepted text is the one of its bytes: each leading zero byte is one `1`, and nothing else may be added.
public enum Base58BTC {
    /// Length of the longest text that is decoded, in characters.
    ///
    /// The work grows with the square of the length, so unlimited input would let a small document cost seconds.
    public static let maximumCharacterCount = 4_096

    /// Length of the longest byte string whose text is always within ``maximumCharacterCount``.
    public static let maximumByteCount = 2_999

    // Digits are handled in groups whose value still fits a limb: 58^10 < 2^59 and 58^5 < 2^30.
    private static let digitsInWideGroup = 10
    private static let digitsInNarrowGroup = 5
    private static let narrowGroupSize: UInt64 = 656_356_768

    private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
    private static let noDigit: UInt8 = 0xff

    private static let digitValues: [UInt8] = {
        var values = [UInt8](repeating: noDigit, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    /// Decodes a text.
    ///
    /// - Throws: ``EncodingError`` with code `inputTooLong` above ``maximumCharacterCount``, or `invalidCharacter`.
    public static func decode(_ text: String) throws(EncodingError) -> [UInt8] { try decode(text.utf8.span) }

    /// Decodes a text given as its ASCII characters.
    ///
    /// - Throws: ``EncodingError`` with code `inputTooLong` above ``maximumCharacterCount``, or `invalidCharacter`.
    public static func decode(_ text: [UInt8]) throws(EncodingError) -> [UInt8] { try decode(text.span) }

    /// Decodes a text given as its ASCII characters in place.
    ///
    /// - Throws: ``EncodingError`` with code `inputTooLong` above ``maximumCharacterCount``, or `invalidCharacter`.
    public static func decode(_ text: Span<UInt8>) throws(EncodingError) -> [UInt8] { try decode(text, origin: 0) }

    static func decode(_ text: Span<UInt8>, origin: Int) throws(EncodingError) -> [UInt8] {
        let count = text.count
        guard count <= maximumCharacterCount else {
            throw EncodingError(
                .inputTooLong, "expected at most \(maximumCharacterCount) characters of base58btc, found \(count)")
        }
        var zeroCount = 0
        while zeroCount < count, text[zeroCount] == UInt8(ascii: "1") { zeroCount += 1 }

        // The number so far, least significant limb first; a digit carries less than 6 bits.
        var limbs = [UInt64](repeating: 0, count: (count - zeroCount) * 6 / 64 + 1)
        var limbCount = 0
        let values = digitValues
        var index = zeroCount
        while index < count {
            var group: UInt64 = 0
            var groupSize: UInt64 = 1
            let end = min(index + digitsInWideGroup, count)
            while index < end {
                let value = values[Int(text[index])]
                guard value != noDigit else {
                    throw EncodingError(
                        .invalidCharacter,
                        "expected a character of the base58btc alphabet, found "
                            + EncodingError.found(in: text, at: index, origin: origin))
                }
                group = group &* 58 &+ UInt64(value)
                groupSize = groupSize &* 58
                index += 1
            }
            for position in 0..<limbCount {
                let product = limbs[position].multipliedFullWidth(by: groupSize)
                let (sum, overflow) = product.low.addingReportingOverflow(group)
                limbs[position] = sum
                group = product.high &+ (overflow ? 1 : 0)
            }
            if group != 0 {
                limbs[limbCount] = group
                limbCount += 1
            }
        }
        return bytes(zeroCount: zeroCount, limbs: limbs, limbCount: limbCount)
    }

    private static func bytes(zeroCount: Int, limbs: [UInt64], limbCount: Int) -> [UInt8] {
        guard limbCount > 0 else { return [UInt8](repeating: 0, count: zeroCount) }
        let byteCount = limbCount * 8 - limbs[limbCount - 1].leadingZeroBitCount / 8
        var result = [UInt8](repeating: 0, count: zeroCount + byteCount)
        var end = result.count
        for position in 0..<limbCount {
            var limb = limbs[position]
            let start = max(end - 8, zeroCount)
            while end > start {
                end -= 1
                result[end] = UInt8(truncatingIfNeeded: limb)
                limb >>= 8
            }
        }
        return result
    }

    /// Encodes bytes.
    ///
    /// The work grows with the square of the length: this is for keys, hashes and signatures. What is longer than
    /// ``maximumByteCount`` bytes is encoded, but may be too long to be decoded again.
    public static func encode(_ bytes: [UInt8]) -> String { encode(bytes.span) }

    /// Encodes bytes in place.
    ///
    /// The work grows with the square of the length: this is for keys, hashes and signatures.
    public static func encode(_ bytes: Span<UInt8>) -> String {
        let count = bytes.count
        var zeroCount = 0
        while zeroCount < count, bytes[zeroCount] == 0 { zeroCount += 1 }

        // The number so far in base 58^5, least significant group first; 32 bits need less than 5.47 digits.
        var groups = [UInt64](repeating: 0, count: (count - zeroCount + 3) / 4 * 11 / 10 + 2)
        var groupCount = 0
        var index = zeroCount
        while index < count {
            // The first word takes the odd bytes, so that all further words are whole.
            let wordEnd = index + ((count - index - 1) & 3) + 1
            var carry: UInt64 = 0
            while index < wordEnd {
                carry = carry << 8 | UInt64(bytes[index])
                index += 1
            }
            for position in 0..<groupCount {
                let value = groups[position] << 32 | carry
                carry = value / narrowGroupSize
                groups[position] = value &- carry &* narrowGroupSize
            }
            while carry != 0 {
                groups[groupCount] = carry % narrowGroupSize
                carry /= narrowGroupSize
                groupCount += 1
            }
        }
        return text(zeroCount: zeroCount, groups: groups, groupCount: groupCount)
    }

    private static func text(zeroCount: Int, groups: [UInt64], groupCount: Int) -> String {
        let characters = alphabet
        var reversed: [UInt8] = []
        reversed.reserveCapacity(zeroCount + groupCount * digitsInNarrowGroup)
        for position in 0..<groupCount {
            var group = groups[position]
            let isLast = position == groupCount - 1
            for _ in 0..<digitsInNarrowGroup where !isLast || group != 0 {
                reversed.append(characters[Int(group % 58)])
                group /= 58
            }
        }
        for _ in 0..<zeroCount { reversed.append(UInt8(ascii: "1")) }
        reversed.reverse()
        return String(decoding: reversed, as: UTF8.self)
    }
}

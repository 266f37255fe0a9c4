/// Base45: bytes in the characters that a QR code packs tightest, its alphanumeric mode.
///
/// Source: RFC 9285. Two bytes become three characters, the least significant first, and a byte that is left over two.
/// One of the characters is a space; it is never the last of a text. The text of some bytes is the only one that
/// decodes to them: a group whose value is too large is refused, and so is a lower-case letter.
public enum Base45 {
    private static let noValue: UInt8 = 0xff
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: noValue, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    /// Whether a byte is the ASCII code of a character of the alphabet.
    public static func isInAlphabet(_ character: UInt8) -> Bool { values[Int(character)] != noValue }

    /// How many characters the text of some bytes has.
    public static func characterCount(ofBytes count: Int) -> Int { count / 2 * 3 + (count % 2) * 2 }

    /// Encodes bytes.
    public static func encode(_ bytes: [UInt8]) -> String {
        let alphabet = alphabet
        var text: [UInt8] = []
        text.reserveCapacity(characterCount(ofBytes: bytes.count))
        var index = 0
        while bytes.count - index >= 2 {
            let value = Int(bytes[index]) << 8 | Int(bytes[index + 1])
            text.append(alphabet[value % 45])
            text.append(alphabet[value / 45 % 45])
            text.append(alphabet[value / 2025])
            index += 2
        }
        if index < bytes.count {
            let value = Int(bytes[index])
            text.append(alphabet[value % 45])
            text.append(alphabet[value / 45])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Decodes a text.
    ///
    /// - Throws: ``EncodingError`` with code `invalidLength`, `invalidCharacter`, or `notCanonical` where a group stands
    ///   for more than its bytes can hold.
    public static func decode(_ text: String) throws(EncodingError) -> [UInt8] { try decode(text.utf8.span) }

    /// Decodes a text given as its ASCII characters.
    ///
    /// - Throws: ``EncodingError`` with the codes of the decoder for strings.
    public static func decode(_ text: [UInt8]) throws(EncodingError) -> [UInt8] { try decode(text.span) }

    /// Decodes a text given as its ASCII characters in place.
    ///
    /// - Throws: ``EncodingError`` with the codes of the decoder for strings.
    public static func decode(_ text: Span<UInt8>) throws(EncodingError) -> [UInt8] {
        guard text.count % 3 != 1 else {
            throw EncodingError(
                .invalidLength,
                "expected groups of three characters of base45, and two at the end or none, found \(text.count) in all")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 3 * 2 + 1)
        var index = 0
        while index < text.count {
            let count = min(text.count - index, 3)
            var value = 0
            for offset in stride(from: index + count - 1, through: index, by: -1) {
                let digit = values[Int(text[offset])]
                guard digit != noValue else {
                    throw EncodingError(
                        .invalidCharacter,
                        "expected a character of the base45 alphabet, found "
                            + EncodingError.found(in: text, at: offset))
                }
                value = value * 45 + Int(digit)
            }
            guard value <= (count == 3 ? 0xFFFF : 0xFF) else {
                throw EncodingError(
                    .notCanonical,
                    "expected characters of base45 that stand for \(count - 1) bytes, found a larger number at byte "
                        + "offset \(index)")
            }
            if count == 3 { bytes.append(UInt8(truncatingIfNeeded: value >> 8)) }
            bytes.append(UInt8(truncatingIfNeeded: value))
            index += count
        }
        return bytes
    }
}

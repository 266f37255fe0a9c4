/// The one implementation behind ``Base64`` and ``Base64URL``: they differ in two characters and in the padding.
struct Base64Coding: Sendable {
    private static let noValue: UInt8 = 0xff
    private static let padding = UInt8(ascii: "=")

    private let name: String
    private let isPadded: Bool
    private let alphabet: [UInt8]
    private let values: [UInt8]

    init(name: String, lastTwoCharacters: String, isPadded: Bool) {
        self.name = name
        self.isPadded = isPadded
        alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\(lastTwoCharacters)".utf8)
        var values = [UInt8](repeating: Self.noValue, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        self.values = values
    }

    func encode(_ bytes: Span<UInt8>) -> String {
        let alphabet = alphabet
        let rest = bytes.count % 3
        let paddingCount = rest == 0 ? 0 : 3 - rest
        // The padding is there from the start, and cut off where there is none.
        var text = [UInt8](repeating: Self.padding, count: bytes.count / 3 * 4 + (rest == 0 ? 0 : 4))
        var index = 0
        var end = 0
        while bytes.count - index >= 3 {
            let group = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
            text[end] = alphabet[group >> 18]
            text[end + 1] = alphabet[group >> 12 & 63]
            text[end + 2] = alphabet[group >> 6 & 63]
            text[end + 3] = alphabet[group & 63]
            index += 3
            end += 4
        }
        if rest > 0 {
            let group = Int(bytes[index]) << 16 | (rest == 2 ? Int(bytes[index + 1]) << 8 : 0)
            text[end] = alphabet[group >> 18]
            text[end + 1] = alphabet[group >> 12 & 63]
            if rest == 2 { text[end + 2] = alphabet[group >> 6 & 63] }
        }
        if !isPadded { text.removeLast(paddingCount) }
        return String(decoding: text, as: UTF8.self)
    }

    func decode(_ text: Span<UInt8>, origin: Int = 0) throws(EncodingError) -> [UInt8] {
        let count = isPadded ? try unpaddedCount(text, origin) : text.count
        let values = values
        var bytes = [UInt8](repeating: 0, count: count / 4 * 3 + max(count % 4 - 1, 0))
        var index = 0
        var end = 0
        while count - index >= 4 {
            let first = values[Int(text[index])]
            let second = values[Int(text[index + 1])]
            let third = values[Int(text[index + 2])]
            let fourth = values[Int(text[index + 3])]
            // A value has six bits; what is not in the alphabet has eight.
            guard first | second | third | fourth < 64 else {
                throw invalidCharacter(in: text, index..<count, origin)
            }
            let group = UInt32(first) << 18 | UInt32(second) << 12 | UInt32(third) << 6 | UInt32(fourth)
            bytes[end] = UInt8(truncatingIfNeeded: group >> 16)
            bytes[end + 1] = UInt8(truncatingIfNeeded: group >> 8)
            bytes[end + 2] = UInt8(truncatingIfNeeded: group)
            index += 4
            end += 3
        }
        var rest: UInt32 = 0
        for offset in index..<count {
            let value = values[Int(text[offset])]
            guard value < 64 else { throw invalidCharacter(in: text, offset..<count, origin) }
            rest = rest << 6 | UInt32(value)
        }
        let spareBits: UInt32
        switch count - index {
        case 0: return bytes
        case 2:
            spareBits = rest & 0b1111
            bytes[end] = UInt8(truncatingIfNeeded: rest >> 4)
        case 3:
            spareBits = rest & 0b11
            bytes[end] = UInt8(truncatingIfNeeded: rest >> 10)
            bytes[end + 1] = UInt8(truncatingIfNeeded: rest >> 2)
        default:
            throw EncodingError(
                .invalidLength, "expected a length that \(name) can have, found \(count) characters: one too many")
        }
        guard spareBits == 0 else {
            throw EncodingError(
                .notCanonical,
                "expected the unused bits of the last \(name) character to be zero, found "
                    + EncodingError.found(in: text, at: count - 1, origin: origin))
        }
        return bytes
    }

    /// The length without the padding that must be there.
    private func unpaddedCount(_ text: Span<UInt8>, _ origin: Int) throws(EncodingError) -> Int {
        var count = text.count
        while count > 0, text.count - count < 2, text[count - 1] == Self.padding { count -= 1 }
        guard text.count.isMultiple(of: 4) else {
            // A wrong character explains a wrong length better: a line break, for example.
            if let error = firstInvalidCharacter(in: text, 0..<count, origin) { throw error }
            throw EncodingError(
                .invalidPadding,
                "expected \(name) in groups of four characters, padded with '=', found \(text.count) characters")
        }
        return count
    }

    private func invalidCharacter(in text: Span<UInt8>, _ range: Range<Int>, _ origin: Int) -> EncodingError {
        firstInvalidCharacter(in: text, range, origin)
            ?? EncodingError(.invalidCharacter, "expected \(name), found another character")
    }

    private func firstInvalidCharacter(in text: Span<UInt8>, _ range: Range<Int>, _ origin: Int) -> EncodingError? {
        for offset in range where values[Int(text[offset])] == Self.noValue {
            let found = EncodingError.found(in: text, at: offset, origin: origin)
            guard text[offset] == Self.padding else {
                return EncodingError(.invalidCharacter, "expected a character of the \(name) alphabet, found \(found)")
            }
            return EncodingError(
                .invalidPadding,
                isPadded
                    ? "expected at most two '=', at the end of \(name), found \(found)"
                    : "expected \(name) without padding, found \(found)")
        }
        return nil
    }
}

extension TapeParser {
    /// Refuses what begins like another encoding than UTF-8, before its bytes are mistaken for bad grammar.
    ///
    /// UTF-16 and UTF-32 are told by their byte-order mark, or by the zeros that the first character of a JSON document,
    /// which is ASCII, must have beside it.
    func refuseOtherEncodings() throws(JSONError) {
        if peek() == 0xEF, peek(1) == 0xBB, peek(2) == 0xBF {
            throw error(.notUTF8, "expected UTF-8 without a byte-order mark, found the mark EF BB BF")
        }
        let hasMark = peek() == 0xFE && peek(1) == 0xFF || peek() == 0xFF && peek(1) == 0xFE
        let hasZero = count.isMultiple(of: 2) && (peek() == 0 || peek(1) == 0)
        if hasMark || hasZero {
            throw error(.notUTF8, "expected UTF-8, found what looks like UTF-16 or UTF-32")
        }
    }

    /// Moves over one multibyte character inside a string, or refuses it.
    mutating func multibyteScalar() throws(JSONError) {
        let (scalar, length) = try multibyteSequence()
        try admit(scalar, at: position)
        position += length
    }

    /// The scalar value and the size of the well-formed multibyte sequence at the position (Unicode 17, table 3-7).
    func multibyteSequence() throws(JSONError) -> (scalar: UInt32, length: Int) {
        let first = unsafe base[position]
        let length: Int
        var scalar: UInt32
        let least: UInt32
        switch first {
        case 0xC2...0xDF: (length, scalar, least) = (2, UInt32(first & 0x1F), 0x80)
        case 0xE0...0xEF: (length, scalar, least) = (3, UInt32(first & 0x0F), 0x800)
        case 0xF0...0xF4: (length, scalar, least) = (4, UInt32(first & 0x07), 0x1_0000)
        default: throw error(.notUTF8, "expected UTF-8, found a byte that cannot begin a character")
        }
        for ahead in 1..<length {
            // Beyond the end a zero is read, which continues no character.
            let byte = peek(ahead)
            guard byte & 0xC0 == 0x80 else { throw error(.notUTF8, "expected UTF-8, found half a character") }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        guard scalar >= least, scalar <= 0x10_FFFF, !(0xD800...0xDFFF).contains(scalar) else {
            throw error(.notUTF8, "expected UTF-8, found an overlong form, a surrogate or a value beyond U+10FFFF")
        }
        return (scalar, length)
    }

    /// Refuses characters that the text rule does not admit.
    func admit(_ scalar: UInt32, at offset: Int) throws(JSONError) {
        guard limits.text == .interchange else { return }
        if scalar == 0 { throw error(.badString, "the character U+0000 is not admitted", at: offset) }
        if scalar & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar) {
            throw error(.badString, "a Unicode noncharacter is not admitted", at: offset)
        }
    }
}

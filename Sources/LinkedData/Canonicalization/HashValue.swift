/// A hash of 32 or 48 bytes, held without an allocation; hashes of one function compare as their bytes do.
struct HashValue: Hashable, Sendable {
    /// The order of hashes of one function, which is that of their hexadecimal texts.
    static func < (left: HashValue, right: HashValue) -> Bool {
        if left.word0 != right.word0 { return left.word0 < right.word0 }
        if left.word1 != right.word1 { return left.word1 < right.word1 }
        if left.word2 != right.word2 { return left.word2 < right.word2 }
        if left.word3 != right.word3 { return left.word3 < right.word3 }
        if left.word4 != right.word4 { return left.word4 < right.word4 }
        return left.word5 < right.word5
    }

    private let word0, word1, word2, word3, word4, word5: UInt64
    private let wordCount: Int

    /// Takes the bytes of a hash.
    init(_ bytes: [UInt8]) {
        func word(_ index: Int) -> UInt64 {
            var word: UInt64 = 0
            for byte in 8 * index..<8 * index + 8 { word = word << 8 | (byte < bytes.count ? UInt64(bytes[byte]) : 0) }
            return word
        }
        (word0, word1, word2, word3, word4, word5) = (word(0), word(1), word(2), word(3), word(4), word(5))
        wordCount = bytes.count / 8
    }

    /// Writes the hash in lower-case hexadecimal at the end of `output`.
    func appendHexadecimal(to output: inout [UInt8]) {
        for word in [word0, word1, word2, word3, word4, word5].prefix(wordCount) {
            for shift in stride(from: 60, through: 0, by: -4) {
                let value = UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15
                output.append(value < 10 ? 0x30 + value : 0x57 + value)
            }
        }
    }
}

extension Span<UInt8> {
    /// Whether both have the same bytes.
    func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        let (left, right) = unsafe (bytes, other.bytes)
        var offset = 0
        while offset + 8 <= count {
            guard left.word(offset) == right.word(offset) else { return false }
            offset += 8
        }
        while offset < count {
            guard self[offset] == other[offset] else { return false }
            offset += 1
        }
        return true
    }

    /// Whether the bytes are those of `text`.
    func isEqual(to text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { text in
            for index in 0..<count where unsafe self[index] != text[index] { return false }
            return true
        }
    }

    /// Whether the bytes come before others in the order of their values, which for UTF-8 is the order of code points.
    func precedes(_ other: Span<UInt8>) -> Bool {
        for index in 0..<Swift.min(count, other.count) where self[index] != other[index] {
            return self[index] < other[index]
        }
        return count < other.count
    }

    /// The first place of a byte from `start` on.
    func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        var index = start
        let ones: UInt64 = 0x0101_0101_0101_0101
        let raw = unsafe bytes
        while index + 8 <= count {
            // The lowest byte that is zero here is found exactly; only above it there may be false answers.
            let word = raw.word(index) ^ (ones &* UInt64(byte))
            let zeros = (word &- ones) & ~word & (ones << 7)
            if zeros != 0 { return index + zeros.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count {
            if self[index] == byte { return index }
            index += 1
        }
        return nil
    }

    /// The bytes in an array of their own.
    var array: [UInt8] { unsafe withUnsafeBufferPointer { unsafe [UInt8]($0) } }
}

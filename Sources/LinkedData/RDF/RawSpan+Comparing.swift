extension RawSpan {
    /// Whether the `count` bytes from `left` equal those from `right`; `false` where either would run over the end.
    func isEqual(_ left: Int, _ right: Int, count: Int) -> Bool {
        guard count >= 0, left + count <= byteCount, right + count <= byteCount else { return false }
        var offset = 0
        while offset + 8 <= count {
            guard word(left + offset) == word(right + offset) else { return false }
            offset += 8
        }
        while offset < count {
            guard byte(left + offset) == byte(right + offset) else { return false }
            offset += 1
        }
        return true
    }

    /// Whether one range of bytes comes before another in the order of their values, a beginning before its
    /// continuation.
    func isOrdered(_ left: Range<Int>, before right: Range<Int>) -> Bool {
        let count = Swift.min(left.count, right.count)
        var offset = 0
        while offset + 8 <= count {
            let (one, other) = (word(left.lowerBound + offset), word(right.lowerBound + offset))
            if one != other { return one.byteSwapped < other.byteSwapped }
            offset += 8
        }
        while offset < count {
            let (one, other) = (byte(left.lowerBound + offset), byte(right.lowerBound + offset))
            if one != other { return one < other }
            offset += 1
        }
        return left.count < right.count
    }

    // Both loads are checked against the bounds, and every pattern of bits is a number.

    /// Eight bytes as a number, the first as its lowest.
    func word(_ offset: Int) -> UInt64 {
        UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    private func byte(_ offset: Int) -> UInt8 { unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self) }
}

extension [UInt8] {
    /// Adds bytes at the end.
    mutating func append(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    /// Adds a part of another array at the end.
    mutating func append(_ range: Range<Int>, of bytes: [UInt8]) { append(bytes.span.extracting(range)) }

    /// Adds ASCII characters at the end.
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { unsafe append(contentsOf: $0) }
    }
}

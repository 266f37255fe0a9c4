extension Span<UInt8> {
    /// Whether two texts have the same bytes.
    func isEqual(to other: Span<UInt8>) -> Bool { count == other.count && hasSuffix(other, from: 0) }

    /// Whether the bytes from `start` on are those of `other`.
    func hasSuffix(_ other: Span<UInt8>, from start: Int) -> Bool {
        guard start >= 0, count - start == other.count else { return false }
        for index in 0..<other.count where self[start + index] != other[index] { return false }
        return true
    }

    /// Whether the text begins with the bytes of `other`.
    func hasPrefix(_ other: Span<UInt8>) -> Bool {
        guard count >= other.count else { return false }
        for index in 0..<other.count where self[index] != other[index] { return false }
        return true
    }

    /// Whether there is nothing but blanks.
    var isBlank: Bool {
        for index in 0..<count where self[index] > 0x20 { return false }
        return true
    }

    /// The number of characters (Unicode scalar values) without blanks at the ends.
    var characterCount: Int {
        var first = 0
        var end = count
        while first < end, self[first] <= 0x20 { first += 1 }
        while end > first, self[end - 1] <= 0x20 { end -= 1 }
        var characters = 0
        for index in first..<end where self[index] & 0xC0 != 0x80 { characters += 1 }
        return characters
    }
}

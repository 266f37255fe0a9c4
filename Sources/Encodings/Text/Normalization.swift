/// Unicode normalization: the one way to write text that can be written in several.
///
/// Source: UAX #15. The check knows the Unicode version of the Swift runtime; characters that are newer than that
/// count as letters that normalize to themselves.
public enum Normalization {
    /// Tells whether UTF-8 bytes are in normalization form C; bytes that are not UTF-8 are not.
    ///
    /// Text below U+0300 (ASCII and all Latin letters with one mark) is answered at a glance. Nothing is allocated.
    public static func isNFC(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        guard index < bytes.count, var text = try? UTF8Span(validating: bytes) else { return index == bytes.count }
        // Below U+0300 no character composes, decomposes otherwise than to itself, or moves; 0xCC starts U+0300.
        while index < bytes.count, bytes[index] < 0xcc { index += 1 }
        return index == bytes.count || (isOrdered(text) && text.checkForNFC(quickCheck: false))
    }

    /// Whether marks stand in canonical order, which a text in any normalization form keeps.
    ///
    /// The complete check sorts them by insertion: without this one first, 64 KiB of marks would cost it 0.2 s.
    private static func isOrdered(_ text: borrowing UTF8Span) -> Bool {
        var previous: UInt8 = 0
        var scalars = text.makeUnicodeScalarIterator()
        while let scalar = scalars.next() {
            let current = scalar.value < 0x300 ? 0 : scalar.properties.canonicalCombiningClass.rawValue
            guard current == 0 || current >= previous else { return false }
            previous = current
        }
        return true
    }

    /// Tells whether UTF-8 bytes are in normalization form C; bytes that are not UTF-8 are not.
    public static func isNFC(_ bytes: some Collection<UInt8>) -> Bool {
        let answer = bytes.withContiguousStorageIfAvailable { buffer in unsafe isNFC(buffer.span) }
        return answer ?? isNFC(Array(bytes).span)
    }

    /// Tells whether a string is in normalization form C.
    public static func isNFC(_ text: String) -> Bool { isNFC(text.utf8.span) }
}

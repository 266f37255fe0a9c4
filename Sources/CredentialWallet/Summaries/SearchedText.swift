import Glibc

/// A text that somebody looks for, as it is compared.
struct SearchedText {
    /// Its bytes in lower case.
    let bytes: [UInt8]

    /// Brings a text into the form in which texts are compared.
    init(_ text: String) { bytes = Array(SummaryClaims.folded(text).utf8) }

    /// Whether it occurs in a text, in capitals or not.
    func occurs(in text: String) -> Bool { occurs(in: SummaryClaims.folded(text).utf8.span) }

    /// Whether it occurs in bytes in lower case.
    ///
    /// The C library looks for the first byte in many places at once, which a loop here does not.
    func occurs(in text: Span<UInt8>) -> Bool {
        guard let first = bytes.first else { return true }
        return unsafe text.withUnsafeBytes { text in
            guard var place = text.baseAddress else { return false }
            var count = text.count
            while count >= bytes.count, let found = unsafe memchr(place, Int32(first), count - bytes.count + 1) {
                if unsafe memcmp(found, bytes, bytes.count) == 0 { return true }
                count -= unsafe UnsafeRawPointer(found) - place + 1
                unsafe place = UnsafeRawPointer(found) + 1
            }
            return false
        }
    }
}

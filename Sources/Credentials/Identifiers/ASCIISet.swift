/// A set of ASCII characters that answers in two instructions.
struct ASCIISet: Sendable {
    private let low: UInt64
    private let high: UInt64

    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// The characters of `text`; what is not ASCII is left out.
    init(_ text: StaticString) {
        var low: UInt64 = 0
        var high: UInt64 = 0
        for byte in text.description.utf8 where byte < 0x80 {
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
        }
        self.init(low: low, high: high)
    }

    /// Whether `byte` is in the set; a byte outside ASCII never is.
    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        guard byte < 0x80 else { return false }
        return (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 == 1
    }

    /// The characters of both sets.
    func union(_ other: ASCIISet) -> ASCIISet { ASCIISet(low: low | other.low, high: high | other.high) }
}

extension ASCIISet {
    static let digits = ASCIISet("0123456789")
    static let lowerCase = ASCIISet("abcdefghijklmnopqrstuvwxyz")
    static let letters = lowerCase.union(ASCIISet("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    static let alphanumerics = letters.union(digits)
    static let hexadecimal = digits.union(ASCIISet("abcdefABCDEF"))

    /// What a scheme is written with after its first letter: RFC 3986, section 3.1.
    static let scheme = alphanumerics.union(ASCIISet("+-."))
    /// What a registered name is written with: RFC 3986, section 3.2.2.
    static let registeredName = alphanumerics.union(ASCIISet("-._~!$&'()*+,;="))
    /// What a path segment is written with (`pchar`), and the slash: RFC 3986, section 3.3.
    static let path = registeredName.union(ASCIISet(":@/"))
    /// What a query or a fragment is written with: RFC 3986, sections 3.4 and 3.5.
    static let query = path.union(ASCIISet("?"))

    /// What the name of a DID method is written with: DID 1.0, section 3.1.
    static let methodName = lowerCase.union(digits)
    /// What the method-specific part of a DID is written with, and the colon: DID 1.0, section 3.1.
    static let methodSpecific = alphanumerics.union(ASCIISet(".-_:"))
}

/// Whether the `%` at `offset` is followed by two hexadecimal digits.
func isPercentEncoded(_ text: Span<UInt8>, at offset: Int) -> Bool {
    text.count - offset > 2 && ASCIISet.hexadecimal.contains(text[offset + 1])
        && ASCIISet.hexadecimal.contains(text[offset + 2])
}

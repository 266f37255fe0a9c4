extension DIDURL {
    /// Reads a DID URL; one without path, query and fragment is a DID.
    ///
    /// - Returns: `nil` unless `text` follows the syntax.
    public init?(_ text: String) {
        do throws(IdentifierError) { try self.init(parsing: text) } catch { return nil }
    }

    /// Reads a DID URL, and tells what is wrong with a text that is none.
    ///
    /// - Throws: ``IdentifierError`` with code `syntax` or `notASCII`.
    public init(parsing text: String) throws(IdentifierError) {
        let (methodEnd, didEnd, fragmentMark) = try Self.scan(text.utf8.span)
        self.init(knownText: text, methodEnd: methodEnd, didEnd: didEnd, fragmentMark: fragmentMark)
    }

    /// Finds the parts of a DID URL, which fills the whole text.
    static func scan(
        _ text: Span<UInt8>
    ) throws(IdentifierError) -> (methodEnd: Int, didEnd: Int, fragmentMark: Int) {
        let (methodEnd, didEnd) = try DID.scan(text)
        // A query may hold what a path may and `?`; only one `#` may stand in a URL, so it is in neither set.
        let allowed = ASCIISet.query
        var fragmentMark = text.count
        var index = didEnd
        while index < text.count {
            let byte = text[index]
            if allowed.contains(byte) {
                index += 1
            } else if byte == UInt8(ascii: "%"), isPercentEncoded(text, at: index) {
                index += 3
            } else if byte == UInt8(ascii: "#"), fragmentMark == text.count {
                fragmentMark = index
                index += 1
            } else {
                throw .unexpected("a character of a path, a query or a fragment", in: text, at: index)
            }
        }
        return (methodEnd, didEnd, fragmentMark)
    }
}

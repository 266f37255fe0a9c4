extension DID {
    /// Reads a DID.
    ///
    /// - Returns: `nil` unless `text` follows the syntax.
    public init?(_ text: String) {
        do throws(IdentifierError) { try self.init(parsing: text) } catch { return nil }
    }

    /// Reads a DID, and tells what is wrong with a text that is none.
    ///
    /// - Throws: ``IdentifierError`` with code `syntax` or `notASCII`.
    public init(parsing text: String) throws(IdentifierError) {
        let span = text.utf8.span
        let (methodEnd, end) = try Self.scan(span)
        guard end == span.count else { throw .unexpected("the end of the DID", in: span, at: end) }
        self.init(knownText: text, methodEnd: methodEnd)
    }

    /// Finds where the method name of the DID at the start of `text` ends, and where the DID does: at the end of the
    /// text or at the first of `/`, `?` and `#`.
    static func scan(_ text: Span<UInt8>) throws(IdentifierError) -> (methodEnd: Int, end: Int) {
        guard text.count > 4, text[0] == UInt8(ascii: "d"), text[1] == UInt8(ascii: "i"), text[2] == UInt8(ascii: "d"),
            text[3] == UInt8(ascii: ":")
        else { throw IdentifierError(.syntax, "expected a DID, which begins with did:") }

        let methodName = ASCIISet.methodName
        var index = 4
        while index < text.count, methodName.contains(text[index]) { index += 1 }
        guard index > 4 else {
            throw .unexpected("a method name of small letters and digits after did:", in: text, at: index)
        }
        let methodEnd = index
        guard index < text.count, text[index] == UInt8(ascii: ":") else {
            throw .unexpected("a colon after the method name", in: text, at: index)
        }
        let methodSpecific = ASCIISet.methodSpecific
        index += 1
        while index < text.count {
            let byte = text[index]
            if methodSpecific.contains(byte) {
                index += 1
            } else if byte == UInt8(ascii: "%") {
                guard isPercentEncoded(text, at: index) else {
                    throw .unexpected("two hexadecimal digits after the percent sign", in: text, at: index + 1)
                }
                index += 3
            } else if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") {
                break
            } else {
                throw .unexpected("a letter, a digit or one of . - _ : % in the DID", in: text, at: index)
            }
        }
        // The grammar has at least one character after the last colon.
        guard text[index - 1] != UInt8(ascii: ":") else {
            throw .unexpected("an identifier after the last colon of the DID", in: text, at: index)
        }
        return (methodEnd, index)
    }
}

extension TapeParser {
    /// What to throw when the grammar expects something else than what stands at the position.
    func syntax(_ expected: String) -> JSONError {
        guard position < count else { return error(.syntax, "expected \(expected), found the end of the document") }
        let byte = unsafe base[position]
        if byte >= 0x80 {
            // Bytes that are no text at all are told as such: they rarely come from a slip in the grammar.
            do throws(JSONError) { _ = try multibyteSequence() } catch { return error }
            return error(.syntax, "expected \(expected), found a character outside ASCII")
        }
        let digits = String(byte, radix: 16, uppercase: true)
        let isPrintable = byte > 0x20 && byte < 0x7F
        let found = isPrintable ? "'\(Unicode.Scalar(byte))'" : "the byte 0x\(byte < 16 ? "0" : "")\(digits)"
        return error(.syntax, "expected \(expected), found \(found)")
    }

    /// An error at `offset`, or at the position.
    func error(_ code: JSONError.Code, _ reason: String, at offset: Int? = nil) -> JSONError {
        JSONError(code: code, byteOffset: offset ?? position, pointer: pointer(), reason: reason)
    }

    /// The JSON pointer of the innermost value that was begun: while a name or a comma is read, that is the container.
    func pointer() -> String {
        var result = ""
        for (level, frame) in stack.enumerated() where isInsideChild || level < stack.count - 1 {
            let node = unsafe nodes[frame.node]
            if node.kind == .array {
                result += "/\(node.count - 1)"
            } else {
                let name = unsafe nodes[frame.name]
                let text =
                    name.isEscaped
                    ? unsafe UnsafeBufferPointer(start: side + Int(name.extra), count: Int(name.count))
                    : unsafe UnsafeBufferPointer(
                        start: base + Int(name.offset) + 1, count: Int(name.end) - Int(name.offset) - 2)
                result += unsafe "/" + JSONPointer.escape(String(decoding: text, as: UTF8.self))
            }
        }
        return result
    }
}

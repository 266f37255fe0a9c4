extension NQuadsReader {
    /// The line and the column of a byte, both from one.
    static func position(of offset: Int, in document: Span<UInt8>) -> RDFError.Position {
        var line = 1
        var lineStart = 0
        for index in 0..<min(offset, document.count) {
            let isReturn = document[index] == 0x0D
            guard isReturn || document[index] == 0x0A else { continue }
            // A return and a feed together end one line.
            if !isReturn, index > 0, document[index - 1] == 0x0D { line -= 1 }
            line += 1
            lineStart = index + 1
        }
        return RDFError.Position(line: line, column: offset - lineStart + 1)
    }

    /// The error that something else stands at the offset than what is expected.
    func unexpected(_ expected: String, _ document: Span<UInt8>) -> RDFError {
        fault(.syntax, "expected \(expected), found \(found(document))", at: offset, document)
    }

    /// An error at a byte of the document.
    func fault(_ code: RDFError.Code, _ reason: String, at offset: Int, _ document: Span<UInt8>) -> RDFError {
        RDFError(code, reason, at: Self.position(of: offset, in: document))
    }

    /// An error of the dataset, with the place in the document.
    func placed(_ error: RDFError, at offset: Int, _ document: Span<UInt8>) -> RDFError {
        RDFError(error.code, error.reason, at: Self.position(of: offset, in: document))
    }

    private func found(_ document: Span<UInt8>) -> String {
        guard offset < document.count else { return "the end of the document" }
        switch document[offset] {
        case 0x0A, 0x0D: return "the end of the line"
        case 0x20: return "a space"
        case 0x21...0x7E: return "'\(Unicode.Scalar(document[offset]))'"
        default: return "byte 0x\(String(document[offset], radix: 16, uppercase: true))"
        }
    }
}

extension TapeParser {
    /// Reads a string: a member name, or a value.
    mutating func string(isName: Bool) throws(JSONError) {
        let start = position
        position += 1
        var isASCII = true
        while true {
            skipPlainText()
            guard position < count else { throw syntax("the closing quote of a string") }
            let byte = unsafe base[position]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                try escapedString(from: start, isName: isName)
                return
            }
            guard byte >= 0x20 else { throw controlCharacter() }
            if byte < 0x80 {
                position += 1
            } else {
                isASCII = false
                try multibyteScalar()
            }
        }
        position += 1
        let content = unsafe UnsafeBufferPointer(start: base + start + 1, count: position - start - 2)
        if content.count > limits.stringByteCount { try unsafe checkLength(content, from: start, isName: isName) }
        if isName && !isASCII { try unsafe checkName(content, from: start) }
        append(.string, from: start)
    }

    /// Reads a string that has an escape: its text goes to the side buffer.
    private mutating func escapedString(from start: Int, isName: Bool) throws(JSONError) {
        let first = sideCount
        unsafe appendSide(base + start + 1, position - start - 1)
        while true {
            let run = position
            skipPlainText()
            if position > run { unsafe appendSide(base + run, position - run) }
            guard position < count else { throw syntax("the closing quote of a string") }
            let byte = unsafe base[position]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                try escape()
            } else if byte < 0x20 {
                throw controlCharacter()
            } else {
                let scalar = position
                if byte < 0x80 { position += 1 } else { try multibyteScalar() }
                unsafe appendSide(base + scalar, position - scalar)
            }
        }
        position += 1
        let content = unsafe UnsafeBufferPointer(start: side + first, count: sideCount - first)
        if content.count > limits.stringByteCount { try unsafe checkLength(content, from: start, isName: isName) }
        if isName { try unsafe checkName(content, from: start) }
        append(.string, from: start)
        unsafe nodes[nodeCount - 1].isEscaped = true
        unsafe nodes[nodeCount - 1].extra = UInt32(truncatingIfNeeded: first)
        unsafe nodes[nodeCount - 1].count = UInt32(truncatingIfNeeded: sideCount - first)
    }

    /// Moves over bytes that need no look: printable ASCII but the quote and the backslash, eight at a time.
    private mutating func skipPlainText() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while position + 8 <= count {
            // Little-endian, so that the lowest flag is the first byte: those above a flag may be raised by its borrow.
            let word = unsafe UInt64(
                littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let special =
                ((word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | word)
                & highs
            if special != 0 {
                position += special.trailingZeroBitCount / 8
                return
            }
            position += 8
        }
        while position < count {
            let byte = unsafe base[position]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte >= 0x80 { return }
            position += 1
        }
    }

    /// Refuses a string that is longer than others may be, unless it is an image within the bound for those.
    private func checkLength(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, isName: Bool
    ) throws(JSONError) {
        let isImage = unsafe !isName && text.starts(with: "data:image/".utf8)
        let bound = isImage ? max(limits.imageByteCount, limits.stringByteCount) : limits.stringByteCount
        guard text.count > bound else { return }
        throw error(.limit, "a string has at most \(bound) bytes here, found \(text.count)", at: start)
    }

    /// Names that look alike must be alike: Unicode-equivalent spellings of a name are refused, not merged.
    private func checkName(_ text: UnsafeBufferPointer<UInt8>, from start: Int) throws(JSONError) {
        guard limits.text == .interchange, unsafe !Normalization.isNFC(text) else { return }
        throw JSONError(
            code: .nameNotNFC, byteOffset: start,
            pointer: unsafe pointer() + "/" + JSONPointer.escape(String(decoding: text, as: UTF8.self)),
            reason: "a member name must be in Unicode Normalization Form C (composed), found another form")
    }

    private func controlCharacter() -> JSONError {
        error(.syntax, "a control character in a string must be written as an escape, found it bare")
    }
}

/// The one strict JSON parser: RFC 8259 with the bounds and refusals of ``Limits``.
///
/// It walks the bytes once, keeps its own stack and therefore cannot be made to recurse. Object names are sorted as soon
/// as an object closes: that finds duplicates, and the canonical form needs the same order.
@safe struct TapeParser: ~Copyable {
    private struct Frame {
        var node: Int
        /// The latest member name, for error pointers.
        var name: Int
    }

    private let base: UnsafePointer<UInt8>
    private let count: Int
    private let limits: Limits
    private var position = 0
    private var members = 0

    private var nodes: UnsafeMutablePointer<JSONTape.Node>
    private var nodeCapacity: Int
    private var nodeCount = 0
    private var side: UnsafeMutablePointer<UInt8>
    private var sideCapacity = 1
    private var sideCount = 0
    private var order: UnsafeMutablePointer<UInt32>
    private var orderCapacity: Int
    private var orderCount = 0
    private var stack: [Frame] = []

    private init(_ bytes: UnsafeBufferPointer<UInt8>, start: UnsafePointer<UInt8>, limits: Limits) {
        unsafe base = start
        count = bytes.count
        self.limits = limits
        nodeCapacity = count / 8 + 16
        unsafe nodes = .allocate(capacity: nodeCapacity)
        unsafe side = .allocate(capacity: 1)
        orderCapacity = count / 16 + 16
        unsafe order = .allocate(capacity: orderCapacity)
        stack.reserveCapacity(8)
    }

    /// Parses a whole document.
    static func parse(_ source: [UInt8], limits: Limits) throws(JSONError) -> JSONTape {
        guard source.count <= limits.documentByteCount else {
            throw JSONError(
                code: .inputTooLarge, byteOffset: limits.documentByteCount, pointer: "",
                reason: "a document has at most \(limits.documentByteCount) bytes, found \(source.count)")
        }
        // A pointer to at least one byte, so that an empty document needs no special case below.
        let outcome: Result<JSONTape, JSONError> = unsafe source.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                return .failure(
                    JSONError(
                        code: .syntax, byteOffset: 0, pointer: "", reason: "expected a JSON value, found nothing"))
            }
            var parser = unsafe TapeParser(bytes, start: start, limits: limits)
            do throws(JSONError) {
                try parser.document()
            } catch {
                parser.discard()
                return .failure(error)
            }
            return unsafe .success(
                JSONTape(
                    source: source, nodes: parser.nodes, nodeCount: parser.nodeCount, side: parser.side,
                    order: parser.order))
        }
        return try outcome.get()
    }

    private func discard() {
        unsafe nodes.deallocate()
        unsafe side.deallocate()
        unsafe order.deallocate()
    }

    // MARK: Grammar

    private mutating func document() throws(JSONError) {
        try refuseOtherEncodings()
        skipSpace()
        try value()
        while let frame = stack.last {
            skipSpace()
            if unsafe nodes[frame.node].kind == .object {
                try objectStep(frame.node)
            } else {
                try arrayStep(frame.node)
            }
        }
        skipSpace()
        guard position == count else { throw syntax("the end of the document") }
    }

    /// Reads what follows inside an open object: its end, or a name and a value.
    private mutating func objectStep(_ node: Int) throws(JSONError) {
        let isFirst = unsafe nodes[node].count == 0
        if peek() == UInt8(ascii: "}") {
            position += 1
            try closeObject(node)
            return
        }
        if !isFirst {
            guard peek() == UInt8(ascii: ",") else { throw syntax("',' or '}'") }
            position += 1
            skipSpace()
        }
        guard peek() == UInt8(ascii: "\"") else {
            throw syntax(isFirst ? "a member name in double quotes or '}'" : "a member name in double quotes")
        }
        try countMember()
        let name = nodeCount
        try string(isName: true)
        unsafe nodes[node].count += 1
        stack[stack.count - 1].name = name
        skipSpace()
        guard peek() == UInt8(ascii: ":") else { throw syntax("':' after the member name") }
        position += 1
        skipSpace()
        try value()
    }

    /// Reads what follows inside an open array: its end, or an element.
    private mutating func arrayStep(_ node: Int) throws(JSONError) {
        let isFirst = unsafe nodes[node].count == 0
        if peek() == UInt8(ascii: "]") {
            position += 1
            unsafe nodes[node].end = UInt32(truncatingIfNeeded: position)
            unsafe nodes[node].next = UInt32(truncatingIfNeeded: nodeCount)
            stack.removeLast()
            return
        }
        if !isFirst {
            guard peek() == UInt8(ascii: ",") else { throw syntax("',' or ']'") }
            position += 1
            skipSpace()
        }
        try countMember()
        unsafe nodes[node].count += 1
        try value()
    }

    /// Reads a scalar whole, or opens a container.
    private mutating func value() throws(JSONError) {
        switch peek() {
        case UInt8(ascii: "\""): try string(isName: false)
        case UInt8(ascii: "{"): try open(.object)
        case UInt8(ascii: "["): try open(.array)
        case UInt8(ascii: "t"): try literal("true", .boolean, 1)
        case UInt8(ascii: "f"): try literal("false", .boolean, 0)
        case UInt8(ascii: "n"): try literal("null", .null, 0)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        default: throw syntax("a JSON value")
        }
    }

    private mutating func open(_ kind: JSONKind) throws(JSONError) {
        guard stack.count < limits.depth else {
            throw error(.limit, "arrays and objects may be nested \(limits.depth) deep, found one more")
        }
        let node = nodeCount
        append(kind, from: position)
        position += 1
        stack.append(Frame(node: node, name: 0))
    }

    private mutating func literal(
        _ text: StaticString, _ kind: JSONKind, _ truth: UInt32
    ) throws(JSONError) {
        let start = position
        for index in 0..<text.utf8CodeUnitCount {
            guard unsafe peek() == text.utf8Start[index] else { throw syntax("the literal \(text)") }
            position += 1
        }
        append(kind, from: start)
        unsafe nodes[nodeCount - 1].count = truth
    }

    // MARK: Numbers

    private mutating func number() throws(JSONError) {
        let start = position
        if peek() == UInt8(ascii: "-") { position += 1 }
        if peek() == UInt8(ascii: "0") {
            position += 1
            if isDigit(peek()) { throw syntax("no digit after a leading zero") }
        } else {
            try digits("a digit")
        }
        var isInteger = true
        if peek() == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            try digits("a digit after the decimal point")
        }
        var hasExponent = false
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            isInteger = false
            hasExponent = true
            position += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
            try digits("a digit in the exponent")
        }
        let length = position - start
        guard length <= limits.stringByteCount else {
            throw error(.limit, "a number has at most \(limits.stringByteCount) characters, found \(length)", at: start)
        }
        // Up to 15 characters without exponent are exact in every rule, but for the negative zero.
        let isPlain = unsafe length <= 15 && !hasExponent && base[start] != UInt8(ascii: "-")
        if !(isPlain && (isInteger || limits.numbers != .integers)) {
            let text = unsafe UnsafeBufferPointer(start: base + start, count: length)
            if let refusal = unsafe JSONNumber.refusal(of: text, isInteger: isInteger, rule: limits.numbers) {
                throw error(.numberNotAllowed, refusal, at: start)
            }
        }
        append(.number, from: start)
    }

    private mutating func digits(_ expected: StaticString) throws(JSONError) {
        guard isDigit(peek()) else { throw syntax("\(expected)") }
        while isDigit(peek()) { position += 1 }
    }

    // MARK: Strings

    private mutating func string(isName: Bool) throws(JSONError) {
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
        try unsafe checkLength(content, from: start)
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
        try unsafe checkLength(content, from: start)
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
            let word = unsafe UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let special =
                ((word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | word)
                & highs
            if special != 0 {
                position += UInt64(littleEndian: special).trailingZeroBitCount / 8
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

    /// Moves over one well-formed multibyte sequence (Unicode 15, table 3-7), or refuses it.
    private mutating func multibyteScalar() throws(JSONError) {
        let first = unsafe base[position]
        let length: Int
        var scalar: UInt32
        let least: UInt32
        switch first {
        case 0xC2...0xDF: (length, scalar, least) = (2, UInt32(first & 0x1F), 0x80)
        case 0xE0...0xEF: (length, scalar, least) = (3, UInt32(first & 0x0F), 0x800)
        case 0xF0...0xF4: (length, scalar, least) = (4, UInt32(first & 0x07), 0x1_0000)
        default: throw error(.notUTF8, "expected UTF-8, found a byte that cannot begin a character")
        }
        guard position + length <= count else { throw error(.notUTF8, "expected UTF-8, found half a character") }
        for index in 1..<length {
            let byte = unsafe base[position + index]
            guard byte & 0xC0 == 0x80 else { throw error(.notUTF8, "expected UTF-8, found half a character") }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        guard scalar >= least, scalar <= 0x10_FFFF, !(0xD800...0xDFFF).contains(scalar) else {
            throw error(.notUTF8, "expected UTF-8, found an overlong form, a surrogate or a value beyond U+10FFFF")
        }
        try admit(scalar, at: position)
        position += length
    }

    private mutating func escape() throws(JSONError) {
        let start = position
        position += 1
        let letter = peek()
        position += 1
        let byte: UInt8
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte = letter
        case UInt8(ascii: "b"): byte = 0x08
        case UInt8(ascii: "f"): byte = 0x0C
        case UInt8(ascii: "n"): byte = 0x0A
        case UInt8(ascii: "r"): byte = 0x0D
        case UInt8(ascii: "t"): byte = 0x09
        case UInt8(ascii: "u"):
            try unicodeEscape(from: start)
            return
        default:
            position = start
            throw error(.syntax, "expected one of \" \\ / b f n r t u after a backslash, found something else")
        }
        unsafe withUnsafePointer(to: byte) { unsafe appendSide($0, 1) }
    }

    private mutating func unicodeEscape(from start: Int) throws(JSONError) {
        var scalar = try hexadecimal(from: start)
        if (0xDC00...0xDFFF).contains(scalar) {
            throw error(.badString, "expected a surrogate pair, found a low surrogate alone", at: start)
        }
        if (0xD800...0xDBFF).contains(scalar) {
            guard peek() == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "u") else {
                throw error(.badString, "expected a surrogate pair, found a high surrogate alone", at: start)
            }
            position += 2
            let low = try hexadecimal(from: start)
            guard (0xDC00...0xDFFF).contains(low) else {
                throw error(.badString, "expected a surrogate pair, found a high surrogate alone", at: start)
            }
            scalar = 0x1_0000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
        }
        try admit(scalar, at: start)
        guard let text = Unicode.Scalar(scalar) else {
            throw error(.badString, "expected a Unicode scalar value", at: start)
        }
        for unit in UTF8.encode(text) ?? UTF8.encodedReplacementCharacter {
            unsafe withUnsafePointer(to: unit) { unsafe appendSide($0, 1) }
        }
    }

    private mutating func hexadecimal(from start: Int) throws(JSONError) -> UInt32 {
        var result: UInt32 = 0
        for _ in 0..<4 {
            let digit: UInt8
            switch peek() {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = peek() - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = peek() - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = peek() - UInt8(ascii: "A") + 10
            default: throw error(.syntax, "expected four hexadecimal digits after \\u", at: start)
            }
            result = result << 4 | UInt32(digit)
            position += 1
        }
        return result
    }

    /// Refuses characters that the text rule does not admit.
    private func admit(_ scalar: UInt32, at offset: Int) throws(JSONError) {
        guard limits.text == .interchange else { return }
        if scalar == 0 { throw error(.badString, "the character U+0000 is not admitted", at: offset) }
        if scalar & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar) {
            throw error(.badString, "a Unicode noncharacter is not admitted", at: offset)
        }
    }

    private func checkLength(_ text: UnsafeBufferPointer<UInt8>, from start: Int) throws(JSONError) {
        guard text.count > limits.stringByteCount else { return }
        let isImage = unsafe text.starts(with: "data:image/".utf8)
        let bound = isImage ? max(limits.imageByteCount, limits.stringByteCount) : limits.stringByteCount
        guard text.count > bound else { return }
        throw error(.limit, "a string has at most \(bound) bytes here, found \(text.count)", at: start)
    }

    /// Names that look alike must be alike: Unicode-equivalent spellings of a name are refused, not merged.
    private func checkName(_ text: UnsafeBufferPointer<UInt8>, from start: Int) throws(JSONError) {
        guard limits.text == .interchange, unsafe !Normalization.isNFC(text) else { return }
        throw error(
            .nameNotNFC, "a member name must be in Unicode Normalization Form C (composed), found another form",
            at: start)
    }

    private func controlCharacter() -> JSONError {
        error(.syntax, "a control character in a string must be written as an escape, found it bare")
    }

    // MARK: Closing an object

    /// Sorts the names of a finished object and refuses two that are equal.
    private mutating func closeObject(_ node: Int) throws(JSONError) {
        let size = unsafe Int(nodes[node].count)
        unsafe nodes[node].end = UInt32(truncatingIfNeeded: position)
        unsafe nodes[node].next = UInt32(truncatingIfNeeded: nodeCount)
        unsafe nodes[node].extra = UInt32(truncatingIfNeeded: orderCount)
        reserveOrder(size)
        let names = unsafe NameOrder(base: base, side: side, nodes: nodes)
        let slots = unsafe UnsafeMutableBufferPointer(start: order + orderCount, count: size)
        if let duplicate = unsafe names.sort(slots, object: node) {
            stack[stack.count - 1].name = duplicate
            throw error(
                .duplicateKey, "a member name may occur once in an object, found it twice",
                at: unsafe Int(nodes[duplicate].offset))
        }
        orderCount += size
        stack.removeLast()
    }

    // MARK: Buffers

    private mutating func append(_ kind: JSONKind, from start: Int) {
        if nodeCount == nodeCapacity {
            let larger = UnsafeMutablePointer<JSONTape.Node>.allocate(capacity: nodeCapacity * 2)
            unsafe larger.moveInitialize(from: nodes, count: nodeCount)
            unsafe nodes.deallocate()
            unsafe nodes = larger
            nodeCapacity *= 2
        }
        unsafe (nodes + nodeCount).initialize(
            to: JSONTape.Node(
                kind: kind, offset: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position),
                next: UInt32(truncatingIfNeeded: nodeCount + 1)))
        nodeCount += 1
    }

    private mutating func appendSide(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
        if sideCount + length > sideCapacity {
            let capacity = max(sideCapacity * 2, sideCount + length, 256)
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
            unsafe larger.moveInitialize(from: side, count: sideCount)
            unsafe side.deallocate()
            unsafe side = larger
            sideCapacity = capacity
        }
        unsafe (side + sideCount).initialize(from: bytes, count: length)
        sideCount += length
    }

    private mutating func reserveOrder(_ more: Int) {
        guard orderCount + more > orderCapacity else { return }
        let capacity = max(orderCapacity * 2, orderCount + more)
        let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
        unsafe larger.moveInitialize(from: order, count: orderCount)
        unsafe order.deallocate()
        unsafe order = larger
        orderCapacity = capacity
    }

    private mutating func countMember() throws(JSONError) {
        members += 1
        guard members <= limits.memberCount else {
            throw error(.limit, "a document has at most \(limits.memberCount) members and elements, found one more")
        }
    }

    // MARK: Reading

    /// The byte at the position, or 0 at the end: 0 is no token of JSON.
    private func peek(_ ahead: Int = 0) -> UInt8 {
        position + ahead < count ? unsafe base[position + ahead] : 0
    }

    private mutating func skipSpace() {
        while position < count {
            let byte = unsafe base[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private func refuseOtherEncodings() throws(JSONError) {
        if peek() == 0xEF, peek(1) == 0xBB, peek(2) == 0xBF {
            throw error(.notUTF8, "expected UTF-8 without a byte-order mark, found the mark EF BB BF")
        }
        let isUTF16 = peek() == 0xFE && peek(1) == 0xFF || peek() == 0xFF && peek(1) == 0xFE
        let hasZero = unsafe count >= 2 && (base[0] == 0 || base[1] == 0)
        if isUTF16 || hasZero {
            throw error(.notUTF8, "expected UTF-8, found what looks like UTF-16 or UTF-32")
        }
    }

    // MARK: Errors

    private func syntax(_ expected: String) -> JSONError {
        guard position < count else { return error(.syntax, "expected \(expected), found the end of the document") }
        let byte = unsafe base[position]
        if byte >= 0x80 { return error(.syntax, "expected \(expected), found a character outside ASCII") }
        let digits = String(byte, radix: 16, uppercase: true)
        let isPrintable = byte > 0x20 && byte < 0x7F
        let found = isPrintable ? "'\(Unicode.Scalar(byte))'" : "the byte 0x\(byte < 16 ? "0" : "")\(digits)"
        return error(.syntax, "expected \(expected), found \(found)")
    }

    private func error(_ code: JSONError.Code, _ reason: String, at offset: Int? = nil) -> JSONError {
        JSONError(code: code, byteOffset: offset ?? position, pointer: pointer(), reason: reason)
    }

    /// The JSON pointer of what is being read, from the open containers.
    private func pointer() -> String {
        var result = ""
        for frame in stack {
            let node = unsafe nodes[frame.node]
            guard node.count > 0 else { break }
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

/// Writes the canonical form of RFC 8785 from a tape.
///
/// Members are already in order, and a string that was written without escapes is already in its canonical spelling, so
/// that most of the work is copying.
@safe struct CanonicalWriter: ~Copyable {
    /// A container whose members or elements are being written.
    private struct Frame {
        let isObject: Bool
        /// How many members or elements are left.
        var remaining: UInt32
        /// The next member in the canonical order of the names, or the next element.
        var next: Int
        var hasWritten = false
    }

    private let tape: JSONTape
    /// The received bytes, borrowed for as long as the writer works.
    private let source: UnsafeBufferPointer<UInt8>
    private var output: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    private var stack: [Frame] = []

    private init(_ tape: JSONTape, _ source: UnsafeBufferPointer<UInt8>, capacity: Int) {
        self.tape = tape
        unsafe self.source = source
        stack.reserveCapacity(8)
        self.capacity = capacity
        unsafe output = .allocate(capacity: capacity)
    }

    deinit { unsafe output.deallocate() }

    /// The canonical bytes of the value at `index`; of its own members, those at the name nodes `omitted` are left out.
    static func write(_ tape: JSONTape, _ index: Int, omitting omitted: [Int]) -> [UInt8] {
        let node = tape.node(index)
        return unsafe tape.source.withUnsafeBufferPointer { source in
            var writer = unsafe CanonicalWriter(tape, source, capacity: Int(node.end) - Int(node.offset) + 64)
            writer.run(index, omitted)
            return unsafe [UInt8](UnsafeBufferPointer(start: writer.output, count: writer.count))
        }
    }

    private mutating func run(_ index: Int, _ omitted: [Int]) {
        guard var frame = write(index) else { return }
        while true {
            guard frame.remaining > 0 else {
                append(frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
                guard let outer = stack.popLast() else { return }
                frame = outer
                continue
            }
            frame.remaining -= 1
            var value = frame.next
            if frame.isObject {
                let name = tape.orderedName(value)
                frame.next += 1
                if stack.isEmpty && omitted.contains(name) { continue }
                if frame.hasWritten { append(UInt8(ascii: ",")) }
                writeString(name)
                append(UInt8(ascii: ":"))
                value = name + 1
            } else {
                frame.next = Int(tape.node(value).next)
                if frame.hasWritten { append(UInt8(ascii: ",")) }
            }
            frame.hasWritten = true
            if let inner = write(value) {
                stack.append(frame)
                frame = inner
            }
        }
    }

    /// Writes a scalar whole, or the opening of a container, of which the rest is then to be written.
    private mutating func write(_ index: Int) -> Frame? {
        let node = tape.node(index)
        switch node.kind {
        case .null: append("null")
        case .boolean: append(node.count == 1 ? "true" : "false")
        case .number: writeNumber(index)
        case .string: writeString(index)
        case .array:
            append(UInt8(ascii: "["))
            return Frame(isObject: false, remaining: node.count, next: index + 1)
        case .object:
            append(UInt8(ascii: "{"))
            return Frame(isObject: true, remaining: node.count, next: Int(node.extra))
        }
        return nil
    }

    private mutating func writeString(_ index: Int) {
        let node = tape.node(index)
        guard node.isEscaped else {
            let range = Int(node.offset)..<Int(node.end)
            reserve(range.count)
            unsafe copy(UnsafeBufferPointer(rebasing: source[range]))
            return
        }
        append(UInt8(ascii: "\""))
        unsafe tape.withText(index) { text in
            for index in 0..<text.count { unsafe writeEscaped(text[index]) }
        }
        append(UInt8(ascii: "\""))
    }

    /// Escapes exactly what RFC 8785, section 3.2.2.2, escapes.
    private mutating func writeEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 0x08: append("\\b")
        case 0x09: append("\\t")
        case 0x0A: append("\\n")
        case 0x0C: append("\\f")
        case 0x0D: append("\\r")
        case 0..<0x20:
            let digits: StaticString = "0123456789abcdef"
            append(byte < 0x10 ? "\\u000" : "\\u001")
            append(unsafe digits.utf8Start[Int(byte & 15)])
        default: append(byte)
        }
    }

    private mutating func writeNumber(_ index: Int) {
        unsafe tape.withText(index) { text in
            if unsafe isCanonical(text) {
                reserve(text.count)
                unsafe copy(text)
            } else {
                // The parser admitted only finite numbers.
                let value = unsafe JSONNumber.double(text) ?? 0
                for byte in JSONNumber.canonical(value).utf8 { append(byte) }
            }
        }
    }

    /// Whether a number is its own canonical form, told without arithmetic: up to 15 digits without exponent, sign and
    /// trailing zeros in a fraction round trip through a double (IEEE 754: 15 decimal digits are always kept).
    private func isCanonical(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count <= 15, let first = unsafe text.first, let last = unsafe text.last else { return false }
        var hasPoint = false
        for index in 0..<text.count {
            let byte = unsafe text[index]
            if byte == UInt8(ascii: ".") { hasPoint = true }
            if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") { return false }
        }
        if first == UInt8(ascii: "-") { return false }
        // A fraction below one may need an exponent in the canonical form.
        return !hasPoint || (first != UInt8(ascii: "0") && last != UInt8(ascii: "0"))
    }

    // MARK: Output

    private mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe output[count] = byte
        count += 1
    }

    private mutating func append(_ text: StaticString) {
        reserve(text.utf8CodeUnitCount)
        unsafe copy(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        unsafe (output + count).update(from: start, count: bytes.count)
        count += bytes.count
    }

    private mutating func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        unsafe larger.update(from: output, count: count)
        unsafe output.deallocate()
        unsafe output = larger
    }
}

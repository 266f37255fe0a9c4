extension JSONValue {
    /// A container of which some items are written.
    private struct Frame {
        var value: JSONValue
        var written = 0
    }

    /// The value as JSON text, on one line or indented by two spaces a level.
    public func serialized(indented: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(1_024)
        // A stack of its own, because a value may nest deeper than the stack of a thread allows.
        var stack: [Frame] = []
        Self.begin(self, &stack, &output)
        while let frame = stack.last {
            let (count, isObject) = frame.value.size
            let level = stack.count
            guard frame.written < count else {
                stack.removeLast()
                if indented && count > 0 { Self.newLine(level - 1, &output) }
                output.append(UInt8(ascii: isObject ? "}" : "]"))
                continue
            }
            if frame.written > 0 { output.append(UInt8(ascii: ",")) }
            if indented { Self.newLine(level, &output) }
            stack[level - 1].written += 1
            switch frame.value {
            case .array(let elements): Self.begin(elements[frame.written], &stack, &output)
            case .object(let members):
                let member = members[frame.written]
                Self.write(member.name, &output)
                output += (indented ? ": " : ":").utf8
                Self.begin(member.value, &stack, &output)
            default: break
            }
        }
        return output
    }

    /// How many items a container has.
    private var size: (count: Int, isObject: Bool) {
        switch self {
        case .array(let elements): (elements.count, false)
        case .object(let members): (members.count, true)
        default: (0, false)
        }
    }

    /// Writes a scalar whole, or opens a container.
    private static func begin(_ value: JSONValue, _ stack: inout [Frame], _ output: inout [UInt8]) {
        switch value {
        case .null: output += "null".utf8
        case .boolean(let value): output += (value ? "true" : "false").utf8
        case .number(let digits): output += digits.utf8
        case .string(let text): write(text, &output)
        case .array:
            output.append(UInt8(ascii: "["))
            stack.append(Frame(value: value))
        case .object:
            output.append(UInt8(ascii: "{"))
            stack.append(Frame(value: value))
        }
    }

    private static func newLine(_ level: Int, _ output: inout [UInt8]) {
        output.append(0x0A)
        output += repeatElement(0x20, count: 2 * level)
    }

    /// Writes a string with the escapes of RFC 8785, section 3.2.2.2, so that canonical and plain output agree.
    private static func write(_ text: String, _ output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        // Most texts are written as they are.
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
            output += text.utf8
            output.append(UInt8(ascii: "\""))
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output += "\\\"".utf8
            case UInt8(ascii: "\\"): output += "\\\\".utf8
            case 0x08: output += "\\b".utf8
            case 0x09: output += "\\t".utf8
            case 0x0A: output += "\\n".utf8
            case 0x0C: output += "\\f".utf8
            case 0x0D: output += "\\r".utf8
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                output += "\\u00".utf8
                output += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}

/// A JSON value that a program builds, for writing documents.
///
/// Reading goes through ``JSONDocument`` alone. An object keeps its members in the order they were added.
public indirect enum JSONValue: Sendable {
    /// The literal `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number by its digits, which follow the grammar of RFC 8259.
    case number(String)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object, as pairs of name and value.
    case object([(name: String, value: JSONValue)])

    /// Copies a value that was read, member order included.
    public init(_ node: JSONNode) {
        switch node.kind {
        case .null: self = .null
        case .boolean: self = .boolean(node.boolean ?? false)
        case .number: self = .number(node.number ?? "0")
        case .string: self = .string(node.string ?? "")
        case .array: self = .array(node.elements.map { JSONValue($0) })
        case .object: self = .object(node.members.map { ($0.name.string ?? "", JSONValue($0.value)) })
        }
    }

    /// The value of the member `name` of an object, compared byte by byte; setting `nil` removes the member.
    public subscript(_ name: String) -> JSONValue? {
        get {
            guard case .object(let members) = self else { return nil }
            return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
        }
        set {
            guard case .object(var members) = self else { return }
            let place = members.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
            switch (place, newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): members.remove(at: place)
            case (nil, let value?): members.append((name, value))
            case (nil, nil): break
            }
            self = .object(members)
        }
    }

    /// The value as JSON text, on one line or indented by two spaces a level.
    public func serialized(indented: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        write(to: &output, indentation: indented ? 0 : nil)
        return output
    }

    private func write(to output: inout [UInt8], indentation: Int?) {
        switch self {
        case .null: output += "null".utf8
        case .boolean(let value): output += (value ? "true" : "false").utf8
        case .number(let digits): output += digits.utf8
        case .string(let text): Self.write(text, to: &output)
        case .array(let elements):
            Self.write(elements, between: ("[", "]"), to: &output, indentation) { element, output, inner in
                element.write(to: &output, indentation: inner)
            }
        case .object(let members):
            Self.write(members, between: ("{", "}"), to: &output, indentation) { member, output, inner in
                Self.write(member.name, to: &output)
                output += (inner == nil ? ":" : ": ").utf8
                member.value.write(to: &output, indentation: inner)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], between brackets: (String, String), to output: inout [UInt8], _ indentation: Int?,
        _ body: (Item, inout [UInt8], Int?) -> Void
    ) {
        output += brackets.0.utf8
        let inner = indentation.map { $0 + 2 }
        for (position, item) in items.enumerated() {
            if position > 0 { output.append(UInt8(ascii: ",")) }
            newLine(&output, inner)
            body(item, &output, inner)
        }
        if !items.isEmpty { newLine(&output, indentation) }
        output += brackets.1.utf8
    }

    private static func newLine(_ output: inout [UInt8], _ indentation: Int?) {
        guard let indentation else { return }
        output.append(0x0A)
        output += repeatElement(0x20, count: indentation)
    }

    /// Writes a string with the escapes of RFC 8785, section 3.2.2.2, so that canonical and plain output agree.
    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
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

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
    /// Makes a string.
    public init(stringLiteral text: String) { self = .string(text) }
    /// Makes an array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// Makes an object, its members in the order written.
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { (name: $0.0, value: $0.1) })
    }
    /// Makes `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// Makes an integer.
    public init(integerLiteral value: Int) { self = .number(String(value)) }
}

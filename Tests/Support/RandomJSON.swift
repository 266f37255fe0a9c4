public import Encodings

/// Makes random JSON: values, and a random way to spell each.
///
/// Values come from the corners of the format on purpose: empty names, deep and wide containers, characters on both sides
/// of every limit of UTF-8 and UTF-16, numbers next to those where the canonical form changes its shape.
public struct RandomJSON: Sendable {
    /// Which documents may come out.
    public enum Kind: Sendable {
        /// Everything that ``Limits/general`` admits.
        case general
        /// Only what ``Limits/credential`` admits.
        case credential
    }

    /// Where the randomness comes from.
    public var random: SeededGenerator
    private let kind: Kind

    /// Prepares documents of one kind.
    public init(_ kind: Kind, _ random: SeededGenerator) {
        self.kind = kind
        self.random = random
    }

    /// A value of any kind that nests at most `depth` deep.
    public mutating func value(depth: Int = 5) -> JSONValue {
        switch random.number(in: 0...(depth > 0 ? 9 : 5)) {
        case 0: .null
        case 1: .boolean(random.isOne(in: 2))
        case 2, 3: .number(number())
        case 4, 5: .string(text())
        case 6, 7: .array(array(depth: depth - 1))
        default: object(depth: depth - 1)
        }
    }

    /// An object with names that all differ.
    public mutating func object(depth: Int = 4) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = []
        var names: Set<[UInt8]> = []
        for _ in 0..<size() {
            let name = text()
            guard names.insert(Array(name.utf8)).inserted else { continue }
            members.append((name, value(depth: depth)))
        }
        return .object(members)
    }

    private mutating func array(depth: Int) -> [JSONValue] {
        var elements: [JSONValue] = []
        for _ in 0..<size() { elements.append(value(depth: depth)) }
        return elements
    }

    /// Mostly a few, sometimes none, seldom so many that another way of sorting is taken.
    private mutating func size() -> Int {
        random.isOne(in: 60) ? random.number(in: 20...60) : random.number(in: 0...5)
    }
}

extension RandomJSON {
    /// First characters of blocks that behave differently; all in Form C, none changes when it stands beside another.
    private static let interesting: [ClosedRange<Int>] = [
        0x00...0x1F, 0x20...0x2F, 0x30...0x7F, 0x80...0xBF, 0xC0...0xFF, 0x7F4...0x7FA, 0x7FE...0x7FF, 0x800...0x810,
        0x20A0...0x20BF, 0x4E00...0x4E20, 0xD7FB...0xD7FB, 0xE000...0xE010, 0xF8F0...0xF8FF, 0xFF01...0xFF5E,
        0xFFFC...0xFFFF, 0x1_0000...0x1_000B, 0x1_F600...0x1_F640, 0x10_FFF0...0x10_FFFF,
    ]

    /// A string, often short, with characters from all over Unicode.
    public mutating func text() -> String {
        var result = String.UnicodeScalarView()
        for _
            in 0..<(random.isOne(in: 30)
            ? random.number(in: 8...80) : random.number(in: 0...9))
        {
            result.append(scalar())
        }
        return String(result)
    }

    private mutating func scalar() -> Unicode.Scalar {
        // Half of it letters, so that names share beginnings.
        let range = random.isOne(in: 2) ? 0x61...0x63 : random.pick(Self.interesting)
        let value = UInt32(random.number(in: range))
        let isNoncharacter = value & 0xFFFE == 0xFFFE
        guard kind == .general || (value != 0 && !isNoncharacter) else { return "z" }
        return Unicode.Scalar(value) ?? "y"
    }

    /// A number, spelled in one of the ways that RFC 8259 knows.
    public mutating func number() -> String {
        switch random.number(in: 0...(kind == .general ? 7 : 4)) {
        case 0: String(random.number(in: -20...20).magnitude)
        case 1: String(random.number(in: -999_999_999_999_999...999_999_999_999_999) | 1)
        case 2: decimal(digits: random.number(in: 1...14)) + random.pick(["", "0", "00"])
        case 3:
            decimal(digits: random.number(in: 1...14)) + random.pick(["e", "E", "e+", "E+0"]) + exponent()
        case 4:
            decimal(digits: random.number(in: 1...14)) + random.pick(["e-", "E-", "e-00"]) + exponent()
        case 5: random.pick(["-0", "-0.0", "0e5", "-0e-9", "1e-999", "9007199254740993", "0.1e1"])
        case 6: decimal(digits: random.number(in: 16...40))
        default: double()
        }
    }

    private mutating func exponent() -> String {
        String(random.isOne(in: 2) ? random.number(in: 0...25) : random.number(in: 0...280))
    }

    /// A number with a fraction that is neither zero nor the negative zero.
    private mutating func decimal(digits count: Int) -> String {
        var text = random.isOne(in: 3) ? "-" : ""
        let place = random.number(in: 0...count)
        text += place == 0 ? "0" : String(random.number(in: 1...9))
        for _ in 1..<max(place, 1) { text += String(random.number(in: 0...9)) }
        text += "."
        for _ in place..<count { text += String(random.number(in: 0...9)) }
        return text + "1"
    }

    /// Any finite double: its bits are random, or it is next to a power of ten where the form changes.
    private mutating func double() -> String {
        if random.isOne(in: 3) {
            let edge =
                Double(random.pick(["1e-7", "1e-6", "1e21", "1e20", "1e16", "1e15", "1", "5e-324", "2.3e-308"])) ?? 1
            return random.pick([edge.nextUp, edge.nextDown, edge, -edge]).description
        }
        let value = Double(bitPattern: random.next())
        return value.isFinite ? value.description : "0"
    }
}

extension RandomJSON {
    private static let short: [Unicode.Scalar: String] = [
        "\"": "\\\"", "\\": "\\\\", "/": "\\/", "\u{8}": "\\b", "\u{C}": "\\f", "\n": "\\n", "\r": "\\r",
        "\t": "\\t",
    ]

    /// Writes `value` as JSON text in a random spelling: spaces and escapes where RFC 8259 leaves the choice.
    ///
    /// - Parameter escaping: One character in so many is written as an escape though it need not be; 0 for none.
    public mutating func spelling(of value: JSONValue, escaping: Int = 12, onOneLine: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        spell(value, escaping, onOneLine, &output)
        return output
    }

    private mutating func spell(_ value: JSONValue, _ escaping: Int, _ onOneLine: Bool, _ output: inout [UInt8]) {
        space(onOneLine, &output)
        switch value {
        case .null, .boolean, .number: output += value.serialized()
        case .string(let text): spell(text, escaping, &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (position, element) in elements.enumerated() {
                if position > 0 { output.append(UInt8(ascii: ",")) }
                spell(element, escaping, onOneLine, &output)
            }
            if elements.isEmpty { space(onOneLine, &output) }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (position, member) in members.enumerated() {
                if position > 0 { output.append(UInt8(ascii: ",")) }
                space(onOneLine, &output)
                spell(member.name, escaping, &output)
                space(onOneLine, &output)
                output.append(UInt8(ascii: ":"))
                spell(member.value, escaping, onOneLine, &output)
            }
            if members.isEmpty { space(onOneLine, &output) }
            output.append(UInt8(ascii: "}"))
        }
        space(onOneLine, &output)
    }

    private mutating func space(_ onOneLine: Bool, _ output: inout [UInt8]) {
        while random.isOne(in: 8) { output.append(random.pick(onOneLine ? [0x20, 0x09] : [0x20, 0x09, 0x0A, 0x0D])) }
    }

    private mutating func spell(_ text: String, _ escaping: Int, _ output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            let must = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            guard must || (escaping > 0 && random.isOne(in: escaping)) else {
                output += String(scalar).utf8
                continue
            }
            if let escape = Self.short[scalar], random.isOne(in: 2) {
                output += escape.utf8
            } else {
                let isUppercase = random.isOne(in: 2)
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: isUppercase)
                    output += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
                }
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}

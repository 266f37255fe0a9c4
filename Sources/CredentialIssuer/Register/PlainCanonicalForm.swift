import Encodings

/// The canonical form of a value in which every text is plain ASCII, written without a parser.
///
/// Nearly every record of a register is one: identifiers, digests and times. RFC 8785 asks of it no more than the order of
/// the members, as nothing is to be escaped and no number is to be written in another way. Of any other value there is
/// none, and it is made in the general way, which gives the same bytes.
struct PlainCanonicalForm {
    /// The bytes, for an object with its braces.
    private(set) var bytes: [UInt8] = []
    /// Where a further member of the outermost object would stand, behind a comma; 0 where it would be the first.
    private(set) var place = 0

    /// Writes an object, and finds the place of a member that it does not have.
    init?(_ object: JSONValue, placeOf name: String = "") {
        guard case .object(let members) = object else { return nil }
        bytes.reserveCapacity(1_024)
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for member in Self.sorted(members) {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            guard write(member) else { return nil }
            if Self.precedes(member.name, name) { place = bytes.count }
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func write(_ member: (name: String, value: JSONValue)) -> Bool {
        guard write(member.name) else { return false }
        bytes.append(UInt8(ascii: ":"))
        return write(member.value)
    }

    /// Nothing in a register nests deep: what does is written in the general way.
    private mutating func write(_ value: JSONValue, depth: Int = 0) -> Bool {
        guard depth < 4 else { return false }
        switch value {
        case .string(let text): return write(text)
        case .number(let digits):
            // What this many digits say is the same as a double, which is what canonical numbers are.
            guard (1...15).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                digits.utf8.count == 1 || digits.utf8.first != 0x30
            else { return false }
            bytes += digits.utf8
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                guard write(element, depth: depth + 1) else { return false }
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in Self.sorted(members).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                guard write(member.name) else { return false }
                bytes.append(UInt8(ascii: ":"))
                guard write(member.value, depth: depth + 1) else { return false }
            }
            bytes.append(UInt8(ascii: "}"))
        case .null, .boolean: return false
        }
        return true
    }

    private mutating func write(_ text: String) -> Bool {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 where !(0x20...0x7E).contains(byte) || byte == 0x22 || byte == 0x5C { return false }
        bytes += text.utf8
        bytes.append(UInt8(ascii: "\""))
        return true
    }

    /// The order of RFC 8785, section 3.2.3, which for ASCII is that of the bytes.
    private static func sorted(_ members: [(name: String, value: JSONValue)]) -> [(name: String, value: JSONValue)] {
        members.sorted { precedes($0.name, $1.name) }
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

import Encodings

/// The canonical form of a value in which every text is plain ASCII, written without a parser.
///
/// Nearly every record of a register is one: identifiers, digests and times; and what most credentials say of a learner.
/// RFC 8785 asks of it no more than the order of the members, as nothing is to be escaped and no number is to be written in
/// another way. Of any other value there is none, and it is made in the general way, which gives the same bytes.
struct PlainCanonicalForm {
    /// What nests deeper is written in the general way.
    private static let depthLimit = 12
    /// What is longer is written in the general way, which has limits of its own that nothing shorter reaches.
    private static let byteLimit = 32_768
    private static let memberLimit = 64

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
        guard let sorted = Self.sorted(members) else { return nil }
        for member in sorted {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            guard write(member) else { return nil }
            if Self.precedes(member.name, name) { place = bytes.count }
        }
        bytes.append(UInt8(ascii: "}"))
        guard bytes.count <= Self.byteLimit else { return nil }
    }

    private mutating func write(_ member: (name: String, value: JSONValue)) -> Bool {
        guard write(member.name) else { return false }
        bytes.append(UInt8(ascii: ":"))
        return write(member.value)
    }

    private mutating func write(_ value: JSONValue, depth: Int = 0) -> Bool {
        guard depth < Self.depthLimit, bytes.count <= Self.byteLimit else { return false }
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
            guard let sorted = Self.sorted(members) else { return false }
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in sorted.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                guard write(member.name) else { return false }
                bytes.append(UInt8(ascii: ":"))
                guard write(member.value, depth: depth + 1) else { return false }
            }
            bytes.append(UInt8(ascii: "}"))
        case .boolean(let isTrue): bytes += (isTrue ? "true" : "false").utf8
        case .null: return false
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

    /// The members in the order of RFC 8785, section 3.2.3, which for ASCII is that of the bytes; `nil` where two have one
    /// name, which the general way refuses.
    private static func sorted(_ members: [(name: String, value: JSONValue)]) -> [(name: String, value: JSONValue)]? {
        guard members.count <= memberLimit else { return nil }
        // Few are out of order, and few they are: this is quicker than to sort them.
        var sorted = members
        for index in sorted.indices.dropFirst() {
            var place = index
            while place > 0, !precedes(sorted[place - 1].name, sorted[place].name) {
                if sorted[place - 1].name.utf8.elementsEqual(sorted[place].name.utf8) { return nil }
                sorted.swapAt(place - 1, place)
                place -= 1
            }
        }
        return sorted
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

/// How a number is written: a minus sign or none, digits without zeros in front, and perhaps a point and more digits.
///
/// These are the numbers that YAML 1.1, YAML 1.2 and JSON all read the same way.
enum NumberForm {
    case integer
    case decimal

    /// The form of a text, or `nil` if it is no number.
    init?(_ text: String) {
        var rest = text.utf8[...]
        if rest.first == 0x2D { rest = rest.dropFirst() }
        let whole = rest.prefix { Self.isDigit($0) }
        guard let first = whole.first, first != 0x30 || whole.count == 1 else { return nil }
        rest = rest.dropFirst(whole.count)
        // A zero with a minus is another number in binary, and none elsewhere.
        guard text.utf8.first != 0x2D || text.utf8.contains(where: { (0x31...0x39).contains($0) }) else { return nil }
        if rest.isEmpty {
            self = .integer
            return
        }
        guard rest.first == 0x2E, rest.count > 1, rest.dropFirst().allSatisfy({ Self.isDigit($0) }) else { return nil }
        self = .decimal
    }

    /// Whether a text would be a number without the zeros in front.
    static func hasLeadingZero(_ text: String) -> Bool {
        guard NumberForm(text) == nil, text.utf8.first == 0x30 else { return false }
        let rest = text.utf8.drop { $0 == 0x30 }
        return NumberForm("1" + String(decoding: rest, as: UTF8.self)) != nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

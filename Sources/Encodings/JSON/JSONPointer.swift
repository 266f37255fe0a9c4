/// JSON pointers, RFC 6901: the place of a value in a document.
public enum JSONPointer {
    /// Writes a member name as one token of a pointer: `~` becomes `~0`, `/` becomes `~1` (section 3).
    public static func escape(_ name: String) -> String {
        guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return name }
        var result: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "~"): result += [byte, UInt8(ascii: "0")]
            case UInt8(ascii: "/"): result += [UInt8(ascii: "~"), UInt8(ascii: "1")]
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A pointer, or an address, for one line of a message: what a terminal could act on is named, and what is long is cut.
    public static func printable(_ pointer: String) -> String {
        let longest = 100
        var result = ""
        for (position, scalar) in pointer.unicodeScalars.enumerated() {
            guard position < longest else { return result + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

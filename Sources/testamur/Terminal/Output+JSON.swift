import Encodings

extension Output {
    /// Writes a JSON value and a line feed to standard output.
    ///
    /// It may end up on a terminal: characters that would steer one, or turn the direction of text, are written as
    /// escapes, which means the same to whoever reads JSON.
    static func json(_ value: JSONValue, indented: Bool = false) {
        Output.bytes(harmless(value.serialized(indented: indented)) + [0x0A])
    }

    private static func harmless(_ json: [UInt8]) -> [UInt8] {
        // What is not ASCII stands in strings alone, where an escape can take its place.
        guard json.contains(where: { $0 >= 0x7F }) else { return json }
        var text = String.UnicodeScalarView()
        for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
            if steers(scalar) {
                let digits = String(scalar.value, radix: 16)
                text += ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).unicodeScalars
            } else {
                text.append(scalar)
            }
        }
        return Array(String(text).utf8)
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
        default: false
        }
    }
}

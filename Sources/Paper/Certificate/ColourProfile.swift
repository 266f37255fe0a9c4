/// The colour space sRGB as a profile that says what the numbers of a colour mean.
///
/// Source: ICC.1:2010 (profile version 4.3) for the form; IEC 61966-2-1 for the curve; the primaries of ITU-R BT.709
/// adapted to the profile's D50 by the Bradford method, rounded as the form has it (16 bits behind the point).
enum ColourProfile {
    /// The profile.
    static let bytes: [UInt8] = {
        let name = text("sRGB")
        let rights = text("Public domain")
        let white = colour(0.964_2, 1.0, 0.824_9)
        // The rule from sRGB's D65 to D50, which version 4 asks for (section 9.2.15).
        let adaptation =
            signature("sf32")
            + [
                1.047_92, 0.022_93, -0.050_2, 0.029_6, 0.990_46, -0.017_07, -0.009_24, 0.015_06, 0.751_79,
            ].flatMap(number)
        // y = (ax + b)^g from d on, y = cx below it (section 10.16, function type 3).
        let curve =
            signature("para") + [0, 3, 0, 0]
            + [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.040_45].flatMap(number)
        return profile([
            ("desc", name), ("cprt", rights), ("wtpt", white), ("chad", adaptation),
            ("rXYZ", colour(0.436_07, 0.222_49, 0.013_92)), ("gXYZ", colour(0.385_15, 0.716_87, 0.097_08)),
            ("bXYZ", colour(0.143_07, 0.060_61, 0.714_1)), ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ])
    }()

    /// The header, the table of tags, and the tags (section 7).
    private static func profile(_ tags: [(name: String, content: [UInt8])]) -> [UInt8] {
        var table = count(tags.count)
        var contents: [UInt8] = []
        let start = 128 + 4 + 12 * tags.count
        for tag in tags {
            table += Array(tag.name.utf8) + count(start + contents.count) + count(tag.content.count)
            contents += tag.content + [UInt8](repeating: 0, count: (4 - tag.content.count % 4) % 4)
        }
        var header = count(start + contents.count) + count(0) + [4, 0x30, 0, 0]
        header += Array("mntrRGB XYZ ".utf8)
        // A date (section 7.2.8): the day on which sRGB became a standard.
        header += [1999, 10, 18, 0, 0, 0].flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        header += Array("acsp".utf8) + [UInt8](repeating: 0, count: 28)
        header += [0.964_2, 1.0, 0.824_9].flatMap(number)
        header += [UInt8](repeating: 0, count: 128 - header.count)
        return header + table + contents
    }

    private static func signature(_ name: String) -> [UInt8] { Array(name.utf8) + count(0) }

    private static func count(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// A number with 16 bits behind the point (section 4.6).
    private static func number(_ value: Double) -> [UInt8] { count(Int((value * 65_536).rounded())) }

    private static func colour(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] {
        signature("XYZ ") + [x, y, z].flatMap(number)
    }

    /// A text in one language (section 10.13).
    private static func text(_ text: String) -> [UInt8] {
        let letters = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        return signature("mluc") + count(1) + count(12) + Array("enUS".utf8) + count(letters.count) + count(28)
            + letters
    }
}

/// A duration as an argument names it: a number and `s`, `m`, `h` or `d`.
enum DurationText {
    /// The seconds of a duration such as `90s`, `10m`, `2h` or `7d`; `nil` for anything else.
    static func seconds(_ text: String) -> Int64? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        // Five digits of days do not come near the largest number.
        guard let unit = text.last.flatMap({ units[$0] }), text.utf8.count <= 6,
            text.dropLast().utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let count = Int64(text.dropLast())
        else { return nil }
        return count * unit
    }
}

/// The Belgian national register number, and the similar "bis" number of who is not in the register.
///
/// Eleven digits: a birth date in six, a serial number in three, and two check digits, which are 97 less the remainder
/// of the first nine divided by 97; for births since 2000 a 2 is put before the nine. A bis number has 20 or 40 added to
/// its month. It is written plainly, or in groups with one mark or blank between them: `85.07.30-033.28`.
enum NationalNumber {
    private static let digitCount = 11

    /// The groups of digits in which people write it.
    private static let groupings = [[11], [9, 2], [6, 5], [6, 3, 2], [2, 2, 2, 5], [2, 2, 2, 3, 2]]

    /// Whether a number stands anywhere in a text, as a word of its own.
    static func isFound(in text: ArraySlice<UInt8>) -> Bool { isFound(in: text.span) }

    private static func isFound(in text: Span<UInt8>) -> Bool {
        // Within a number there are never two neighbours without a digit, so that one look in ten places is enough.
        let stride = digitCount - 1
        var position = 0
        while position < text.count {
            if !isDigit(text[position]) {
                guard position + 1 < text.count, isDigit(text[position + 1]) else {
                    position += stride
                    continue
                }
                position += 1
            }
            var start = position
            while start > 0, isPart(text, start - 1) { start -= 1 }
            var end = start
            var digits = 0
            while end < text.count, isPart(text, end) {
                if isDigit(text[end]) { digits += 1 }
                end += 1
            }
            if digits >= digitCount, isWord(text, start, end) {
                let run = (start..<end).map { text[$0] }
                if holdsNumber(run) { return true }
            }
            // What stands at the end is no part of a number, so that the next one begins behind it.
            position = end + stride
        }
        return false
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// Whether a digit stands at `index`, or one mark with a digit on either side.
    private static func isPart(_ text: Span<UInt8>, _ index: Int) -> Bool {
        let byte = text[index]
        if isDigit(byte) { return true }
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"), 0x20:
            return index > 0 && isDigit(text[index - 1]) && index + 1 < text.count && isDigit(text[index + 1])
        default: return false
        }
    }

    /// Whether the characters around a run of digits let it be a number of its own: no letter, and no `+` of a
    /// telephone number.
    private static func isWord(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if start > 0 {
            let before = text[start - 1]
            if before == UInt8(ascii: "+") || (isLetter(before) && !isNamed(text, start)) { return false }
        }
        return end >= text.count || !isLetter(text[end])
    }

    /// What people put right before the number, to say what it is.
    private static let names = ["be", "bis", "insz", "niss", "nn", "nr", "rn", "rr", "rrn", "ssin"]

    /// Whether the letters before a run of digits are a word that says that it is the number.
    private static func isNamed(_ text: Span<UInt8>, _ start: Int) -> Bool {
        var first = start
        while first > 0, start - first < 5, isLetter(text[first - 1]) { first -= 1 }
        guard first == 0 || !(isLetter(text[first - 1]) || isDigit(text[first - 1])) else { return false }
        let word = (first..<start).map { text[$0] | 0x20 }
        return names.contains { $0.utf8.elementsEqual(word) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte >= 0x80
    }

    /// Whether some neighbouring groups of a run are grouped as the number is, and pass its check.
    private static func holdsNumber(_ run: [UInt8]) -> Bool {
        let groups = run.split { !isDigit($0) }
        for first in groups.indices {
            for grouping in groupings where first + grouping.count <= groups.endIndex {
                let candidate = groups[first..<first + grouping.count]
                if candidate.map(\.count) == grouping, isValid(candidate.joined()) { return true }
            }
        }
        return false
    }

    private static func isValid(_ digits: some Sequence<UInt8>) -> Bool {
        let number = digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        let (nine, check) = (number / 100, number % 100)
        let (month, day) = (nine / 100_000 % 100, nine / 1_000 % 100)
        // An unknown day or month of birth is written as 00.
        guard month < 60, month % 20 <= 12, day <= 31 else { return false }
        return check == 97 - nine % 97 || check == 97 - (2_000_000_000 + nine) % 97
    }
}

/// Finds characters of a text by their number; each search goes on where the one before it ended.
struct YAMLTextCursor {
    private let bytes: ArraySlice<UInt8>
    private var place: Int
    private var number = 0

    init(_ text: YAMLText) {
        bytes = text.bytes
        place = bytes.startIndex
    }

    /// The character with a number, and the last one before it on its line that is no blank.
    ///
    /// Both are given as bytes: what is asked for are signs of ASCII. Numbers must not become smaller from call to call,
    /// or nothing is found.
    mutating func surroundings(of target: Int) -> (before: UInt8?, at: UInt8?) {
        guard target >= number else { return (nil, nil) }
        while number < target, place < bytes.endIndex {
            place += 1
            // The second and further bytes of a character do not count.
            while place < bytes.endIndex, bytes[place] & 0xC0 == 0x80 { place += 1 }
            number += 1
        }
        let before = bytes[..<place].last { $0 != 0x20 && $0 != 0x09 }
        return (before, place < bytes.endIndex ? bytes[place] : nil)
    }
}

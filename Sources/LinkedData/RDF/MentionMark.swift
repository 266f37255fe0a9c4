/// What stands between the identifier of a thing and the number of the part of a document that speaks of it, in a dataset
/// that keeps the parts apart.
///
/// The first character of the private use area: a document that has it in an identifier is not read in this way.
enum MentionMark {
    static let bytes: [UInt8] = [0xEE, 0x80, 0x80]

    /// Where the mark begins in a text, or `nil`.
    static func start(in text: ArraySlice<UInt8>) -> Int? {
        var index = text.startIndex
        while index + bytes.count <= text.endIndex {
            if text[index] == bytes[0], text[index + 1] == bytes[1], text[index + 2] == bytes[2] { return index }
            index += 1
        }
        return nil
    }
}

/// The bytes of a file, checked to be UTF-8 text that a YAML document can be made of.
struct YAMLText {
    /// The text without a byte-order mark.
    let bytes: ArraySlice<UInt8>

    /// Checks a file.
    ///
    /// A byte-order mark is skipped and Windows line ends are accepted: that is how Windows editors save files.
    init(_ file: [UInt8], limit: Int) throws(YAMLError) {
        guard file.count <= limit else {
            throw YAMLError(
                .tooLarge, "expected at most \(limit) bytes, found \(file.count)",
                hint: "A specification is a few pages of text; is this the right file?", at: .start)
        }
        try Self.refuseUTF16(file)
        bytes = file.starts(with: [0xEF, 0xBB, 0xBF]) ? file[3...] : file[...]
        try Self.checkCharacters(bytes)
    }

    /// Recognises UTF-16 and UTF-32 by their mark, or by the zero byte that every Latin letter has there.
    private static func refuseUTF16(_ file: [UInt8]) throws(YAMLError) {
        let start = file.prefix(2)
        let hasMark = start.elementsEqual([0xFE, 0xFF]) || start.elementsEqual([0xFF, 0xFE])
        guard hasMark || start.filter({ $0 == 0 }).count == 1 else { return }
        throw YAMLError(
            .notUTF8, "expected a file in UTF-8, found UTF-16", hint: "Save the file again with the encoding UTF-8.",
            at: .start)
    }

    /// Goes through all characters, counting lines as libyaml does.
    private static func checkCharacters(_ bytes: ArraySlice<UInt8>) throws(YAMLError) {
        var line = 1
        var column = 1
        var place = bytes.startIndex
        while place < bytes.endIndex {
            switch bytes[place] {
            case 0x09, 0x20..<0x7F:
                column += 1
                place += 1
            case 0x0A:
                // A line feed after a return ends no line: the return has.
                if place == bytes.startIndex || bytes[place - 1] != 0x0D { line += 1 }
                column = 1
                place += 1
            case 0x0D:
                line += 1
                column = 1
                place += 1
            default:
                place += try checkCharacter(in: bytes[place...], at: YAMLPosition(line: line, column: column))
                column += 1
            }
        }
    }

    /// Checks the first character of some bytes, and gives the number of bytes that it has.
    private static func checkCharacter(
        in bytes: ArraySlice<UInt8>, at position: YAMLPosition
    ) throws(YAMLError) -> Int {
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        guard case .valid(let encoded) = parser.parseScalar(from: &rest) else {
            throw YAMLError(
                .notUTF8, "expected UTF-8, found a byte that cannot stand here",
                hint: "Save the file again with the encoding UTF-8.", at: position)
        }
        try check(Unicode.UTF8.decode(encoded), at: position)
        return encoded.count
    }

    private static func check(_ scalar: Unicode.Scalar, at position: YAMLPosition) throws(YAMLError) {
        guard let words = objection(to: scalar) else { return }
        throw YAMLError(
            .characterNotAllowed, "expected text, found \(words) (\(YAMLError.named(scalar)))",
            hint: "Delete it, and type the text around it again if it was pasted from elsewhere.", at: position)
    }

    /// Why a character cannot be in a document, or `nil`.
    ///
    /// Stricter than YAML 1.2.2, section 5.1: libyaml takes U+0085, U+2028 and U+2029 for line ends, as YAML 1.1 did
    /// and 1.2 does not, and a mark in the middle of a file is left from two files that were joined.
    static func objection(to scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: nil
        case 0x00..<0x20, 0x7F..<0x85, 0x86..<0xA0: "a control character"
        case 0x85, 0x2028, 0x2029: "an invisible line separator"
        case 0xFEFF: "an invisible byte-order mark"
        case 0xFDD0...0xFDEF: "a code that is no character"
        case let value where value & 0xFFFE == 0xFFFE: "a code that is no character"
        default: nil
        }
    }
}

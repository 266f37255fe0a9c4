/// Writes CSV that every spreadsheet opens, and that none takes for a formula.
///
/// Source: RFC 4180, section 2. A text that a spreadsheet would compute gets an apostrophe before it, as in a spreadsheet:
/// what a learner called herself must not run on the registrar's machine. Whoever reads the file with another program
/// finds that apostrophe in the text.
public struct CSVWriter: Sendable {
    /// What stands between cells.
    public enum Separator: UInt8, Sendable {
        /// As RFC 4180 has it.
        case comma = 0x2C
        /// What spreadsheets expect where a comma is part of numbers.
        case semicolon = 0x3B
    }

    /// What stands in a cell.
    public enum Cell: Sendable, Hashable {
        /// A text, whatever it looks like.
        case text(String)
        /// A whole number.
        case number(Int)
    }

    private let separator: Separator
    private let isMarked: Bool
    private var isBegun = false

    /// Begins a file.
    ///
    /// - Parameter isMarked: Whether the file begins with the mark by which spreadsheets know UTF-8.
    public init(separator: Separator = .comma, isMarked: Bool = false) {
        self.separator = separator
        self.isMarked = isMarked
    }

    /// The bytes of the next row, with its end.
    public mutating func row(_ cells: [Cell]) -> [UInt8] {
        var bytes: [UInt8] = isMarked && !isBegun ? [0xEF, 0xBB, 0xBF] : []
        isBegun = true
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(separator.rawValue) }
            switch cell {
            case .number(let number): bytes += String(number).utf8
            case .text(let text): append(text, to: &bytes)
            }
        }
        // A row with one empty cell would be no row.
        if cells == [.text("")] { bytes += Array("\"\"".utf8) }
        return bytes + [0x0D, 0x0A]
    }

    private func append(_ text: String, to bytes: inout [UInt8]) {
        let guarded = Self.isComputed(text) ? "'" + text : text
        let needsQuotes =
            guarded.utf8.contains { byte in
                byte == separator.rawValue || Array(",;\"\t\r\n".utf8).contains(byte)
            } || guarded.utf8.first == 0x20 || guarded.utf8.last == 0x20
        guard needsQuotes else {
            bytes += guarded.utf8
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in guarded.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether a spreadsheet could compute a text: what its first sign that can be seen tells, in either width.
    private static func isComputed(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%": return true
            default: break
            }
            let isUnseen = scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
            if !isUnseen { return false }
        }
        return false
    }
}

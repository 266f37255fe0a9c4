/// Reads CSV as it comes, in pieces of any size, and hands out one row after the other; no more than a row is kept.
///
/// Source: RFC 4180, section 2, with what spreadsheets write: UTF-8 with or without a mark, a first line `sep=;`, semicolons
/// or tabs instead of commas, lines that end with a line feed alone or a carriage return alone. The separator is the one
/// that the first line with content has most of outside quotation marks; of equals the semicolon, because a comma is in
/// many numbers.
///
/// A row in which something is wrong is handed out with its problems, and reading goes on with the next one: a person
/// wants to know everything at once.
public struct CSVParser: Sendable {
    private let limits: CSVLimits

    /// The first bytes, until the separator is known.
    private var beginning: [UInt8]? = []
    private var separator = UInt8(ascii: ",")
    private var isUnreadable = false

    private var state = State.cellStart
    private var wasCarriageReturn = false
    private var cell: [UInt8] = []
    private var cellSize = 0
    private var cellProblem: (CSVProblem.Code, String)?
    private var cells: [String] = []
    private var cellIndex = 0
    private var problems: [CSVProblem] = []
    private var row = 1
    private var line = 1
    private var firstLine = 1
    private var hasContent = false

    private enum State { case cellStart, plain, quoted, quoteInQuoted }

    /// How many bytes are looked at for the separator.
    private static let beginningLimit = 65_536

    /// How many bytes are looked at for marks, and for the line that names the separator.
    private static let markLimit = 24

    /// Begins with nothing.
    public init(limits: CSVLimits = .standard) { self.limits = limits }

    /// The separator that was found; a comma until then.
    public var foundSeparator: Character { Character(UnicodeScalar(separator)) }

    /// Takes the next bytes, and hands out the rows that end in them.
    public mutating func take<Failure: Error>(
        _ bytes: [UInt8], _ body: (CSVRow) throws(Failure) -> Void
    ) throws(Failure) {
        guard !isUnreadable else { return }
        guard var start = beginning else { return try read(bytes[...], body) }
        start += bytes
        guard start.count >= Self.beginningLimit || start.count >= Self.markLimit && Self.hasWholeLine(start) else {
            beginning = start
            return
        }
        try begin(start, body)
    }

    /// Ends, and hands out the last row if it has no end of its own.
    public mutating func finish<Failure: Error>(_ body: (CSVRow) throws(Failure) -> Void) throws(Failure) {
        if let start = beginning { try begin(start, body) }
        guard !isUnreadable else { return }
        if state == .quoted {
            cellProblem = (
                .openQuote, "expected the quotation mark that ends the cell, found the end of the file"
            )
        }
        guard hasContent || !cells.isEmpty || state != .cellStart else { return }
        try endRow { row throws(Failure) in
            var row = row
            row.isLast = true
            try body(row)
        }
    }

    // MARK: The beginning

    private static func hasWholeLine(_ bytes: [UInt8]) -> Bool {
        var isQuoted = false
        var hasContent = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case 0x0A, 0x0D:
                // The line that names the separator is not a row, and rows without content name none.
                if !isQuoted, hasContent { return true }
            default: hasContent = true
            }
        }
        return false
    }

    private mutating func begin<Failure: Error>(
        _ start: [UInt8], _ body: (CSVRow) throws(Failure) -> Void
    ) throws(Failure) {
        beginning = nil
        var rest = start[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) || Self.isUTF16(start) {
            isUnreadable = true
            let problem = CSVProblem(
                .utf16, row: 1, column: nil, line: 1,
                "expected a file in UTF-8, found one in UTF-16: save it as \"CSV UTF-8\"")
            return try body(CSVRow(number: 1, line: 1, cells: [], problems: [problem]))
        }
        if let (named, count) = Self.namedSeparator(rest) {
            separator = named
            rest = rest.dropFirst(count)
            line += 1
            firstLine = line
        } else {
            separator = Self.likelySeparator(rest)
        }
        try read(rest, body)
    }

    /// Whether every second byte is nothing, as in UTF-16 without a mark.
    private static func isUTF16(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 4 && (bytes[0] == 0 && bytes[2] == 0 || bytes[1] == 0 && bytes[3] == 0)
    }

    /// The separator that a line `sep=` names, and the length of that line.
    private static func namedSeparator(_ bytes: ArraySlice<UInt8>) -> (UInt8, Int)? {
        var line = bytes.prefix(16)
        let isQuoted = line.first == UInt8(ascii: "\"")
        if isQuoted { line = line.dropFirst() }
        guard line.prefix(4).elementsEqual("sep=".utf8), let separator = line.dropFirst(4).first,
            Array(",;\t".utf8).contains(separator)
        else { return nil }
        var end = line.dropFirst(5)
        if isQuoted {
            guard end.first == UInt8(ascii: "\"") else { return nil }
            end = end.dropFirst()
        }
        if end.first == 0x0D { end = end.dropFirst() }
        if end.first == 0x0A {
            end = end.dropFirst()
        } else if bytes.startIndex + 16 > end.startIndex, !end.isEmpty {
            guard bytes[end.startIndex - 1] == 0x0D else { return nil }
        }
        return (separator, end.startIndex - bytes.startIndex)
    }

    private static func likelySeparator(_ bytes: ArraySlice<UInt8>) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        var hasContent = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D {
                if hasContent { break }
                continue
            }
            hasContent = true
            counts[byte, default: 0] += 1
        }
        let candidates = Array(";,\t".utf8)
        var best = candidates[0]
        for candidate in candidates where counts[candidate, default: 0] > counts[best, default: 0] { best = candidate }
        return counts[best, default: 0] == 0 ? UInt8(ascii: ",") : best
    }

    // MARK: Rows and cells

    private mutating func read<Failure: Error>(
        _ bytes: ArraySlice<UInt8>, _ body: (CSVRow) throws(Failure) -> Void
    ) throws(Failure) {
        for byte in bytes {
            let followsCarriageReturn = wasCarriageReturn
            wasCarriageReturn = byte == 0x0D
            if byte == 0x0A, followsCarriageReturn {
                // The second half of one end of a line; within quotation marks it is part of the cell.
                if state == .quoted { keep(byte) }
                continue
            }
            if byte == 0x0A || byte == 0x0D { line += 1 }
            switch state {
            case .quoted:
                if byte == UInt8(ascii: "\"") { state = .quoteInQuoted } else { keep(byte) }
            case .quoteInQuoted:
                if byte == UInt8(ascii: "\"") {
                    keep(byte)
                    state = .quoted
                } else if try !endsCell(byte, body) {
                    stray("expected a separator after the quotation mark that ends the cell, found something else")
                    keep(byte)
                    state = .plain
                }
            case .cellStart:
                if byte == UInt8(ascii: "\"") {
                    hasContent = true
                    state = .quoted
                } else if try !endsCell(byte, body) {
                    keep(byte)
                    state = .plain
                }
            case .plain:
                if try endsCell(byte, body) { continue }
                if byte == UInt8(ascii: "\"") {
                    stray("expected quotation marks around the whole cell, found one in the middle")
                }
                keep(byte)
            }
        }
    }

    private mutating func keep(_ byte: UInt8) {
        hasContent = true
        cellSize += 1
        if cellSize <= limits.cellByteCount { cell.append(byte) }
    }

    private mutating func stray(_ reason: String) {
        if cellProblem == nil { cellProblem = (.strayQuote, reason) }
    }

    /// Ends the cell, and the row, if this byte does.
    private mutating func endsCell<Failure: Error>(
        _ byte: UInt8, _ body: (CSVRow) throws(Failure) -> Void
    ) throws(Failure) -> Bool {
        if byte == separator {
            endCell()
            hasContent = true
            return true
        }
        guard byte == 0x0A || byte == 0x0D else { return false }
        try endRow(body)
        return true
    }

    private mutating func endRow<Failure: Error>(_ body: (CSVRow) throws(Failure) -> Void) throws(Failure) {
        endCell()
        let finished = CSVRow(number: row, line: firstLine, cells: cells, problems: problems)
        row += 1
        firstLine = line
        cells = []
        problems = []
        cellIndex = 0
        hasContent = false
        try body(finished)
    }

    private mutating func endCell() {
        let text = String(validating: cell, as: UTF8.self)
        if cellProblem == nil {
            if cellSize > limits.cellByteCount {
                cellProblem = (
                    .cellTooLarge, "expected at most \(limits.cellByteCount) bytes in a cell, found \(cellSize)"
                )
            } else if text == nil {
                cellProblem = (
                    .notUTF8, "expected text in UTF-8, found other bytes: save the file as \"CSV UTF-8\""
                )
            } else if cell.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D || $0 == 0x7F }) {
                cellProblem = (.controlCharacter, "expected text, found a control character in it")
            }
        }
        if cellIndex == limits.cellCount {
            problems.append(
                CSVProblem(
                    .tooManyCells, row: row, column: nil, line: firstLine,
                    "expected at most \(limits.cellCount) cells in a row, found more"))
        } else if cellIndex < limits.cellCount {
            if let (code, reason) = cellProblem {
                problems.append(CSVProblem(code, row: row, column: cellIndex, line: firstLine, reason))
            }
            cells.append(cellProblem == nil ? text ?? "" : "")
        }
        cellIndex += 1
        cell.removeAll(keepingCapacity: true)
        cellSize = 0
        cellProblem = nil
        state = .cellStart
    }
}

import Credentials
import Encodings
import YAMLDocuments

/// Reads a spreadsheet of learners in CSV as it comes, and hands out one row after the other.
///
/// The columns are the fields of a learner's file, in any order, with their names in English or Dutch; the same rules hold
/// for them, in the same words, because the same reader reads them. No more than a row is kept.
public struct LearnerTable: Sendable {
    private let file: String
    private let proofs: (any LearnerProofReader)?
    private var table = CSVTable()
    private var columns: LearnerColumns?
    private var isUnusable = false

    /// Prepares to read a file.
    ///
    /// - Parameters:
    ///   - file: The name that places in messages begin with.
    ///   - proofs: Finds the proofs of possession that rows name; without it none is taken.
    public init(file: String, proofs: (any LearnerProofReader)? = nil) {
        self.file = file
        self.proofs = proofs
    }

    /// Takes the next bytes, and hands out the rows that end in them.
    public mutating func take<Failure: Error>(
        _ bytes: [UInt8], _ body: (LearnerRow) throws(Failure) -> Void
    ) throws(Failure) {
        guard !isUnusable else { return }
        var table = table
        var rows: [CSVRow] = []
        table.take(bytes) { rows.append($0) }
        self.table = table
        try give(rows, body)
    }

    /// Ends, and hands out the last row.
    public mutating func finish<Failure: Error>(_ body: (LearnerRow) throws(Failure) -> Void) throws(Failure) {
        guard !isUnusable else { return }
        var table = table
        var rows: [CSVRow] = []
        table.finish { rows.append($0) }
        self.table = table
        try give(rows, body)
        // A file with a heading alone: its names may be wrong all the same.
        if columns == nil, !isUnusable { _ = try heading(body) }
    }

    /// Hands out rows in their order; when the heading is known, all cores read them.
    private mutating func give<Failure: Error>(
        _ rows: [CSVRow], _ body: (LearnerRow) throws(Failure) -> Void
    ) throws(Failure) {
        var rest = rows[...]
        while columns == nil, let row = rest.popFirst() { try give(row, body) }
        guard !isUnusable, let columns else { return }
        let table = self
        for row in Cores.map(Array(rest), { table.read($0, columns) }) { try body(row) }
    }

    private mutating func give<Failure: Error>(
        _ row: CSVRow, _ body: (LearnerRow) throws(Failure) -> Void
    ) throws(Failure) {
        guard !isUnusable else { return }
        // What is wrong with the heading comes with a row of its own, without cells.
        if columns == nil, row.cells.isEmpty, !row.problems.isEmpty {
            isUnusable = true
            let findings = row.problems.map { finding($0, names: table.columns) } + names(besides: row.problems)
            return try body(LearnerRow(number: row.number, learner: nil, findings: findings, cells: []))
        }
        guard let columns = try heading(body) else { return }
        try body(read(row, columns))
    }

    /// What is wrong with the names of the columns besides those that cannot stand there; nothing where the file itself
    /// cannot be read.
    private func names(besides problems: [CSVProblem]) -> [Finding] {
        guard problems.allSatisfy({ $0.code == .columnTwice || $0.code == .columnWithoutName }) else { return [] }
        do throws(LearnerHeadingError) {
            _ = try LearnerColumns(table.columns, file: file, besides: Set(problems.compactMap(\.column)))
            return []
        } catch {
            return error.findings
        }
    }

    /// The columns; `nil` when their names mean nothing, which is told.
    private mutating func heading<Failure: Error>(
        _ body: (LearnerRow) throws(Failure) -> Void
    ) throws(Failure) -> LearnerColumns? {
        if let columns { return columns }
        let findings: [Finding]
        do throws(LearnerHeadingError) {
            let columns = try LearnerColumns(table.columns, file: file)
            self.columns = columns
            return columns
        } catch {
            findings = error.findings
        }
        isUnusable = true
        try body(LearnerRow(number: 1, learner: nil, findings: findings, cells: []))
        return nil
    }

    private func read(_ row: CSVRow, _ columns: LearnerColumns) -> LearnerRow {
        let problems = FileProblems(file: file, columns: columns.names)
        let fields = FieldReader(
            mapping(row, columns, problems), at: YAMLPosition(line: row.number, column: 0), problems)
        var learner = LearnerRecordReader.learner(fields)
        let proof = LearnerBinding(proofs, columns, problems).bind(&learner, row)
        let unreadable = row.problems.map { finding($0, names: columns.names) }
        let cells = zip(columns.names, row.cells).map { (column: $0, text: $1) }
        return LearnerRow(
            number: row.number, learner: learner, findings: unreadable + problems.findings, cells: cells,
            proof: proof)
    }

    private static let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\t", "\u{2028}", "\u{2029}"]

    /// Whether a cell has several lines, or a tab.
    static func hasSeveralLines(_ text: String) -> Bool {
        // Of nearly every cell the bytes tell that it has not: the first of each of these is one of them.
        text.utf8.contains { $0 < 0x20 || $0 == 0xE2 } && text.unicodeScalars.contains { breaks.contains($0) }
    }

    /// The row as the fields of a learner's file.
    private func mapping(_ row: CSVRow, _ columns: LearnerColumns, _ problems: FileProblems) -> YAMLMapping {
        var entries: [YAMLMapping.Entry] = []
        var identifiers: [YAMLNode] = []
        var firstIdentifier: YAMLPosition?
        for (index, (column, cell)) in zip(columns.columns, row.cells).enumerated() {
            let position = YAMLPosition(line: row.number, column: index + 1)
            var text = FieldValue.trimmed(cell)
            if Self.hasSeveralLines(text) {
                problems.add(.severalLines, at: position)
                text = ""
            }
            // What is quoted is text, so that a learner called Null has a name.
            let node = YAMLNode(
                .scalar(YAMLScalar(text: text, style: text.isEmpty ? .plain : .doubleQuoted)), at: position)
            switch column {
            case .holderProof: break
            case .field(let name): entries.append(.init(key: name, keyPosition: position, value: node))
            case .identifier(let scheme, let isHashed):
                if firstIdentifier == nil { firstIdentifier = position }
                if !text.isEmpty { identifiers.append(identifier(scheme, isHashed, node)) }
            }
        }
        if let firstIdentifier {
            entries.append(
                .init(
                    key: "identifiers", keyPosition: firstIdentifier,
                    value: YAMLNode(.sequence(identifiers), at: firstIdentifier)))
        }
        return YAMLMapping(entries: entries)
    }

    private func identifier(_ scheme: String, _ isHashed: Bool, _ value: YAMLNode) -> YAMLNode {
        func text(_ text: String) -> YAMLNode {
            YAMLNode(.scalar(YAMLScalar(text: text, style: .doubleQuoted)), at: value.position)
        }
        let parts = [("scheme", text(scheme)), ("value", value), ("hashed", text(isHashed ? "true" : "false"))]
        return YAMLNode(
            .mapping(
                YAMLMapping(
                    entries: parts.map { .init(key: $0.0, keyPosition: value.position, value: $0.1) })),
            at: value.position)
    }

    private func finding(_ problem: CSVProblem, names: [String]) -> Finding {
        let column =
            problem.column.map {
                names.indices.contains($0) && !names[$0].isEmpty ? names[$0] : CSVProblem.letters(of: $0)
            } ?? ""
        return Finding(
            problem.code.rawValue, .error,
            at: .cell(file: file, row: problem.row, column: column),
            [
                ("cells", String(CSVLimits.standard.cellCount)), ("bytes", String(CSVLimits.standard.cellByteCount)),
                ("line", String(problem.line)),
            ])
    }
}

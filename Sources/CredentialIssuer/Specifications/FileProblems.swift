import Credentials
import YAMLDocuments

/// Gathers what is wrong with one file.
final class FileProblems {
    /// A file of nonsense is not worth more messages than this.
    private static let limit = 200

    private let file: String
    /// The names of the columns, where the file is a table: then a line is a row, and a column is one of these.
    private let columns: [String]?
    private var found: [(position: YAMLPosition, finding: Finding)] = []

    init(file: String, columns: [String]? = nil) {
        self.file = file
        self.columns = columns
    }

    /// Whether no more is kept.
    var isFull: Bool { found.count >= Self.limit }

    /// The findings in the order of the lines.
    var findings: [Finding] {
        found.enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
            .map(\.element.finding)
    }

    /// A position in the file as a place of the record.
    func place(_ position: YAMLPosition) -> RecordPlace {
        guard let columns else { return .position(file: file, line: position.line, column: position.column) }
        let index = position.column - 1
        let name = columns.indices.contains(index) ? columns[index] : ""
        return .cell(file: file, row: position.line, column: name)
    }

    func add(
        _ code: SpecificationCode, _ variant: String? = nil, at position: YAMLPosition,
        _ arguments: [(name: String, value: String)] = []
    ) {
        guard !isFull else { return }
        found.append(
            (
                position,
                Finding(code.rawValue, .error, at: place(position), variant: variant, arguments)
            ))
    }

    /// Adds what somebody else found at a position.
    func add(_ finding: Finding, at position: YAMLPosition) {
        guard !isFull else { return }
        found.append((position, finding))
    }

    /// Adds the error that makes a whole file unreadable.
    func add(_ error: YAMLError) {
        let hint = error.hint.map { " " + $0 } ?? ""
        found.append(
            (
                error.position,
                Finding(
                    error.code.rawValue, .error, at: place(error.position).description,
                    [("reason", error.reason + "." + hint)])
            ))
    }
}

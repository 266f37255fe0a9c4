import Credentials
import YAMLDocuments

/// Gathers what is wrong with one policy file.
final class PolicyProblems {
    /// A file of nonsense is not worth more messages than this.
    private static let limit = 200

    private let file: String
    private var found: [(position: YAMLPosition, finding: Finding)] = []

    /// - Parameter file: The name that places begin with.
    init(file: String) { self.file = file }

    /// Whether no more is kept.
    var isFull: Bool { found.count >= Self.limit }

    /// What is wrong, in the order of the lines.
    var findings: [Finding] {
        found.enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
            .map(\.element.finding)
    }

    func add(
        _ code: PolicyCode, _ variant: String? = nil, at position: YAMLPosition,
        _ arguments: [(name: String, value: String)] = []
    ) {
        guard !isFull else { return }
        found.append((position, Finding(code.rawValue, .error, at: place(position), variant: variant, arguments)))
    }

    /// Adds the error that makes a whole file unreadable.
    func add(_ error: YAMLError) {
        let hint = error.hint.map { " " + $0 } ?? ""
        found.append(
            (
                error.position,
                Finding(error.code.rawValue, .error, at: place(error.position), [("reason", error.reason + "." + hint)])
            ))
    }

    private func place(_ position: YAMLPosition) -> String {
        RecordPlace.position(file: file, line: position.line, column: position.column).description
    }
}

public import Encodings

/// Collects what the data model rules find, up to a limit.
///
/// A hostile document can break a rule thousands of times; nobody reads that, so only the first findings are kept.
/// Errors and lesser findings are counted apart: no number of warnings can hide an error.
public struct DataModelFindings: Sendable {
    /// How many errors are kept, and how many lesser findings.
    public static let limit = 64

    /// What was found, in the order of the rules.
    private var kept: [Finding] = []
    private var errorCount = 0
    private var omittedCount = 0

    /// Starts with nothing found.
    public init() {}

    /// Whether no more errors are kept: a rule may stop looking, as the document is refused for many reasons already.
    public var isFull: Bool { errorCount >= Self.limit }

    /// What was found, and how many findings were left out if there were too many.
    public var all: [Finding] {
        guard omittedCount > 0 else { return kept }
        let code = DataModelCode.findingsOmitted
        return kept + [Finding(code.rawValue, code.severity, at: "", [("count", String(omittedCount))])]
    }

    /// Adds a finding about a value that is there.
    public mutating func add(
        _ code: DataModelCode, at node: JSONNode, _ arguments: [(name: String, value: String)] = []
    ) {
        guard makesRoom(for: code) else { return }
        kept.append(Finding(code.rawValue, code.severity, at: node.pointer, arguments))
    }

    /// Adds a finding about a member that is missing in `container`, at the place where it should be.
    public mutating func add(
        _ code: DataModelCode, missing member: StaticString, in container: JSONNode,
        _ arguments: [(name: String, value: String)] = []
    ) {
        guard makesRoom(for: code) else { return }
        kept.append(Finding(code.rawValue, code.severity, at: "\(container.pointer)/\(member)", arguments))
    }

    /// Adds a finding about a value, unless an error at its place was found already.
    mutating func addOnce(
        _ code: DataModelCode, at node: JSONNode, _ arguments: [(name: String, value: String)] = []
    ) {
        guard !isFull, !hasError(at: node.pointer) else { return }
        add(code, at: node, arguments)
    }

    /// Adds a finding about a missing member, unless an error at its place was found already.
    mutating func addOnce(
        _ code: DataModelCode, missing member: StaticString, in container: JSONNode,
        _ arguments: [(name: String, value: String)] = []
    ) {
        guard !isFull, !hasError(at: "\(container.pointer)/\(member)") else { return }
        add(code, missing: member, in: container, arguments)
    }

    private func hasError(at place: String) -> Bool { kept.contains { $0.severity == .error && $0.place == place } }

    /// Counts a finding, and tells whether it is kept.
    private mutating func makesRoom(for code: DataModelCode) -> Bool {
        let isError = code.severity == .error
        guard (isError ? errorCount : kept.count - errorCount) < Self.limit else {
            omittedCount += 1
            return false
        }
        if isError { errorCount += 1 }
        return true
    }
}

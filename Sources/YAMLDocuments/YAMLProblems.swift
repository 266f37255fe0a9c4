/// All that is wrong with the values of a document, in the order of the file.
public struct YAMLProblems: Error, Sendable {
    /// The largest number of problems that are kept.
    public static let limit = 100

    /// The problems, at least one.
    public let problems: [YAMLError]

    /// Whether there were more than ``limit``.
    public let hasMore: Bool

    init(_ problems: [YAMLError], hasMore: Bool) {
        // In the order of the lines; of two at the same place the one found first.
        self.problems = problems.enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
            .map(\.element)
        self.hasMore = hasMore
    }
}

extension YAMLProblems: CustomStringConvertible {
    /// One problem per line.
    public var description: String {
        let lines = problems.map { problem in
            "\(problem.position): " + (problem.path.map { "\($0): " } ?? "") + problem.reason
        }
        return (lines + (hasMore ? ["and more"] : [])).joined(separator: "\n")
    }
}

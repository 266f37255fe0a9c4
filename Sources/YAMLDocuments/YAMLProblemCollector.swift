/// Gathers problems while a document is read.
final class YAMLProblemCollector {
    private(set) var problems: [YAMLError] = []
    private(set) var hasMore = false

    /// Whether nothing more is kept.
    var isFull: Bool { problems.count >= YAMLProblems.limit }

    func add(_ problem: YAMLError) {
        guard !isFull else { return noteMore() }
        problems.append(problem)
    }

    /// Remembers that there was more.
    func noteMore() { hasMore = true }
}

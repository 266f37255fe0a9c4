extension YAMLDocument {
    /// Reads the document into a type of the caller's, and finds everything that is wrong with it at once.
    ///
    /// ```swift
    /// let specification = try document.read { root in
    ///     root.mapping { keys in
    ///         let title = keys.required("title")?.text()
    ///         let outcomes = keys.required("learning_outcomes")?.list(count: 1...50) { $0.text() }
    ///         guard let title, let outcomes else { return nil }
    ///         return Specification(title: title, learningOutcomes: outcomes)
    ///     }
    /// }
    /// ```
    ///
    /// - Parameter body: makes the value, or gives `nil` where something it needs is not there. It should read
    ///   everything before it gives up, so that all problems are found.
    /// - Throws: ``YAMLProblems`` if anything was wrong.
    public func read<Value>(_ body: (YAMLValueReader) -> Value?) throws(YAMLProblems) -> Value {
        let collector = YAMLProblemCollector()
        let value = body(YAMLValueReader(node: root, path: .top, collector: collector))
        guard let value, collector.problems.isEmpty else {
            let unexplained = YAMLError(.unreadable, "the document was not understood", at: root.position)
            let problems = collector.problems.isEmpty ? [unexplained] : collector.problems
            throw YAMLProblems(problems, hasMore: collector.hasMore)
        }
        return value
    }
}

import ArgumentParser

/// How issuing answers.
enum IssueFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv

    /// What is left where no table is told.
    var listFormat: ListFormat { self == .json ? .json : .text }
}

import Credentials

/// The columns of a learners' spreadsheet, as its first row names them.
struct LearnerColumns: Sendable {
    /// What each column holds, in the order of the file.
    let columns: [LearnerColumn]
    /// The names as they stand in the file.
    let names: [String]

    /// Understands the first row, or tells everything that is wrong with it.
    ///
    /// What no column tells is told once here, and not again in every row.
    init(_ names: [String], file: String) throws(LearnerHeadingError) {
        var findings: [Finding] = []
        var columns: [LearnerColumn] = []
        var first: [LearnerColumn: String] = [:]
        for name in names {
            guard let column = LearnerColumn(named: name) else {
                findings.append(Self.unknown(name, taken: names.compactMap(LearnerColumn.init(named:)), file))
                continue
            }
            if let other = first[column] {
                findings.append(
                    Self.finding(.columnRepeated, nil, at: name, file, [("field", name), ("found", other)]))
            }
            first[column] = name
            columns.append(column)
        }
        if findings.isEmpty {
            let hasName = columns.contains(.field("single_name")) || columns.contains(.field("family_name"))
            if !hasName { findings.append(Self.finding(.columnMissing, nil, at: "", file, [("field", "family_name")])) }
            if columns.contains(.field("family_name")), !columns.contains(.field("given_names")),
                !columns.contains(.field("single_name"))
            {
                findings.append(Self.finding(.columnMissing, nil, at: "", file, [("field", "given_names")]))
            }
            if !columns.contains(.field("awarded_on")) {
                findings.append(Self.finding(.columnMissing, nil, at: "", file, [("field", "awarded_on")]))
            }
        }
        guard findings.isEmpty else { throw LearnerHeadingError(findings: findings) }
        self.columns = columns
        self.names = names
    }

    private static func unknown(_ name: String, taken: [LearnerColumn], _ file: String) -> Finding {
        let near = LearnerColumn.nearest(to: name, without: taken)
        return finding(
            .columnUnknown, near.isEmpty ? nil : "near", at: name, file,
            [("field", name), ("near", near.map { "'" + $0 + "'" }.joined(separator: ", "))])
    }

    private static func finding(
        _ code: SpecificationCode, _ variant: String?, at column: String, _ file: String,
        _ arguments: [(name: String, value: String)]
    ) -> Finding {
        Finding(
            code.rawValue, .error, at: .cell(file: file, row: 1, column: column), variant: variant, arguments)
    }
}

/// What is wrong with the names of the columns: then no row means anything.
struct LearnerHeadingError: Error {
    let findings: [Finding]
}

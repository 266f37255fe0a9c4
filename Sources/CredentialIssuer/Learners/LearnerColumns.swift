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
    ///
    /// - Parameter broken: The columns whose names were found to be none already.
    init(_ names: [String], file: String, besides broken: Set<Int> = []) throws(LearnerHeadingError) {
        var findings: [Finding] = []
        var columns: [LearnerColumn] = []
        var first: [LearnerColumn: String] = [:]
        var meant: Set<LearnerColumn> = []
        let understood = names.compactMap(LearnerColumn.init(named:))
        for (index, name) in names.enumerated() where !broken.contains(index) {
            guard let column = LearnerColumn(named: name) else {
                let near = LearnerColumn.nearest(to: name, without: understood)
                meant.formUnion(near.compactMap(LearnerColumn.init(named:)))
                findings.append(Self.unknown(name, near: near, file))
                continue
            }
            if let other = first[column] {
                findings.append(
                    Self.finding(.columnRepeated, nil, at: name, file, [("field", name), ("found", other)]))
            }
            first[column] = name
            columns.append(column)
        }
        // A column that has another name is not missing, once it is renamed.
        for field in Self.missing(in: columns) where !meant.contains(.field(field)) {
            findings.append(Self.finding(.columnMissing, nil, at: "", file, [("field", field)]))
        }
        guard findings.isEmpty else { throw LearnerHeadingError(findings: findings) }
        self.columns = columns
        self.names = names
    }

    /// The fields without which no row says enough.
    private static func missing(in columns: [LearnerColumn]) -> [String] {
        func has(_ field: String) -> Bool { columns.contains(.field(field)) }
        var fields: [String] = []
        if !has("single_name") {
            if !has("family_name") { fields.append("family_name") }
            if !has("given_names") { fields.append("given_names") }
        }
        if !has("awarded_on") { fields.append("awarded_on") }
        return fields
    }

    private static func unknown(_ name: String, near: [String], _ file: String) -> Finding {
        finding(
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

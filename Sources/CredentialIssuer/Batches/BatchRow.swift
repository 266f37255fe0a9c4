import Credentials

/// A row of a batch: what is asked for, and what its file may be called.
final class BatchRow: Sendable {
    let number: Int
    let request: IssuanceRequest
    let name: String
    /// What it is issued after; `nil` for what the register says of the learner.
    let repetition: Repetition?

    /// A row of a spreadsheet.
    ///
    /// - Parameter findings: What is wrong with it as such; then nothing is issued for it.
    init(
        _ number: Int, _ learner: LearnerRecord, _ template: SpecificationTemplate, _ findings: [Finding]
    ) {
        self.number = number
        let request = template.request(for: learner)
        self.request =
            findings.isEmpty
            ? request : IssuanceRequest { (_, _, _) throws(IssuerError) in throw Self.refusal(findings) }
        name = Self.name(of: learner.learner, row: number)
        repetition = nil
    }

    /// A credential that is issued again after the one there is.
    init(_ number: Int, _ record: MicroCredentialRecord, after credentialID: String) {
        self.number = number
        request = IssuanceRequest(record)
        name = Self.name(of: record.award?.learner ?? LearnerIdentity(), row: number)
        repetition = .after(credentialID: credentialID)
    }

    private static func refusal(_ findings: [Finding]) -> IssuerError {
        var error = IssuerError(.recordRefused, "expected a row that can be read, found \(findings.count) problems")
        error.findings = findings
        return error
    }

    /// A name that every system takes, and no other row has: the learner's, and the number of the row.
    static func name(of learner: LearnerIdentity, row: Int) -> String {
        let parts = [learner.familyName, learner.givenNames, learner.singleName].compactMap { $0?.string }
        var name = LearnerColumn.asciiWords(parts.joined(separator: " ")).prefix(60)
        while name.last == "-" { name = name.dropLast() }
        return (name.isEmpty ? "credential" : String(name)) + "-\(row)"
    }
}

extension LearnerColumn {
    /// Words in small letters of ASCII with hyphens between them.
    static func asciiWords(_ text: String) -> String {
        plain(text).split(separator: " ").map { word in
            String(word.unicodeScalars.filter { $0.isASCII }.map(Character.init))
        }.filter { !$0.isEmpty }.joined(separator: "-")
    }
}

import Credentials

/// A row of a batch: what is asked for, and what its file may be called.
final class BatchRow: Sendable {
    let request: IssuanceRequest
    let place: RowPlace
    var number: Int { place.number }
    /// What it is issued after; `nil` for what the register says of the learner.
    let repetition: Repetition?

    /// A row of a spreadsheet.
    ///
    /// - Parameters:
    ///   - findings: What is wrong with it as such; then nothing is issued for it.
    ///   - proof: The learner's proof of having the key that the credential is bound to.
    init(
        _ number: Int, _ learner: LearnerRecord, _ template: SpecificationTemplate, _ findings: [Finding],
        _ proof: (any LearnerProof)?
    ) {
        var request = template.request(for: learner)
        request.possession = proof?.possession
        request.proof = proof
        self.request =
            findings.isEmpty
            ? request : IssuanceRequest { (_, _, _) throws(IssuerError) in throw Self.refusal(findings) }
        place = RowPlace(number: number, name: Self.name(of: learner.learner, row: number))
        repetition = nil
    }

    /// A credential that is issued again after the one there is.
    init(_ number: Int, _ record: MicroCredentialRecord, after credentialID: String) {
        request = IssuanceRequest(record)
        let learner = record.award?.learner ?? LearnerIdentity()
        place = RowPlace(number: number, name: Self.name(of: learner, row: number))
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
        let words = parts.joined(separator: " ")
        var name = (PlainName.words(words) ?? LearnerColumn.asciiWords(words)).prefix(60)
        while name.last == "-" { name = name.dropLast() }
        return (name.isEmpty ? "credential" : String(name)) + "-\(row)"
    }
}

/// Which row of a batch something is of: all that is kept of the row once its document is made.
struct RowPlace: Sendable {
    let number: Int
    /// What its file may be called, without an ending.
    let name: String
}

extension LearnerColumn {
    /// Words in small letters of ASCII with hyphens between them.
    static func asciiWords(_ text: String) -> String {
        plain(text).split(separator: " ").map { word in
            String(word.unicodeScalars.filter { $0.isASCII }.map(Character.init))
        }.filter { !$0.isEmpty }.joined(separator: "-")
    }
}

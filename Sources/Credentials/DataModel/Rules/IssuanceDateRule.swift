internal import Encodings

/// A credential of version 1.1 says when it was issued.
///
/// Source: Verifiable Credentials Data Model 1.1, section 4.6.
struct IssuanceDateRule: DataModelRule {
    var codes: [DataModelCode] { [.issuanceDateMissing] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard statement.version == .v1, statement[.issuanceDate] == nil else { return }
        findings.add(.issuanceDateMissing, missing: "issuanceDate", in: statement.node)
    }
}

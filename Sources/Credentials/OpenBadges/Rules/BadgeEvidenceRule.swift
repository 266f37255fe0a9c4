internal import Encodings

/// What an Open Badge gives as evidence is evidence.
///
/// Source: Open Badges 3.0, appendix B, `Evidence`.
struct BadgeEvidenceRule: DataModelRule {
    var codes: [DataModelCode] { [.badgeTypeMissing, .valueNotObject] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard statement.badge == .achievement else { return }
        findings.requireParts(statement[.evidence], "evidence", type: "Evidence")
    }
}

internal import Encodings

/// The subject of an Open Badge is one of an achievement, and so are its identifiers and results.
///
/// Source: Open Badges 3.0, appendix B, `AchievementSubject`, `IdentityObject`, `Result`.
struct BadgeSubjectRule: DataModelRule {
    var codes: [DataModelCode] { [.badgeTypeMissing, .valueNotObject] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard statement.badge == .achievement else { return }
        Statement.forEach(statement[.credentialSubject]) { subject in
            guard subject.kind == .object else { return }
            findings.requireType("AchievementSubject", of: subject)
            findings.requireParts(subject["identifier"], "identifier", type: "IdentityObject")
            findings.requireProfiles(subject["source"], "source")
            findings.requireParts(subject["result"], "result", type: "Result")
            findings.requireImage(of: subject)
        }
    }
}

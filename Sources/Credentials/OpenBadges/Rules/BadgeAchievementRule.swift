internal import Encodings

/// An Open Badge says what was achieved: an achievement with its identifier, name, description and criteria.
///
/// Source: Open Badges 3.0, appendix B, `Achievement`, `ResultDescription`, `Related`.
struct BadgeAchievementRule: DataModelRule {
    var codes: [DataModelCode] { [.badgeTypeMissing, .badgeMemberMissing, .valueNotObject] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard statement.badge == .achievement else { return }
        Statement.forEach(statement[.credentialSubject]) { subject in
            guard subject.kind == .object else { return }
            findings.requireMembers(["achievement"], of: subject)
            findings.requireParts(subject["achievement"], "achievement", type: "Achievement", Self.check)
        }
    }

    private static func check(_ achievement: JSONNode, _ findings: inout DataModelFindings) {
        findings.requireMembers(["id", "name", "description", "criteria"], of: achievement)
        if let criteria = achievement["criteria"], criteria.kind != .object {
            findings.add(.valueNotObject, at: criteria, [("property", "criteria")])
        }
        findings.requireProfiles(achievement["creator"], "creator")
        findings.requireImage(of: achievement)
        findings.requireParts(achievement["resultDescription"], "resultDescription", type: "ResultDescription")
        findings.requireParts(achievement["related"], "related", type: "Related")
        findings.requireParts(achievement["otherIdentifier"], "otherIdentifier", type: "IdentifierEntry")
    }
}

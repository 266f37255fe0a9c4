internal import Encodings

/// What an achievement or a result is aligned with has a name and an address.
///
/// Source: Open Badges 3.0, appendix B, `Alignment`.
struct BadgeAlignmentRule: DataModelRule {
    var codes: [DataModelCode] { [.badgeTypeMissing, .badgeMemberMissing, .valueNotObject] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard statement.badge == .achievement else { return }
        Statement.forEach(statement[.credentialSubject]) { subject in
            Statement.forEach(subject["result"]) { Self.check($0, &findings) }
            Statement.forEach(subject["achievement"]) { achievement in
                Self.check(achievement, &findings)
                Statement.forEach(achievement["resultDescription"]) { Self.check($0, &findings) }
            }
        }
    }

    private static func check(_ part: JSONNode, _ findings: inout DataModelFindings) {
        findings.requireParts(part["alignment"], "alignment", type: "Alignment") { alignment, findings in
            findings.requireMembers(["targetName", "targetUrl"], of: alignment)
        }
    }
}

internal import Encodings

/// An endorsement, by itself or inside an Open Badge, is a credential of its own about somebody or something.
///
/// Source: Open Badges 3.0, appendix B, `EndorsementCredential` and `EndorsementSubject`.
struct BadgeEndorsementRule: DataModelRule {
    var codes: [DataModelCode] { [.badgeTypeMissing, .badgeMemberMissing, .valueNotObject] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard let badge = statement.badge else { return }
        if badge == .endorsement { Self.checkSubject(of: statement.node, &findings) }
        Self.checkEndorsements(of: statement.node, &findings)
        Self.checkEndorsements(of: statement[.issuer], &findings)
        guard badge == .achievement else { return }
        Statement.forEach(statement[.credentialSubject]) { subject in
            Statement.forEach(subject["achievement"]) { Self.checkEndorsements(of: $0, &findings) }
        }
    }

    private static func checkEndorsements(of part: JSONNode?, _ findings: inout DataModelFindings) {
        findings.requireParts(part?["endorsement"], "endorsement", type: "EndorsementCredential") { part, findings in
            findings.requireMembers(["issuer"], of: part)
            checkSubject(of: part, &findings)
        }
    }

    private static func checkSubject(of endorsement: JSONNode, _ findings: inout DataModelFindings) {
        findings.requireParts(endorsement["credentialSubject"], "credentialSubject", type: "EndorsementSubject")
    }
}

internal import Encodings

/// The issuer of an Open Badge is a profile, and its parts are what they are called.
///
/// Source: Open Badges 3.0, appendix B, `issuer`, `Profile`, `IdentifierEntry`, `Address`.
struct BadgeIssuerRule: DataModelRule {
    var codes: [DataModelCode] { [.badgeTypeMissing, .valueNotObject] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard statement.badge != nil, let issuer = statement[.issuer], issuer.kind == .object else { return }
        findings.requireProfiles(issuer, "issuer")
    }
}

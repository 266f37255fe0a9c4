import Credentials
import Encodings

/// Whether the document follows the data model that it claims, and whether the meaning of its words is pinned.
enum DataModelCheck {
    static func check(_ received: ReceivedCredential) -> Check {
        let claims = received.claims
        let findings = DataModelRules.check(claims)
        if let first = findings.first(where: { $0.severity == .error }) {
            return Check(.dataModel, .failed, first.code, at: first.place, findings: findings)
        }
        for (position, context) in claims.contexts.enumerated() where !KnownContexts.contains(context) {
            let url = context.string ?? "{…}"
            return Check(
                .dataModel, .undecided, "CONTEXT_UNKNOWN", at: "/@context/\(position)", [("context", .text(url))],
                findings: findings)
        }
        return Check(
            .dataModel, .passed, claims.version == .v1 ? "DATA_MODEL_1_VALID" : "DATA_MODEL_VALID", findings: findings)
    }
}

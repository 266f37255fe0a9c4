import Credentials
import Encodings
import Proofs

/// Whether the credential was revoked or suspended.
///
/// Without a status list at hand the answer is not known, and is said to be so.
enum StatusCheck {
    static func check(_ credential: AuthenticCredential, _ policy: Policy) -> Check {
        guard let entry = credential.claims.node["credentialStatus"] else {
            return policy.requiresStatus
                ? Check(.status, .undecided, "STATUS_REQUIRED") : Check(.status, .notApplicable, "STATUS_ABSENT")
        }
        if entry.kind == .array && entry.count == 0 {
            return Check(.status, .undecided, "STATUS_EMPTY", at: "/credentialStatus")
        }
        return Check(.status, .undecided, "STATUS_RETRIEVAL_ERROR", at: "/credentialStatus")
    }
}

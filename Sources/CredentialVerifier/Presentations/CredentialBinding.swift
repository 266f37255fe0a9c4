import Credentials
import Encodings
import Proofs

/// How a credential in a presentation stands to the holder.
enum CredentialBinding {
    /// It is about the holder, and nobody else.
    case holder
    /// It is about somebody who has another key.
    case other
    /// It is about somebody who is known by no key.
    case bearer

    /// Reads an authentic credential; `nil` for one that is not.
    init?(_ report: VerificationReport, _ holder: String) {
        guard report.isAuthentic, let claims = report.claims else { return nil }
        let bindings = claims.subjects.map { $0["id"].map { SubjectBinding($0, holder) } ?? .bearer }
        if bindings.contains(.other) {
            self = .other
        } else {
            self = bindings.isEmpty || bindings.contains(.bearer) ? .bearer : .holder
        }
    }
}

public import Encodings

/// What a verifier said of a credential, as the wallet remembers it beside the bytes.
///
/// It is a memory and no verdict: a credential can have been revoked since, and who shows it to others verifies it
/// anew. The wallet itself never judges; who adds a credential brings the verdict along.
public struct RecordedVerdict: Sendable, Hashable {
    /// The three verdicts of a verification report.
    public enum Verdict: String, Sendable, CaseIterable {
        /// Genuine, and nothing speaks against it.
        case valid
        /// A check failed.
        case invalid
        /// No check failed, but not all could be decided.
        case undecided
    }

    /// The verdict.
    public var verdict: Verdict

    /// Whether the check of the proof passed: the document is as its signer left it, even if it expired since.
    public var isAuthentic: Bool

    /// The code of the check that decided, for example `SIGNATURE_VALID` or `ISSUER_NOT_LISTED`.
    public var code: String

    /// The name that a trust list gives to the issuer, where one does.
    public var issuerName: String?

    /// When the verdict was given.
    public var evaluatedAt: Timestamp

    /// States a verdict.
    public init(
        _ verdict: Verdict, isAuthentic: Bool, code: String, issuerName: String? = nil, evaluatedAt: Timestamp
    ) {
        self.verdict = verdict
        self.isAuthentic = isAuthentic
        self.code = code
        self.issuerName = issuerName
        self.evaluatedAt = evaluatedAt
    }
}

import Encodings

/// What is fixed of a new credential before its document is made.
struct PlanOutline: Sendable {
    let prepared: PreparedCredential
    let credentialID: String
    /// Its place on a status list; `nil` when it has none.
    let status: StatusPlace?
    /// The credential after which it is issued.
    let after: String?
    /// The digest of that credential, where this one corrects it.
    let corrects: Multihash?
    let batch: BatchPlace?
}

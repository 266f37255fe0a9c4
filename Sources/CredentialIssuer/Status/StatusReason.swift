/// Why the status of a credential is changed, as far as others may know it.
///
/// There are few, and none says anything about a learner: the class stands in the register's events for good. What a
/// person has to say besides is a note, which can be taken away again.
public enum StatusReason: String, Sendable, CaseIterable {
    /// It should not have been issued, or not like this.
    case issuedInError = "issued-in-error"
    /// Another credential took its place.
    case superseded
    /// It was obtained by deceit.
    case fraud
    /// The learner asked for it.
    case learnerRequest = "learner-request"
    /// What it stands on did not keep the quality that it promised.
    case quality
    /// None of these; a note can say what.
    case other
}

/// What is done to the status of a credential.
public enum StatusAction: String, Sendable, CaseIterable {
    /// It is taken back, for ever.
    case revoke
    /// It does not count until it is reinstated.
    case suspend
    /// It counts again.
    case reinstate
    /// There is a newer one to ask for; it counts as before.
    case refresh
    /// There is none to ask for after all.
    case endRefresh
    /// What the institution's message says is so of it; it counts as before.
    case message
    /// What the message says is so no more.
    case endMessage
}

/// Whether a credential may be issued to a learner who has one for the same specification.
public enum Repetition: Sendable, Hashable {
    /// It is issued once: the same record gives the same credential again, and a changed one is an error.
    case once

    /// It is issued again, after the credential with this identifier.
    ///
    /// Naming it makes this safe to repeat as well: after one credential there is one other, however often it is asked
    /// for. Whether the first is revoked is another decision.
    case after(credentialID: String)

    /// It takes the place of the credential with this identifier, which says something wrong, perhaps even to whom it was
    /// awarded.
    case correcting(credentialID: String)

    /// Whether it takes the place of another.
    var isCorrection: Bool {
        if case .correcting = self { return true }
        return false
    }

    /// The credential after which it is issued.
    var predecessor: String? {
        switch self {
        case .once: nil
        case .after(let credentialID), .correcting(let credentialID): credentialID
        }
    }
}

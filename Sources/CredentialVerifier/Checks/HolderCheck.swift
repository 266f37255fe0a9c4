import Encodings

/// Whether the holder presents the credential: a credential file alone says nothing of who hands it over.
enum HolderCheck {
    static func check(_ policy: Policy) -> Check {
        policy.requiresHolderBinding
            ? Check(.holder, .undecided, "HOLDER_BINDING_REQUIRED")
            : Check(.holder, .notApplicable, "HOLDER_NOT_PRESENT")
    }

    /// The checks of the credentials in a presentation.
    ///
    /// - Parameters:
    ///   - own: The answers about the presentation itself.
    ///   - bindings: How each credential stands to the holder; `nil` where its own proof does not hold.
    static func checks(_ own: [Check], _ bindings: [CredentialBinding?], _ policy: Policy) -> [Check] {
        let worst =
            own.first { $0.outcome == .failed } ?? own.first { $0.outcome == .undecided || $0.outcome == .notRun }
        return bindings.map { binding in
            guard let binding else { return Check(.holder, .notRun, "NOT_RUN") }
            if binding == .other {
                return Check(
                    .holder, .failed, .holderMismatch, at: "/credentialSubject", [("variant", .text("self"))])
            }
            if let worst {
                return Check(
                    .holder, worst.outcome == .failed ? .failed : .undecided, .notAccepted,
                    [("cause", .text(worst.code))])
            }
            if binding == .bearer {
                return policy.requiresHolderBinding
                    ? Check(.holder, .undecided, "HOLDER_BINDING_REQUIRED", [("variant", .text("bearer"))])
                    : Check(.holder, .notApplicable, .bearer)
            }
            if let replayable = own.first(where: { $0.code == PresentationCode.replayableUntil.rawValue }) {
                return Check(.holder, .notApplicable, .replayableUntil, replayable.facts)
            }
            return Check(.holder, .passed, .holderBound)
        }
    }
}

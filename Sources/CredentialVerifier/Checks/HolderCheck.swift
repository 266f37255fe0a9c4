/// Whether the holder presents the credential: a credential file alone says nothing of who hands it over.
enum HolderCheck {
    static func check(_ policy: Policy) -> Check {
        policy.requiresHolderBinding
            ? Check(.holder, .undecided, "HOLDER_BINDING_REQUIRED")
            : Check(.holder, .notApplicable, "HOLDER_NOT_PRESENT")
    }
}

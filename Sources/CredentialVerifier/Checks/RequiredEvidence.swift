/// Whether there is the evidence that a policy asks for, beside the word of an issuer that is recognised.
///
/// None can be read yet, so that nothing is valid by a policy that asks for it. Whether the authority's word is there that
/// a list is its newest is judged with the list.
enum RequiredEvidence {
    /// The check of the issuer, undecided where evidence is missing.
    static func check(_ issuer: Check, _ policy: Policy) -> Check {
        guard issuer.outcome == .passed else { return issuer }
        if policy.requiresTimeEvidence {
            return Check(.issuer, .undecided, "TIME_EVIDENCE_REQUIRED", at: issuer.pointer, issuer.facts)
        }
        return issuer
    }
}

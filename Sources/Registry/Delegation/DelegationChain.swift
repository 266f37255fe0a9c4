import Cryptography

/// From an institution on a list to somebody who issues by its delegation, every signature on the way checked.
struct DelegationChain: Sendable {
    /// The institution on the list.
    let institution: ListedIssuer
    /// The delegations, the institution's own first.
    let delegations: [Delegation]
    /// The key by which each of them was signed.
    let signers: [Ed25519PublicKey]
    /// The first of them whose key is in the hands of somebody else, so that anybody may have signed it; `nil` if none.
    let compromised: Delegation?

    /// The one who may issue by it.
    var issuer: ListedIssuer { delegations.last?.entity ?? institution }

    /// The one who passed it on to the issuer.
    var delegator: ListedIssuer { delegations.dropLast().last?.entity ?? institution }

    /// The same chain, where it is known that the key of a delegation in it is in other hands.
    func signedWithStolenKey(_ delegation: Delegation) -> DelegationChain {
        DelegationChain(
            institution: institution, delegations: delegations, signers: signers, compromised: delegation)
    }

    /// What the delegator at a step, counted from 0, may do itself.
    func powers(ofDelegatorAt step: Int) -> (recognitions: [Recognition], begins: Delegation?) {
        guard step > 0 else { return (institution.recognitions, nil) }
        return (delegations[step - 1].entity.recognitions, delegations[step - 1])
    }
}

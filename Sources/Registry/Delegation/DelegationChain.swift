import Cryptography
import Encodings

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

    /// When the institution signed its own step.
    var signed: Timestamp { delegations.first?.created ?? .latest }

    /// The chain as far as its first steps.
    func prefix(_ steps: Int) -> DelegationChain {
        DelegationChain(
            institution: institution, delegations: Array(delegations.prefix(steps)),
            signers: Array(signers.prefix(steps)), compromised: nil)
    }

    /// Those from whom the issuer has its powers, as bytes of their DIDs.
    private var above: [[UInt8]] { [institution.idBytes] + delegations.dropLast().map(\.entity.idBytes) }

    /// Where the one who signed the last delegation of another chain stands towards the issuer of this one.
    func standpoint(of other: DelegationChain) -> DelegationObjection.Standpoint {
        guard other.institution.idBytes == institution.idBytes else { return .elsewhere }
        let speaker = other.delegator.idBytes
        return speaker == issuer.idBytes || above.contains(speaker) ? .above : .beside
    }

    /// Whether the one who signed the last delegation had all of a kind of awards to pass on, by a delegation that was in
    /// force then.
    func couldPassOn(_ item: Recognition) -> Bool {
        let (wider, begins) = powers(ofDelegatorAt: delegations.count - 1)
        if let begins, let last = delegations.last, !begins.window.contains(last.created) { return false }
        return item.isWithin(wider)
    }

    /// What the delegator at a step, counted from 0, may do itself.
    func powers(ofDelegatorAt step: Int) -> (recognitions: [Recognition], begins: Delegation?) {
        guard step > 0 else { return (institution.recognitions, nil) }
        return (delegations[step - 1].entity.recognitions, delegations[step - 1])
    }
}

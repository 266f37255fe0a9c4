import Cryptography

/// The ways from one institution on a list to those who issue by delegation, each found once and kept.
///
/// Documents that others hand over can name each other in a mesh, in which there are more ways than anybody could follow.
/// The ways to somebody over so many steps are therefore put together from the ways to those who delegated to it over one
/// step less, each signature is checked once for each key, and what all of that may take has a limit. Each institution has
/// limits of its own, so that no other one's documents use them up. What the limit cuts off is not found, so that it
/// decides nothing. The verifier's own delegations come first, for those that come with a credential are added behind them.
struct DelegationWays {
    /// Longer than any chain that counts, so that one that is too long is told from one that leads nowhere.
    static let reach = 4
    /// How many signatures are checked for one issuer.
    static let signatureLimit = 8_192
    /// How many of them on one delegation, for somebody may have many keys by one name.
    static let signatureLimitOfOne = 256
    /// How many ways to one issuer are looked at.
    static let limit = 2_048
    /// How many of them by one delegator, so that nobody takes the place of another's; those by a key that is in other hands
    /// are counted apart.
    static let limitByOne = 128
    /// How many ways are tried for one issuer.
    static let trialLimit = 65_536

    /// Somebody, at the end of a way over so many steps.
    private struct End: Hashable {
        let id: [UInt8]
        let steps: Int
    }

    /// Whose word a way is at last.
    private struct Share: Hashable {
        let delegator: [UInt8]
        let isCompromised: Bool
    }

    private struct Signature: Hashable {
        let delegation: ObjectIdentifier
        let key: Ed25519PublicKey
    }

    /// The institution from which all of them come.
    let institution: ListedIssuer

    private var found: [[UInt8]: [DelegationChain]] = [:]
    private var ways: [End: [DelegationChain]] = [:]
    private var signatures: [Signature: Bool] = [:]
    private var signaturesLeft = 0
    /// How many must be left after the delegation that is looked at.
    private var signaturesKept = 0
    private var trialsLeft = 0

    /// What was found of words; see ``words(on:in:)``.
    var ownWords: [DelegationObjection.Subject: [DelegationChain]] = [:]
    var words: [DelegationObjection.Subject: [DelegationChain]] = [:]
    var parents: [[UInt8]: [DelegationChain]] = [:]

    /// How many keys were tried for words that were not the right ones.
    var failures = 0

    init(_ institution: ListedIssuer) { self.institution = institution }

    /// The chains to an issuer, the shortest first.
    mutating func chains(to issuer: [UInt8], in book: DelegationBook) -> [DelegationChain] {
        if let known = found[issuer] { return known }
        (signaturesLeft, trialsLeft) = (Self.signatureLimit, Self.trialLimit)
        var chains: [DelegationChain] = []
        for steps in 1...Self.reach where chains.count < Self.limit {
            chains += ways(to: End(id: issuer, steps: steps), in: book)
        }
        // What a limit cut off for one issuer is looked for again for the next.
        if signaturesLeft <= 0 || trialsLeft <= 0 { ways.removeAll() }
        let counted = Array(chains.prefix(Self.limit))
        found[issuer] = counted
        return counted
    }

    private mutating func ways(to end: End, in book: DelegationBook) -> [DelegationChain] {
        if let known = ways[end] { return known }
        var chains: [DelegationChain] = []
        var shares: [Share: Int] = [:]
        for delegation in book.delegations.to(end.id) {
            guard chains.count < Self.limit, signaturesLeft > 0, trialsLeft > 0 else { break }
            for chain in self.chains(endingWith: delegation, steps: end.steps, in: book) {
                let share = Share(delegator: delegation.delegatorBytes, isCompromised: chain.compromised != nil)
                guard shares[share, default: 0] < Self.limitByOne else { continue }
                shares[share, default: 0] += 1
                chains.append(chain)
            }
        }
        ways[end] = chains
        return chains
    }

    /// The ways over so many steps of which a delegation is the last.
    private mutating func chains(
        endingWith delegation: Delegation, steps: Int, in book: DelegationBook
    ) -> [DelegationChain] {
        trialsLeft -= 1
        guard book.isUsable(delegation) else { return [] }
        var chains: [DelegationChain] = []
        let wider = self.chains(above: delegation, steps: steps - 1, in: book)
        signaturesKept = max(0, signaturesLeft - Self.signatureLimitOfOne)
        defer { signaturesKept = 0 }
        for above in wider
        where chains.count < Self.limit && trialsLeft > 0 && !above.passes(delegation.entity.idBytes) {
            trialsLeft -= 1
            let chain = above.adding(delegation) { !book.signingKeys.contains($0) && holds(delegation, by: $0) }
            if let chain { chains.append(chain) }
        }
        return chains
    }

    /// The ways to whoever delegated: the institution itself, or a way over steps to somebody who is not on the list.
    private mutating func chains(
        above delegation: Delegation, steps: Int, in book: DelegationBook
    ) -> [DelegationChain] {
        let listed = book.list.issuer(delegation.delegatorBytes)
        guard steps > 0 else {
            return listed?.idBytes == institution.idBytes ? [DelegationChain(institution: institution)] : []
        }
        return listed == nil ? ways(to: End(id: delegation.delegatorBytes, steps: steps), in: book) : []
    }

    private mutating func holds(_ delegation: Delegation, by key: Ed25519PublicKey) -> Bool {
        var left = signaturesLeft
        defer { signaturesLeft = left }
        return holds(delegation, by: key, left: &left, kept: signaturesKept)
    }

    /// Whether a delegation was signed with a key, where that was found out already.
    func known(_ delegation: Delegation, by key: Ed25519PublicKey) -> Bool? {
        signatures[Signature(delegation: ObjectIdentifier(delegation), key: key)]
    }

    /// Whether a delegation was signed with a key, which is found out once; `false` as well where no more may be.
    ///
    /// - Parameters:
    ///   - left: How many may still be checked.
    ///   - kept: How many of them are for others.
    mutating func holds(
        _ delegation: Delegation, by key: Ed25519PublicKey, left: inout Int, kept: Int = 0
    ) -> Bool {
        let signature = Signature(delegation: ObjectIdentifier(delegation), key: key)
        if let known = signatures[signature] { return known }
        guard left > kept else { return false }
        left -= 1
        let holds = delegation.isSigned(by: key)
        signatures[signature] = holds
        return holds
    }
}

extension DelegationChain {
    /// Whether somebody has a part in it already.
    func passes(_ id: [UInt8]) -> Bool { delegations.contains { $0.entity.idBytes == id } }
}

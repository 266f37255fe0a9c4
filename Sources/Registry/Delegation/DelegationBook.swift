public import Cryptography
import Encodings
import Synchronization

/// What the delegations at hand count for by one list: who may issue by them although the list does not name them.
///
/// Nothing is believed that does not lead, signature by signature, to an institution on the list; an institution that the
/// list names itself is judged by the list alone. Each lookup is made once.
public final class DelegationBook: Sendable {
    /// The list.
    public let list: IssuerTrustList
    /// The delegations at hand.
    public let delegations: Delegations
    /// The status lists at hand, by which one that can be revoked still stands.
    let statusLists: StatusLists

    private let found = Mutex<[[UInt8]: [DelegationChain]]>([:])

    /// How many delegations to one issuer, and ways to it, are looked at: more than any institution has use for.
    static let limit = 64
    /// Longer than any chain that counts, so that one that is too long is told from one that leads nowhere.
    static let reach = 4

    /// Lays delegations beside a list.
    public init(_ list: IssuerTrustList, _ delegations: Delegations, statusLists: StatusLists = StatusLists()) {
        self.statusLists = statusLists
        self.list = list
        self.delegations = delegations
    }

    /// The same delegations beside a list, where that is another one.
    public func beside(_ list: IssuerTrustList) -> DelegationBook {
        list === self.list ? self : DelegationBook(list, delegations, statusLists: statusLists)
    }

    /// The chains that lead from the list to an issuer whom it does not name, every signature on the way checked.
    func chains(to issuer: [UInt8]) -> [DelegationChain] {
        guard list.issuer(issuer) == nil else { return [] }
        if let known = found.withLock({ $0[issuer] }) { return known }
        var left = Self.limit
        let chains = chains(to: issuer, past: [issuer], &left)
        found.withLock { $0[issuer] = chains }
        return chains
    }

    private func chains(to id: [UInt8], past: [[UInt8]], _ left: inout Int) -> [DelegationChain] {
        var chains: [DelegationChain] = []
        for delegation in delegations.to(id).prefix(Self.limit) {
            let delegator = delegation.delegatorBytes
            guard left > 0, !past.contains(delegator), isUsable(delegation) else { continue }
            if let institution = list.issuer(delegator) {
                left -= 1
                if let chain = DelegationChain(institution: institution).adding(delegation) { chains.append(chain) }
            } else if past.count < Self.reach {
                let above = self.chains(to: delegator, past: past + [delegator], &left)
                chains += above.compactMap { $0.adding(delegation) }
            }
        }
        return Array(chains.prefix(Self.limit))
    }

    /// Whether no key of a delegation has another purpose already, or is everybody's.
    private func isUsable(_ delegation: Delegation) -> Bool {
        delegation.entity.keys.allSatisfy { key in
            !list.signingKeys.contains(key.publicKey)
                && (list.environment == .demonstration || !DemonstrationKeys.contains(key.publicKey))
        }
    }

    /// The key that an authentic delegation has for a verification method; nothing when two disagree.
    ///
    /// That a key is found says only whose it is, by the word of an institution on the list.
    public func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
        let method = Array(verificationMethod.utf8)
        var found: Ed25519PublicKey?
        for chain in chains(to: Array(Identifier.controller(of: method))) {
            guard let key = chain.issuer.keys.first(where: { $0.methodBytes == method }) else { continue }
            if let found, found != key.publicKey { return nil }
            found = key.publicKey
        }
        return found
    }

    /// What is said of an issuer for whom no key is known: why the delegations that name it are of no help.
    ///
    /// - Returns: `nil` when none names it, or when those that do have nothing to do with the list.
    public func standing(of issuer: [UInt8]) -> IssuerJudgement? {
        guard list.issuer(issuer) == nil else { return nil }
        if let chain = chains(to: issuer).first {
            return IssuerJudgement(.delegationOtherKey, on: list, chain.issuer).through(chain)
        }
        return fault(naming: issuer)
    }

    /// Why no chain leads from the list to an issuer whom delegations name.
    func fault(naming issuer: [UInt8]) -> IssuerJudgement? {
        for delegation in delegations.to(issuer).prefix(Self.limit) {
            if let fault = fault(of: delegation) { return fault }
        }
        guard let error = delegations.refusal(naming: issuer) else { return nil }
        return IssuerJudgement(.delegationMalformed, on: list, nil, error.facts)
    }

    /// Why a delegation is part of no chain; `nil` where it has nothing to do with the list.
    ///
    /// Nobody on the list stands behind the name that it gives: it is not shown as the issuer's.
    func fault(of delegation: Delegation) -> IssuerJudgement? {
        guard isUsable(delegation) else {
            let reason = "expected keys of its own, found one that signs lists, or that everybody has"
            return IssuerJudgement(
                .delegationMalformed, on: list, nil,
                [("reason", .text(reason)), ("pointer", .text("/credentialSubject/keys"))])
        }
        let delegator = delegation.delegatorBytes
        if let known = list.issuer(delegator) ?? chains(to: delegator).first?.issuer {
            return IssuerJudgement(.delegationBadSignature, on: list, nil, [("delegator", .text(known.legalName))])
        }
        guard leads(delegation, backTo: delegation.entity.idBytes) else { return nil }
        return IssuerJudgement(.delegationLoop, on: list)
    }

    /// Whether those who delegated, and those who delegated to them, come back to the issuer.
    private func leads(_ delegation: Delegation, backTo issuer: [UInt8]) -> Bool {
        var seen: Set<[UInt8]> = []
        var waiting = [delegation.delegatorBytes]
        while let id = waiting.popLast(), seen.count < Self.limit {
            if id == issuer { return true }
            guard seen.insert(id).inserted else { continue }
            waiting += delegations.to(id).prefix(Self.limit).map(\.delegatorBytes)
        }
        return false
    }
}

extension DelegationChain {
    /// A chain that still ends with the institution itself.
    init(institution: ListedIssuer) { self.init(institution: institution, delegations: [], compromised: nil) }

    /// The chain with one step more, where a key of its last issuer signed that step; else `nil`.
    func adding(_ delegation: Delegation) -> DelegationChain? {
        let key = issuer.keys.first { key in
            key.methodBytes == delegation.methodBytes && key.purpose == .delegate
                && Identifier.controller(of: key.methodBytes) == delegation.delegatorBytes[...]
                && key.window.contains(delegation.created)
        }
        guard let key, delegation.isSigned(by: key.publicKey) else { return nil }
        return DelegationChain(
            institution: institution, delegations: delegations + [delegation],
            compromised: compromised ?? (key.state == .compromised ? delegation : nil))
    }
}

extension Delegation {
    /// Whether its proof was made with a key.
    func isSigned(by key: Ed25519PublicKey) -> Bool {
        guard let proofs = try? DocumentProofs(document.root, .delegation) else { return false }
        return proofs.holds(by: key)
    }
}

extension IssuerTrustList {
    /// The keys that sign for the authority, none of which may be an issuer's.
    var signingKeys: Set<Ed25519PublicKey> {
        root.map { Set($0.keys.map(\.publicKey)) } ?? Set([pin.key].compactMap { $0 })
    }
}

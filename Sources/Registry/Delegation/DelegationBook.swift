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

    /// The keys that sign for the authority or did, none of which may be an issuer's.
    let signingKeys: Set<Ed25519PublicKey>

    /// What was found of the word of each institution, by its DID.
    private let known = Mutex<[[UInt8]: DelegationWays]>([:])
    /// The institutions that have delegated to somebody, by its DID.
    let delegators = Mutex<[[UInt8]: [ListedIssuer]]>([:])

    /// How many delegations that lead nowhere are looked at to say why.
    static let limit = 64

    /// Lays delegations beside a list.
    public init(_ list: IssuerTrustList, _ delegations: Delegations, statusLists: StatusLists = StatusLists()) {
        self.statusLists = statusLists
        self.list = list
        self.delegations = delegations
        signingKeys = list.signingKeys
    }

    /// The same delegations beside a list, where that is another one.
    public func beside(_ list: IssuerTrustList) -> DelegationBook {
        list === self.list ? self : DelegationBook(list, delegations, statusLists: statusLists)
    }

    /// The chains that lead from the list to an issuer whom it does not name, every signature on the way checked; the shortest
    /// first.
    ///
    /// - Parameter institution: The institution from which they come; `nil` for all.
    func chains(to issuer: [UInt8], from institution: ListedIssuer? = nil) -> [DelegationChain] {
        guard list.issuer(issuer) == nil else { return [] }
        let institutions = institution.map { [$0] } ?? institutions(above: issuer)
        let chains = institutions.map { institution in
            listening(to: institution) { $0.chains(to: issuer, in: self) }
        }
        guard chains.count > 1 else { return chains.first ?? [] }
        return (1...DelegationWays.reach).flatMap { steps in
            chains.flatMap { $0.filter { $0.delegations.count == steps } }
        }
    }

    /// Asks for what counts by the word of one institution.
    func listening<Answer: Sendable>(
        to institution: ListedIssuer, _ body: (inout DelegationWays) -> Answer
    ) -> Answer {
        known.withLock { body(&$0[institution.idBytes, default: DelegationWays(institution)]) }
    }

    /// Whether no key of a delegation signs for the authority or did, or is everybody's.
    func isUsable(_ delegation: Delegation) -> Bool {
        delegation.entity.keys.allSatisfy { key in
            !signingKeys.contains(key.publicKey)
                && (list.environment == .demonstration || !DemonstrationKeys.contains(key.publicKey))
        }
    }

    /// The keys that authentic delegations have for a verification method: more than one where two disagree, for none of
    /// them can take another's from it.
    ///
    /// That a key is found says only whose it is, by the word of an institution on the list.
    public func publicKeys(for verificationMethod: String) -> [Ed25519PublicKey] {
        let method = Array(verificationMethod.utf8)
        var found: [Ed25519PublicKey] = []
        for chain in chains(to: Array(Identifier.controller(of: method))) {
            // What is only remembered tells what was said against keys, and no key of anybody who is asked about now.
            guard let last = chain.delegations.last, !delegations.isRemembered(last),
                let key = chain.issuer.keys.first(where: { $0.methodBytes == method })?.publicKey,
                !found.contains(key)
            else { continue }
            found.append(key)
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
        guard delegation.delegatorBytes != delegation.entity.idBytes else {
            return IssuerJudgement(.delegationLoop, on: list)
        }
        let delegator = delegation.delegatorBytes
        if let known = list.issuer(delegator) ?? chains(to: delegator).first?.issuer {
            return IssuerJudgement(.delegationBadSignature, on: list, nil, [("delegator", .text(known.legalName))])
        }
        guard leads(delegation, backTo: delegation.entity.idBytes) else { return nil }
        return IssuerJudgement(.delegationLoop, on: list)
    }

    /// Why every award by a delegation would fail, whoever signed it; for whoever makes or keeps one.
    ///
    /// One key has one purpose: an award that is signed with a key of an institution on the list is judged as that
    /// institution's. And of whom the list names, it alone decides.
    func futility(of delegation: Delegation) -> IssuerJudgement? {
        if let named = list.issuer(delegation.entity.idBytes) {
            return IssuerJudgement(.delegationToListed, on: list, named)
        }
        for key in delegation.entity.keys {
            guard let place = list.content.place(ofKey: key.publicKey),
                let owner = list.content.issuer(at: place.issuer)
            else { continue }
            return IssuerJudgement(
                .delegationKeyInUse, on: list, nil,
                [("owner", .text(owner.legalName)), ("key", .text(key.verificationMethod))])
        }
        return nil
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
    init(institution: ListedIssuer) {
        self.init(institution: institution, delegations: [], signers: [], compromised: nil)
    }

    /// The chain with one step more, where a key of its last issuer signed that step; else `nil`.
    ///
    /// - Parameter holds: Whether the delegation was signed with a key.
    func adding(_ delegation: Delegation, holds: (Ed25519PublicKey) -> Bool) -> DelegationChain? {
        guard let key = issuer.delegationKey(for: delegation), holds(key.publicKey) else { return nil }
        return DelegationChain(
            institution: institution, delegations: delegations + [delegation], signers: signers + [key.publicKey],
            compromised: compromised ?? (key.state == .compromised ? delegation : nil))
    }
}

extension ListedIssuer {
    /// The key by which a delegation in its name is signed, if it is by it: the one for delegations, of the name that stands
    /// in the proof, whose time the delegation was made in.
    func delegationKey(for delegation: Delegation) -> ListedKey? {
        keys.first { key in
            key.methodBytes == delegation.methodBytes && key.purpose == .delegate
                && Identifier.controller(of: key.methodBytes) == delegation.delegatorBytes[...]
                && key.window.contains(delegation.created)
        }
    }
}

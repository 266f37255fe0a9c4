import Cryptography
import Encodings

/// What a delegation that an institution on the list stands behind says against a key, or against awards.
///
/// Whoever has a stolen key hands over an older delegation, in which nobody knows of the theft; so what any delegation at
/// hand says counts, and not only those on the way to the issuer. Whose word it is decides how much:
///
/// - **above**: the institution on the list, whoever else passed the issuer's powers on, or the issuer itself. A key that
///   they call stolen is stolen, and one that they have for something else has two purposes and is refused: for a key is
///   the same under every name, and has one purpose.
/// - **beside**: another part of the same institution, also in a delegation to this very issuer, which anybody with a key to
///   delegate can make. It need not know, and may be wrong or mean harm: the answer is open until the institution itself
///   says which it is.
/// - **elsewhere**: another institution. It cannot silence whom it has nothing to do with, by naming its keys or by
///   delegating to it unasked: what it says is a note. For awards that come by its own delegation it stands above.
///
/// What is signed with a key that the institution calls stolen is nobody's word. Source: trust list design, section 1.2
/// ("one key, one purpose") and section 1.5, steps S5 and S6.
struct DelegationObjection {
    /// Where somebody stands towards an issuer.
    enum Standpoint {
        case above, beside, elsewhere
    }

    /// What is objected to.
    enum Subject: Hashable {
        /// A key, in what somebody uses it for.
        case key(Ed25519PublicKey, ListedKey.Purpose)
        /// Awards of somebody with these bytes for a DID.
        case awards([UInt8])
    }

    let standpoint: Standpoint
    /// The key as the delegation names it.
    let key: ListedKey
    /// Who says so.
    let speaker: ListedIssuer

    /// From when on the key is in other hands; `nil` where it is not called stolen.
    var since: Timestamp? { key.compromisedSince }
}

extension DelegationObjection.Subject {
    /// The delegations that may have something against it, in the order in which they came.
    func candidates(among delegations: Delegations) -> [Delegation] {
        switch self {
        case .key(let key, let purpose):
            delegations.naming(key).filter { delegation in
                delegation.entity.keys.contains {
                    $0.publicKey == key && ($0.state == .compromised || $0.purpose != purpose)
                }
            }
        case .awards(let id): delegations.to(id).filter(\.voidsAwards)
        }
    }
}

extension Delegation {
    /// Whether it declares awards void.
    var voidsAwards: Bool { entity.recognitions.contains { $0.voidFrom != nil } }
}

extension DelegationBook {
    /// Whether a chain is as long as it may be and says so, and none of its keys is one that the list calls stolen.
    func counts(_ chain: DelegationChain) -> Bool {
        chain.compromised == nil && chain.delegations.count <= depthLimit
            && chain.delegations.enumerated().allSatisfy { step, delegation in delegation.depth == step + 1 }
    }

    /// How many steps powers are passed on at most.
    var depthLimit: Int { min(list.content.maxDelegationDepth, Delegation.largestDepth) }

    /// What the institution of a chain, and those to whom it passed powers on, say against a key with which the issuer signs.
    func objections(
        to key: Ed25519PublicKey, for purpose: ListedKey.Purpose, of chain: DelegationChain
    ) -> [DelegationObjection] {
        objections(in: heard(.key(key, purpose), from: chain.institution), to: key, of: chain)
    }

    /// What other institutions say against such a key.
    func remarks(
        on key: Ed25519PublicKey, for purpose: ListedKey.Purpose, of chain: DelegationChain
    ) -> [DelegationObjection] {
        objections(in: heardElsewhere(.key(key, purpose), than: chain.institution), to: key, of: chain)
    }

    /// What was said against such a key below the institution, by keys that it calls stolen, before they were.
    ///
    /// Whether it was the thief who said so, nobody knows: it decides nothing, and is not forgotten without a word.
    func faded(
        _ key: Ed25519PublicKey, for purpose: ListedKey.Purpose, of chain: DelegationChain
    ) -> [DelegationObjection] {
        objections(in: faded(.key(key, purpose), from: chain.institution), to: key, of: chain)
    }

    private func objections(
        in words: [DelegationChain], to key: Ed25519PublicKey, of chain: DelegationChain
    ) -> [DelegationObjection] {
        words.compactMap { other in
            guard let named = other.issuer.keys.first(where: { $0.publicKey == key }) else { return nil }
            return DelegationObjection(
                standpoint: chain.standpoint(of: other), key: named, speaker: other.delegator)
        }
    }

    /// What is said against a key by which somebody signs status lists whom the list does not name.
    ///
    /// What another part of the institution says leaves open whether such a list counts, so that none is found.
    ///
    /// - Parameter institution: The DID of the institution by whose delegation the issuer issues, as bytes; `nil` where any
    ///   will do.
    func objections(
        toStatusKey key: Ed25519PublicKey, of issuer: [UInt8], from institution: [UInt8]?
    ) -> [DelegationObjection] {
        let institutions = institution.map { [list.issuer($0)].compactMap { $0 } } ?? institutions(above: issuer)
        let words = institutions.compactMap { institution -> [DelegationObjection]? in
            let ways = chains(to: issuer, from: institution)
            return ways.isEmpty ? nil : ways.flatMap { objections(to: key, for: .status, of: $0) }
        }
        return words.contains { $0.isEmpty } ? [] : words.flatMap { $0 }
    }

    /// Who of the institution declares awards void that anybody on a chain made, or made by it; the nearest word first.
    func voiding(
        _ scope: ClaimedScope, at time: Timestamp, of chain: DelegationChain
    ) -> [(standpoint: DelegationObjection.Standpoint, speaker: ListedIssuer)] {
        voiding(scope, at: time, of: chain) { heard($0, from: chain.institution) }
    }

    /// The other institutions that declare such awards void.
    func voidingElsewhere(
        _ scope: ClaimedScope, at time: Timestamp, of chain: DelegationChain
    ) -> [ListedIssuer] {
        voiding(scope, at: time, of: chain) { heardElsewhere($0, than: chain.institution) }.map(\.speaker)
    }

    /// Who declared such awards void below the institution, by keys that it calls stolen, before they were.
    func voidingFaded(
        _ scope: ClaimedScope, at time: Timestamp, of chain: DelegationChain
    ) -> [ListedIssuer] {
        voiding(scope, at: time, of: chain) { faded($0, from: chain.institution) }.map(\.speaker)
    }

    private func voiding(
        _ scope: ClaimedScope, at time: Timestamp, of chain: DelegationChain,
        _ words: (DelegationObjection.Subject) -> [DelegationChain]
    ) -> [(standpoint: DelegationObjection.Standpoint, speaker: ListedIssuer)] {
        var found: [(standpoint: DelegationObjection.Standpoint, speaker: ListedIssuer)] = []
        for (step, delegation) in chain.delegations.enumerated() {
            let own = chain.prefix(step + 1)
            for other in words(.awards(delegation.entity.idBytes)) {
                guard let last = other.delegations.last else { continue }
                let voids = last.entity.recognitions.filter { $0.voids(scope, at: time, until: last.validUntil) }
                guard !voids.isEmpty else { continue }
                let standpoint = own.standpoint(of: other)
                // Another part of the institution has no word on awards of a kind that it could not pass on itself.
                let isEntitled = standpoint != .beside || voids.contains { other.couldPassOn($0) }
                found.append((isEntitled ? standpoint : .elsewhere, other.delegator))
            }
        }
        return found
    }

    /// What an institution says on a subject, and those below it, but for what is signed with a key that it calls stolen.
    private func heard(
        _ subject: DelegationObjection.Subject, from institution: ListedIssuer
    ) -> [DelegationChain] {
        listening(to: institution) { $0.words(on: subject, in: self) }.filter { isGenuine($0) }
    }

    private func faded(
        _ subject: DelegationObjection.Subject, from institution: ListedIssuer
    ) -> [DelegationChain] {
        listening(to: institution) { $0.words(on: subject, in: self) }.filter { chain in
            let thefts = chain.signers.dropFirst().compactMap { theft(of: $0, from: institution) }
            guard let last = chain.delegations.last, let since = thefts.min() else { return false }
            return last.created < since
        }
    }

    /// What other institutions say on a subject, as far as they are asked.
    private func heardElsewhere(
        _ subject: DelegationObjection.Subject, than institution: ListedIssuer
    ) -> [DelegationChain] {
        let others = grouped(subject.candidates(among: delegations))
            .filter { $0.institution.idBytes != institution.idBytes }.prefix(DelegationWord.remarkInstitutions)
        return others.flatMap { other in
            listening(to: other.institution) { ways in
                ways.ownWords(among: Array(other.own.prefix(DelegationWord.remarkLimit)), in: self)
                    + ways.wordsBelow(among: Array(other.below.prefix(DelegationWord.remarkLimit)), in: self)
            }
        }.filter { isGenuine($0) }
    }

    /// Whether something that warned is lost which the institution of a chain, or anybody below it, may have said, or which
    /// somebody between is known to have said.
    func isWarningLost(for chain: DelegationChain) -> Bool {
        delegations.lost.values.contains { words in words.isEmpty || words.contains { concerns($0, chain) } }
            || delegations.unkept.contains { concerns($0, chain) }
    }

    private func concerns(_ lost: LostWarning, _ chain: DelegationChain) -> Bool {
        let institution = chain.institution
        guard lost.institution.map({ list.issuer($0)?.idBytes == institution.idBytes }) ?? true,
            lost.isBy(institution.idBytes) || chain.delegations.contains(where: { lost.isBy($0.entity.idBytes) })
        else { return false }
        return isWord(lost, of: institution)
    }

    /// Whether the keys by which something was said are the institution's, and none of them is called stolen.
    private func isWord(_ lost: LostWarning, of institution: ListedIssuer) -> Bool {
        if let first = lost.signers.first {
            let key = institution.keys.first { $0.publicKey == first && $0.purpose == .delegate }
            guard let key, key.state != .compromised else { return false }
        }
        return lost.signers.dropFirst().allSatisfy { !isStolen($0, from: institution) }
    }

    /// Whether something was said by keys of an institution on the list of which one is called stolen.
    public func isNobodys(_ word: LostWarning) -> Bool {
        guard let institution = word.institution.flatMap({ list.issuer($0) }), let first = word.signers.first,
            institution.keys.contains(where: { $0.publicKey == first })
        else { return false }
        return !isWord(word, of: institution)
    }

    /// Whether the institution does not call any key of a chain stolen.
    func isGenuine(_ chain: DelegationChain) -> Bool {
        chain.compromised == nil && chain.signers.dropFirst().allSatisfy { !isStolen($0, from: chain.institution) }
    }

    private func isStolen(_ key: Ed25519PublicKey, from institution: ListedIssuer) -> Bool {
        theft(of: key, from: institution) != nil
    }

    /// From when on an institution calls a key stolen, by its own word.
    private func theft(of key: Ed25519PublicKey, from institution: ListedIssuer) -> Timestamp? {
        listening(to: institution) { $0.ownWords(on: .key(key, .delegate), in: self) }.flatMap { chain in
            chain.issuer.keys.filter { $0.publicKey == key }.compactMap(\.compromisedSince)
        }.min()
    }
}

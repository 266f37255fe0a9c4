import Cryptography

/// What delegations say by the word of one institution on the list, be it its own or that of those to whom it passed
/// powers on.
///
/// Each institution is listened to for itself: no number of documents by others keeps its word from being heard. Its own
/// delegations and those by which it passed powers on take one signature each, and what others signed with the keys that they
/// were given a few: one for each of the keys that somebody had by one name when it was signed. That is no more than the
/// documents at hand ask for, so that there is no limit for all of them which some could use up.
enum DelegationWord {
    /// How many keys are tried for one delegation, of those that an institution gave its signer by one name.
    ///
    /// Those come first that it gave last before it was signed. Of what is remembered all are tried.
    static let keyLimit = 32
    /// After how many that were not the right ones fewer are tried for each delegation: 2,048, which strangers can bring about.
    static let failureLimit = 2_048
    /// How many are tried then.
    static let leastKeys = 4
    /// How many words of another institution are looked at, which are no more than a note.
    static let remarkLimit = 64
    /// How many other institutions are asked.
    static let remarkInstitutions = 16

    /// What tells two ways to the same delegation apart: who signed, and what of it could be passed on.
    private struct Form: Hashable {
        let signers: [Ed25519PublicKey]
        let passable: [Bool]

        init(_ chain: DelegationChain) {
            signers = chain.signers
            let items = chain.delegations.last?.entity.recognitions ?? []
            passable = items.map { $0.voidFrom != nil && chain.couldPassOn($0) }
        }
    }

    /// Of the ways to one delegation of each form the one that the institution signed first and the one that it signed last:
    /// the time of its key can be narrowed later.
    static func distinct(_ ways: [DelegationChain]) -> [DelegationChain] {
        var places: [Form: (first: Int, last: Int)] = [:]
        for (place, way) in ways.enumerated() {
            guard let known = places[Form(way)] else {
                places[Form(way)] = (place, place)
                continue
            }
            if way.signed < ways[known.first].signed { places[Form(way)]?.first = place }
            if way.signed > ways[known.last].signed { places[Form(way)]?.last = place }
        }
        let chosen = Set(places.values.flatMap { [$0.first, $0.last] })
        return chosen.sorted().map { ways[$0] }
    }
}

extension DelegationWays {
    /// What the institution itself says on a subject: the chains of one step that count.
    mutating func ownWords(
        on subject: DelegationObjection.Subject, in book: DelegationBook
    ) -> [DelegationChain] {
        if let known = ownWords[subject] { return known }
        let found = ownWords(among: subject.candidates(among: book.delegations), in: book)
        ownWords[subject] = found
        return found
    }

    /// What the institution says on a subject, and those to whom it passed powers on; its own words first.
    mutating func words(on subject: DelegationObjection.Subject, in book: DelegationBook) -> [DelegationChain] {
        if let known = words[subject] { return known }
        let candidates = subject.candidates(among: book.delegations)
        let found = ownWords(on: subject, in: book) + wordsBelow(among: candidates, in: book)
        words[subject] = found
        return found
    }

    /// The chains of one step that count and end with one of some delegations.
    mutating func ownWords(among candidates: [Delegation], in book: DelegationBook) -> [DelegationChain] {
        candidates.compactMap { step(to: $0, in: book) }
    }

    /// The chains of two steps that count and end with one of some delegations, one of each form.
    mutating func wordsBelow(among candidates: [Delegation], in book: DelegationBook) -> [DelegationChain] {
        var chains: [DelegationChain] = []
        for delegation in candidates
        where book.list.issuer(delegation.delegatorBytes) == nil && book.isUsable(delegation) {
            var ways: [DelegationChain] = []
            var tried: Set<Ed25519PublicKey> = []
            let isKept = book.delegations.isKept(delegation)
            let limit = failures < DelegationWord.failureLimit ? DelegationWord.keyLimit : DelegationWord.leastKeys
            for parent in parents(of: delegation, in: book) where !parent.passes(delegation.entity.idBytes) {
                let way = parent.adding(delegation) { key in
                    guard !book.signingKeys.contains(key) else { return false }
                    // What is known costs nothing, and is so in whatever order it is asked for.
                    if let known = known(delegation, by: key) { return known }
                    guard tried.count < limit || tried.contains(key) || isKept else { return false }
                    tried.insert(key)
                    let holds = holdsUnlimited(delegation, by: key)
                    if !holds, !isKept { failures += 1 }
                    return holds
                }
                if let way, book.counts(way) { ways.append(way) }
            }
            chains += DelegationWord.distinct(ways)
        }
        return chains
    }

    /// The ways to whoever signed a delegation; those that were in force then come first, and of them the last before it.
    private mutating func parents(of delegation: Delegation, in book: DelegationBook) -> [DelegationChain] {
        let all = parents(of: delegation.delegatorBytes, in: book)
        func isInForce(_ chain: DelegationChain) -> Bool {
            chain.signed <= delegation.created
                && chain.delegations.last?.window.contains(delegation.created) ?? false
        }
        return all.filter { isInForce($0) } + all.filter { !isInForce($0) }
    }

    private mutating func holdsUnlimited(_ delegation: Delegation, by key: Ed25519PublicKey) -> Bool {
        var left = Int.max
        return holds(delegation, by: key, left: &left)
    }

    /// The delegations by which the institution passed powers on to somebody, each as the chain that it is; the last first.
    private mutating func parents(of id: [UInt8], in book: DelegationBook) -> [DelegationChain] {
        if let known = parents[id] { return known }
        var found: [DelegationChain] = []
        for delegation in book.delegations.to(id) {
            if let chain = step(to: delegation, in: book) { found.append(chain) }
        }
        found.sort { $0.signed > $1.signed }
        parents[id] = found
        return found
    }

    /// The chain of one step with a delegation of the institution itself, where it is one that counts.
    private mutating func step(to delegation: Delegation, in book: DelegationBook) -> DelegationChain? {
        guard book.list.issuer(delegation.delegatorBytes)?.idBytes == institution.idBytes, book.isUsable(delegation)
        else { return nil }
        // One signature for each document: no limit that documents of others could reach.
        let chain = DelegationChain(institution: institution).adding(delegation) { key in
            !book.signingKeys.contains(key) && holdsUnlimited(delegation, by: key)
        }
        return chain.flatMap { book.counts($0) ? $0 : nil }
    }
}

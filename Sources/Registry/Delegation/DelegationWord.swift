import Cryptography

/// What delegations say by the word of one institution on the list, be it its own or that of those to whom it passed
/// powers on.
///
/// Each institution is listened to for itself: no number of documents by others keeps its word from being heard. Its own
/// delegations and those by which it passed powers on take one signature each. What others signed with the keys that they
/// were given has a limit, which only the institution's own keys can bring near: a stranger can hand over many documents,
/// and not many keys for one name.
enum DelegationWord {
    /// How many signatures of others are checked for one institution, looking for what is said on one subject.
    static let signatureLimit = 8_192
    /// How many of an institution's delegations to one speaker are looked at; what was kept comes first.
    static let parentLimit = 128
    /// How many signatures are checked for what one other institution says, which is no more than a note.
    static let remarkLimit = 256
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

    /// The first of the ways to one delegation of each form.
    static func distinct(_ ways: [DelegationChain]) -> [DelegationChain] {
        var seen: Set<Form> = []
        return ways.filter { seen.insert(Form($0)).inserted }
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
        var left = DelegationWord.signatureLimit
        let candidates = subject.candidates(among: book.delegations)
        let found = ownWords(on: subject, in: book) + wordsBelow(among: candidates, in: book, left: &left)
        words[subject] = found
        return found
    }

    /// The chains of one step that count and end with one of some delegations.
    mutating func ownWords(among candidates: [Delegation], in book: DelegationBook) -> [DelegationChain] {
        candidates.compactMap { step(to: $0, in: book) }
    }

    /// The chains of two steps that count and end with one of some delegations, one of each form.
    ///
    /// - Parameter left: How many signatures may still be checked; none are left where more were asked for.
    mutating func wordsBelow(
        among candidates: [Delegation], in book: DelegationBook, left: inout Int
    ) -> [DelegationChain] {
        var chains: [DelegationChain] = []
        for delegation in candidates
        where book.list.issuer(delegation.delegatorBytes) == nil && book.isUsable(delegation) {
            var ways: [DelegationChain] = []
            for parent in parents(of: delegation.delegatorBytes, in: book)
            where !parent.passes(delegation.entity.idBytes) {
                let way = parent.adding(delegation) { key in
                    !book.signingKeys.contains(key) && holds(delegation, by: key, left: &left)
                }
                if let way, book.counts(way) { ways.append(way) }
            }
            chains += DelegationWord.distinct(ways)
        }
        return chains
    }

    /// The delegations by which the institution passed powers on to somebody, each as the chain that it is.
    private mutating func parents(of id: [UInt8], in book: DelegationBook) -> [DelegationChain] {
        if let known = parents[id] { return known }
        var found: [DelegationChain] = []
        for delegation in book.delegations.to(id) where found.count < DelegationWord.parentLimit {
            if let chain = step(to: delegation, in: book) { found.append(chain) }
        }
        parents[id] = found
        return found
    }

    /// The chain of one step with a delegation of the institution itself, where it is one that counts.
    private mutating func step(to delegation: Delegation, in book: DelegationBook) -> DelegationChain? {
        guard book.list.issuer(delegation.delegatorBytes)?.idBytes == institution.idBytes, book.isUsable(delegation)
        else { return nil }
        // One signature for each document: no limit that documents of others could reach.
        var left = Int.max
        let chain = DelegationChain(institution: institution).adding(delegation) { key in
            !book.signingKeys.contains(key) && holds(delegation, by: key, left: &left)
        }
        return chain.flatMap { book.counts($0) ? $0 : nil }
    }
}

extension DelegationBook {
    /// The institutions on the list by whose word some delegations may count, by their signatures or not, in the order in
    /// which they come.
    func institutions(behind candidates: [Delegation], upTo limit: Int = .max) -> [ListedIssuer] {
        var found = InstitutionsFound(limit: limit)
        var speakers: Set<[UInt8]> = []
        for delegation in candidates where !found.isFull {
            guard !found.add(list.issuer(delegation.delegatorBytes)),
                speakers.insert(delegation.delegatorBytes).inserted
            else { continue }
            for parent in delegations.to(delegation.delegatorBytes) {
                _ = found.add(list.issuer(parent.delegatorBytes))
            }
        }
        return found.institutions
    }

    /// The institutions on the list from which delegations claim to lead to an issuer.
    func institutions(above issuer: [UInt8]) -> [ListedIssuer] {
        var found = InstitutionsFound(limit: .max)
        var seen: Set<[UInt8]> = [issuer]
        var speakers = [issuer]
        for _ in 1...DelegationWays.reach {
            var above: [[UInt8]] = []
            for delegation in speakers.flatMap({ delegations.to($0) }) {
                let delegator = delegation.delegatorBytes
                guard !found.add(list.issuer(delegator)), seen.insert(delegator).inserted else { continue }
                above.append(delegator)
            }
            speakers = above
        }
        return found.institutions
    }
}

/// Institutions in the order in which they were found, each once.
private struct InstitutionsFound {
    let limit: Int
    private(set) var institutions: [ListedIssuer] = []
    private var seen: Set<[UInt8]> = []

    init(limit: Int) { self.limit = limit }

    var isFull: Bool { institutions.count >= limit }

    /// Whether it is an institution.
    mutating func add(_ institution: ListedIssuer?) -> Bool {
        guard let institution else { return false }
        if !isFull, seen.insert(institution.idBytes).inserted { institutions.append(institution) }
        return true
    }
}

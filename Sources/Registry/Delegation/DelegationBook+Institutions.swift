import Synchronization

/// What may count by the word of one institution.
struct DelegationsBehind {
    let institution: ListedIssuer
    /// What it says itself, by what the documents claim.
    var own: [Delegation] = []
    /// What is said by those to whom it passed powers on, by what the documents claim.
    var below: [Delegation] = []
}

extension DelegationBook {
    /// Some delegations by the institutions by whose word they may count, in the order in which these come.
    ///
    /// An institution counts once a delegation is at hand that its own key has signed: one signature for each document, so
    /// that nobody makes work by naming many institutions.
    func grouped(_ candidates: [Delegation]) -> [DelegationsBehind] {
        var groups: [DelegationsBehind] = []
        var places: [[UInt8]: Int] = [:]
        func place(of institution: ListedIssuer) -> Int {
            if let place = places[institution.idBytes] { return place }
            places[institution.idBytes] = groups.count
            groups.append(DelegationsBehind(institution: institution))
            return groups.count - 1
        }
        for delegation in candidates {
            if let institution = list.issuer(delegation.delegatorBytes) {
                if isSigned(delegation, by: institution) { groups[place(of: institution)].own.append(delegation) }
                continue
            }
            for institution in institutions(delegatingTo: delegation.delegatorBytes) {
                groups[place(of: institution)].below.append(delegation)
            }
        }
        return groups
    }

    /// The institutions on the list from which delegations lead to an issuer, as far as the first step of each is signed.
    func institutions(above issuer: [UInt8]) -> [ListedIssuer] {
        var found: [ListedIssuer] = []
        var seen: Set<[UInt8]> = [issuer]
        var places: Set<[UInt8]> = []
        var speakers = [issuer]
        for _ in 1...DelegationWays.reach {
            for institution in speakers.flatMap({ institutions(delegatingTo: $0) })
            where places.insert(institution.idBytes).inserted {
                found.append(institution)
            }
            speakers = speakers.flatMap { delegations.to($0) }.map(\.delegatorBytes).filter {
                list.issuer($0) == nil && seen.insert($0).inserted
            }
        }
        return found
    }

    /// The institutions on the list that have delegated to somebody themselves, each once.
    private func institutions(delegatingTo id: [UInt8]) -> [ListedIssuer] {
        if let known = delegators.withLock({ $0[id] }) { return known }
        var found: [ListedIssuer] = []
        var seen: Set<[UInt8]> = []
        for delegation in delegations.to(id) {
            guard let institution = list.issuer(delegation.delegatorBytes), !seen.contains(institution.idBytes),
                isSigned(delegation, by: institution)
            else { continue }
            seen.insert(institution.idBytes)
            found.append(institution)
        }
        let institutions = found
        delegators.withLock { $0[id] = institutions }
        return institutions
    }

    private func isSigned(_ delegation: Delegation, by institution: ListedIssuer) -> Bool {
        DelegationChain(institution: institution).adding(delegation) { delegation.isSigned(by: $0) } != nil
    }
}

public import Encodings
import Registry
import Storage

/// What is known from one run to the next, and from one thing that is judged to the next.
extension Trust {
    /// This trust, after what it shows was kept for the next run.
    ///
    /// Where nothing can be kept, or where nobody said in which folder, every report says so: an older list could then be
    /// put in the place of this one unnoticed.
    ///
    /// - Parameter clock: The present time; what is dated later is not kept.
    public func kept(in state: VerifierState?, at clock: Timestamp) -> Trust {
        guard !chains.isEmpty else { return self }
        var trust = self
        trust.stateNotes.removeAll { $0.code == "STATE_NOT_KEPT" || $0.code == "STATE_FULL" }
        guard let state else {
            trust.stateNotes.append(Note("STATE_NOT_KEPT", [("folder", .text("?"))]))
            return trust
        }
        // Where something else stands in the place of the folder, nothing was kept and nothing was lost.
        if let status = (try? FileStatus.at(state.path)) ?? nil, status.kind != .folder {
            trust.stateNotes.removeAll { $0.code == "STATE_DAMAGED" }
            trust.stateNotes.append(
                Note("STATE_NOT_KEPT", [("folder", .text(state.path)), ("variant", .text("file"))]))
            return trust
        }
        do throws(StorageError) {
            for chain in chains where try state.keep(chain, at: clock) {
                // Said once: the next run has it.
                trust.stateNotes.append(
                    Note(
                        "STATE_BEGINS",
                        [("authority", .text(chain.pin.authority.name)), ("folder", .text(state.path))]))
            }
            for chain in chains { try state.keepIndex(of: chain) }
            if stateDamage != nil { try state.acceptLosses() }
            // What counts now counts in the next run, also where its time is still to come by this clock.
            let heard = delegationBooks.flatMap { $0.newWarnings() }
            let isRoom = try state.keep(heard, told: { told(by: $0) }) { word in
                delegationBooks.contains { $0.isNobodys(word) }
            }
            if !isRoom {
                trust.stateNotes.append(Note("STATE_FULL", [("folder", .text(state.path))]))
            }
        } catch {
            trust.stateNotes.append(Note("STATE_NOT_KEPT", [("folder", .text(state.path))]))
        }
        return trust
    }

    /// What delegations tell by the lists at hand and by nothing else that is.
    private func told(by delegations: Delegations) -> [DelegationWarning] {
        delegationBooks.flatMap { DelegationBook($0.list, delegations).warnings() }
    }

    /// This trust after something was judged with more, for what is judged next: as the next run would have it.
    ///
    /// What an authority published is known from now on, and so are the warnings that were kept. All else that came with a
    /// credential was for that one: what is next must not depend on what was handed over before it.
    ///
    /// - Parameters:
    ///   - other: This trust with what came with a credential.
    ///   - state: Where warnings were kept; `nil` where nothing is.
    public func after(_ other: Trust, in state: VerifierState?) -> Trust {
        // What is wrong with what was handed over is no fault of what is next, but for what was kept of it.
        let isSound = other.problems.count <= problems.count
        var chains = isSound ? other.chains : chains
        if !isSound, let state {
            chains = chains.map { TrustFolder.chain(of: $0.pin, $0.given, after: state) }
        }
        let known = state.map { delegations.remembering($0.keptDelegations().delegations) } ?? delegations
        var trust = Trust(
            chains: chains, lists: chains.isEmpty ? lists : chains.compactMap(\.list), problems: ownProblems,
            pinned: pinned, documents: documents, contexts: contexts, registries: registries,
            delegations: known, statusLists: statusLists, stateDamage: stateDamage)
        (trust.stateNotes, trust.ownFloor, trust.handedOver) = (stateNotes, ownFloor, handedOver)
        if isSound { trust.stateNotes = other.stateNotes }
        trust.handedOverDocuments = handedOverDocuments
        trust.use(statusLists)
        return trust
    }
}

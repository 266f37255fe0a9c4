import Cryptography
import Database
public import Encodings
import Registry
import Synchronization

/// Changes what has become of an institution's credentials, and signs the lists that say so.
///
/// While one exists, no other process issues from the same folder or changes anything in it. Any number of threads may use
/// it. Changing a status needs no key; publishing what changed needs the one for status lists.
public final class StatusKeeper: Sendable {
    /// Who issues.
    public let profile: IssuerProfile

    let register: Mutex<Register>

    /// Opens an institution's folder.
    ///
    /// - Parameter patience: How long to wait for another program to finish with the folder.
    /// - Throws: ``IssuerError`` with code `folderBusy`, `registerDamaged` or `storageFailed`.
    public convenience init(_ folder: IssuerFolder, patience: Duration = .seconds(5)) throws(IssuerError) {
        try self.init(folder, Register(folder, patience: patience))
    }

    private init(_ folder: IssuerFolder, _ register: Register) throws(IssuerError) {
        profile = folder.profile.with(try register.book.keys(of: folder.profile))
        self.register = Mutex(register)
    }

    /// What would come of changing the status of credentials, in the order of their identifiers; each is taken once.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` or `storageFailed`.
    public func review(_ action: StatusAction, _ credentialIDs: [String]) throws(IssuerError) -> [StatusReview] {
        try register.withLock { register throws(IssuerError) in
            try register.book.database.read { transaction throws(IssuerError) in
                try transaction.review(action, credentialIDs)
            }
        }
    }

    /// Changes the status of credentials: of all of them, or of none where one cannot be changed.
    ///
    /// - Parameters:
    ///   - note: What somebody has to say of it. It is kept beside the events, which hold a digest that does not tell it.
    ///   - now: When it is decided.
    /// - Returns: What came of it; nothing was changed when any of them is refused.
    /// - Throws: ``IssuerError`` with code `notApproved` for what two persons have to agree to: see
    ///   ``IssuerFolder/prepareReinstatement(of:reason:note:by:at:)``; `cryptographyFailed`, `registerDamaged` or
    ///   `storageFailed`.
    public func carryOut(
        _ action: StatusAction, _ credentialIDs: [String], reason: StatusReason, note: String? = nil, at now: Timestamp
    ) throws(IssuerError) -> [StatusReview] {
        guard !action.needsTwo(of: profile) else {
            throw IssuerError(
                .notApproved, "expected what another person has approved, found what one asks for alone")
        }
        return try register.withLock { register throws(IssuerError) in
            let book = register.book
            return try book.database.write { transaction throws(IssuerError) in
                try book.change(action, credentialIDs, reason, note, at: now, in: transaction)
            }
        }
    }
}

extension RegisterBook {
    /// Changes the status of credentials in a transaction: of all of them, or of none where one cannot be changed.
    func change(
        _ action: StatusAction, _ ids: [String], _ reason: StatusReason, _ note: String?, at now: Timestamp,
        in transaction: Transaction
    ) throws(IssuerError) -> [StatusReview] {
        let reviews = try transaction.review(action, ids)
        guard reviews.allSatisfy({ $0.refusal == nil }) else { return reviews }
        for review in reviews where review.outcome == .changed {
            var change = StatusChange(
                credentialID: review.credentialID, purpose: action.purpose, value: action.value, reason: reason)
            var salt: [UInt8] = []
            if let note {
                salt = try Self.newSalt()
                change.note = try self.salt.digest(ofNote: note, salt: salt)
            }
            let record = try transaction.append(.statusChanged(change), at: now)
            if let note {
                try IssuerError.passingOn { () throws(DatabaseError) in
                    try transaction.keep(note: note, salt: salt, of: record.sequence)
                }
            }
        }
        return reviews
    }

    private static func newSalt() throws(IssuerError) -> [UInt8] {
        do throws(CryptographyError) {
            return try SecureRandom.bytes(16)
        } catch {
            throw IssuerError(.cryptographyFailed, error)
        }
    }
}

extension RegisterSalt {
    /// The digest of a note in an event: once the note and its own salt are gone, nobody can test a guess.
    func digest(ofNote note: String, salt: [UInt8]) throws(IssuerError) -> String {
        try digest("note", salt + Array(note.utf8))
    }
}

extension StatusAction {
    /// In which list it shows.
    var purpose: StatusPurpose {
        switch self {
        case .revoke: .revocation
        case .suspend, .reinstate: .suspension
        case .refresh, .endRefresh: .refresh
        case .message, .endMessage: .message
        }
    }

    /// The value that it sets.
    var value: Int { [.reinstate, .endRefresh, .endMessage].contains(self) ? 0 : 1 }

    /// Whether two persons have to agree to it at the institution with this profile.
    ///
    /// What was suspended is under suspicion: whoever is suspected of it is not to clear it alone. To take away what counts
    /// is for one person, who cannot wait. Source: trust list design, section 2.2.
    public func needsTwo(of profile: IssuerProfile) -> Bool { self == .reinstate && !profile.approvers.isEmpty }
}

extension Transaction {
    func review(_ action: StatusAction, _ ids: [String]) throws(IssuerError) -> [StatusReview] {
        var seen: Set<[UInt8]> = []
        var reviews: [StatusReview] = []
        for id in ids where seen.insert(Array(id.utf8)).inserted {
            let outcome = try IssuerError.passingOn { () throws(DatabaseError) in try self.outcome(action, id) }
            reviews.append(StatusReview(credentialID: id, outcome: outcome))
        }
        return reviews
    }

    private func outcome(_ action: StatusAction, _ id: String) throws(DatabaseError) -> StatusReview.Outcome {
        guard let entry = try entry(id) else { return .refused(.unknown) }
        guard entry.issued != nil else { return .refused(.notIssued) }
        guard let place = entry.plan.status, let family = try statusFamily(place.list) else {
            return .refused(.noStatus)
        }
        // What says nothing of whether it counts can also be said of what was revoked.
        if action.purpose.isDecisive, let revoked = try statusValue(.revocation, at: place), revoked.value != 0 {
            return action == .revoke
                ? .alreadySo(since: revoked.changed) : .refused(.revoked(on: revoked.changed))
        }
        guard family.purposes.contains(action.purpose) else { return .refused(.noPurpose) }
        let present = try statusValue(action.purpose, at: place)
        guard present?.value ?? 0 != action.value else {
            guard action.value == 0 else { return present.map { .alreadySo(since: $0.changed) } ?? .notSet }
            return action == .reinstate ? .notSuspended : .notSet
        }
        return .changed
    }
}

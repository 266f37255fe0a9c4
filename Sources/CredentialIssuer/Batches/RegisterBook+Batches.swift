import Credentials
import Cryptography
import Database
import Encodings
import Registry

/// Batches in the register.
extension RegisterBook {
    /// The batch of an order: the one that was begun, or a new one.
    ///
    /// - Parameter isPrepared: Whether it is only laid before another person, so that it must not be a new one otherwise.
    func begin(_ order: BatchOrder, place: String, at now: Timestamp) throws(IssuerError) -> String {
        try writeInTurn { transaction throws(IssuerError) in
            try begin(order, place: place, at: now, in: transaction)
        }
    }

    func begin(
        _ order: BatchOrder, place: String, at now: Timestamp, in transaction: Transaction
    ) throws(IssuerError) -> String {
        if let known = try self.batch(of: order, in: transaction) {
            try IssuerError.passingOn { () throws(DatabaseError) in
                _ = try transaction.run(
                    "UPDATE batch_facts SET place = $1 WHERE batch = $2", [.text(place), .text(known)])
            }
            return known
        }
        let id = try newBatchID(in: transaction)
        try transaction.append(
            .batch(.begun(id: id, source: order.source, count: order.count)), at: now)
        try IssuerError.passingOn { () throws(DatabaseError) in
            _ = try transaction.run(
                "INSERT INTO batch_facts (batch, file, title, row_count, place) VALUES ($1, $2, $3, $4, $5)",
                [
                    .text(id), .text(order.file), .text(order.title), .integer(order.count), .text(place),
                ])
        }
        return id
    }

    /// The batch that was begun for an order, and not cancelled.
    func batch(of order: BatchOrder, in transaction: Transaction) throws(IssuerError) -> String? {
        try IssuerError.passingOn { () throws(DatabaseError) in
            try transaction.first(
                "SELECT id FROM batches WHERE source = $1 AND cancelled_at IS NULL ORDER BY planned_at, id LIMIT 1",
                [.text(order.source)]
            ) { row throws(DatabaseError) in try row.text(0) }
        }
    }

    /// A name that is short enough to be typed, and that no batch has.
    func newBatchID(in transaction: Transaction) throws(IssuerError) -> String {
        let digits = Array("0123456789abcdef")
        for attempt in 0..<64 {
            var id = "b-"
            for _ in 0..<(4 + attempt / 8) { id.append(digits[try StatusAllocation.draw(below: digits.count)]) }
            let candidate = id
            let isTaken = try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.first("SELECT id FROM batches WHERE id = $1", [.text(candidate)]) { _ in true } != nil
            }
            if !isTaken { return candidate }
        }
        throw IssuerError(.registerDamaged, "expected a name that no batch has, found none")
    }

    /// Refuses a batch that is unknown or cancelled.
    func requireOpen(_ batch: String, in transaction: Transaction) throws(IssuerError) {
        let isOpen = try IssuerError.passingOn { () throws(DatabaseError) in
            try transaction.first("SELECT cancelled_at FROM batches WHERE id = $1", [.text(batch)]) {
                row throws(DatabaseError) in try row.optionalText(0) == nil
            }
        }
        guard let isOpen else { throw Self.unknown(batch) }
        guard isOpen else {
            var error = IssuerError(.batchCancelled, "batch \(batch) was cancelled")
            error.batch = batch
            throw error
        }
    }

    static func unknown(_ batch: String) -> IssuerError {
        var error = IssuerError(.batchUnknown, "expected a batch of this register, found another name")
        error.batch = batch
        return error
    }

    /// Takes back what was not handed out, for good, and issues nothing more of it.
    ///
    /// - Returns: How many were handed out and stay; then nothing else of it stays.
    func cancel(_ batch: String, at now: Timestamp) throws(IssuerError) -> BatchCancellation {
        try database.write { transaction throws(IssuerError) in
            try requireOpen(batch, in: transaction)
            let rows = try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.all(
                    """
                    SELECT c.id, c.state, c.digest FROM credentials c LEFT JOIN withdrawals w ON w.credential = c.id
                    WHERE c.batch = $1 AND w.credential IS NULL ORDER BY c.number
                    """, [.text(batch)]
                ) { row throws(DatabaseError) in
                    (
                        id: try row.text(0), state: RegisterEntry.State(rawValue: try row.text(1)),
                        digest: try row.optionalText(2)
                    )
                }
            }
            if let manifest = try transaction.manifest(of: batch), case .reinstate = manifest.work {
                // What two persons agreed to was done at that moment.
                let isDone = try signatures(for: batch, in: transaction).contains(where: \.isApproval)
                guard !isDone else {
                    var error = IssuerError(
                        .batchDone, "expected what waits for another person, found what was done already")
                    error.batch = batch
                    throw error
                }
            }
            var outcome = BatchCancellation()
            for row in rows {
                switch row.state {
                case .planned, .indexed:
                    try transaction.append(.abandoned(credentialID: row.id), at: now)
                    outcome.abandonedCount += 1
                case .signed:
                    try transaction.append(.batch(.withdrawn(credentialID: row.id, id: batch)), at: now)
                    // A copy may have got out all the same: nobody is to rely on it.
                    if try isRevocable(row.id, in: transaction) {
                        let change = StatusChange(
                            credentialID: row.id, purpose: .revocation, value: 1, reason: .issuedInError)
                        try transaction.append(.statusChanged(change), at: now)
                    }
                    if let digest = row.digest { outcome.withdrawn.insert(digest) }
                case .delivered: outcome.deliveredCount += 1
                case .abandoned, nil: break
                }
            }
            // Of a batch that was handed out there is nothing to take back.
            guard outcome.deliveredCount < rows.count || rows.isEmpty else { return outcome }
            try transaction.append(.batch(.cancelled(id: batch)), at: now)
            return outcome
        }
    }

    /// Whether a credential has a place on a list of revocations, and is not revoked.
    private func isRevocable(_ id: String, in transaction: Transaction) throws(IssuerError) -> Bool {
        try IssuerError.passingOn { () throws(DatabaseError) in
            guard let place = try transaction.entry(id)?.plan.status,
                let family = try transaction.statusFamily(place.list), family.purposes.contains(.revocation)
            else { return false }
            return try transaction.statusValue(.revocation, at: place)?.value ?? 0 == 0
        }
    }

    /// Records that what was signed of a batch was handed out.
    ///
    /// - Returns: How many credentials that are.
    func markDelivered(batch: String, at now: Timestamp) throws(IssuerError) -> Int {
        try database.write { transaction throws(IssuerError) in
            try requireOpen(batch, in: transaction)
            return try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.run(
                    "UPDATE credentials SET state = 'delivered', delivered_at = $1 WHERE batch = $2 AND state = 'signed'",
                    [.text(now.description), .text(batch)])
            }
        }
    }

    // MARK: Two persons

    /// Refuses a row to which two persons have not agreed, where the institution asks for them.
    func requireApproval(
        of prepared: PreparedCredential, row: Int, _ approval: BatchApproval?, for profile: IssuerProfile,
        in transaction: Transaction
    ) throws(IssuerError) {
        guard !profile.approvers.isEmpty else { return }
        guard let approval else { throw Issuer.unapproved }
        let claims = try IssuerError.passingOn { () throws(DatabaseError) in
            try transaction.first(
                "SELECT claims FROM batch_rows WHERE batch = $1 AND batch_row = $2",
                [.text(approval.manifest.batch), .integer(row)]
            ) { row throws(DatabaseError) in try row.text(0) }
        }
        guard let claims, claims.utf8.elementsEqual(prepared.claims.utf8),
            approval.manifest.template == prepared.specificationDigest
        else {
            var error = IssuerError(
                .notApproved, "expected the row that another person has approved, found one that says something else")
            error.batch = approval.manifest.batch
            throw error
        }
    }

    /// That two persons have agreed to a batch; `nil` where the institution does not ask for it.
    ///
    /// - Throws: ``IssuerError`` with code `notApproved`.
    func approval(
        of batch: String, to work: BatchManifest.Work, for profile: IssuerProfile
    ) throws(IssuerError) -> BatchApproval? {
        guard !profile.approvers.isEmpty else { return nil }
        let found = try database.read { transaction throws(IssuerError) in
            (try transaction.manifest(of: batch), try signatures(for: batch, in: transaction))
        }
        var error = IssuerError(
            .notApproved, "expected a batch that another person has approved, found \(batch) without")
        error.batch = batch
        guard let manifest = found.0, manifest.batch.utf8.elementsEqual(batch.utf8), manifest.work == work,
            manifest.issuer.utf8.elementsEqual(profile.id.text.utf8)
        else { throw error }
        try check(manifest, root(of: batch))
        if let mark = manifest.profile, try mark != profile.mark() {
            var changed = IssuerError(
                .batchOutdated, "expected the institution to be as it was approved, found issuer.yaml changed since")
            changed.batch = batch
            throw changed
        }
        guard try Self.areTwo(found.1, for: manifest, of: profile) else { throw error }
        return BatchApproval(manifest: manifest)
    }

    /// Refuses rows that are not those which were laid before another person.
    func check(_ manifest: BatchManifest, _ root: (hash: [UInt8], count: Int)) throws(IssuerError) {
        guard root.hash == manifest.root, root.count == manifest.count else {
            var error = IssuerError(
                .registerDamaged,
                "the rows of batch \(manifest.batch) are not those that were laid before another person")
            error.batch = manifest.batch
            throw error
        }
    }

    /// Whether somebody who may has asked for it, and another who may has agreed.
    static func areTwo(
        _ signatures: [(BatchEvent.Signature, isApproval: Bool)], for manifest: BatchManifest,
        of profile: IssuerProfile
    ) throws(IssuerError) -> Bool {
        var preparers: Set<Ed25519PublicKey> = []
        var approvers: Set<Ed25519PublicKey> = []
        for (signature, isApproval) in signatures {
            guard let approver = profile.approvers.first(where: { $0.publicKey.multikey == signature.publicKey }),
                try manifest.isSigned(signature)
            else { continue }
            if isApproval {
                approvers.insert(approver.publicKey)
            } else if manifest.requestedBy.utf8.elementsEqual(signature.publicKey.utf8) {
                preparers.insert(approver.publicKey)
            }
        }
        return !preparers.isEmpty && !approvers.subtracting(preparers).isEmpty
    }

    func signatures(
        for batch: String, in transaction: Transaction
    ) throws(IssuerError) -> [(BatchEvent.Signature, isApproval: Bool)] {
        let rows = try IssuerError.passingOn { () throws(DatabaseError) in
            try transaction.all(
                """
                SELECT public_key, signed_at, proof, is_approval FROM batch_signatures WHERE batch = $1 ORDER BY sequence
                """, [.text(batch)]
            ) { row throws(DatabaseError) in
                (try row.text(0), try row.text(1), try row.text(2), try row.integer(3) == 1)
            }
        }
        var signatures: [(BatchEvent.Signature, isApproval: Bool)] = []
        for (key, time, proof, isApproval) in rows {
            guard let time = try? Timestamp(parsing: time) else {
                throw IssuerError(.registerDamaged, "expected a time in the register, found another text")
            }
            signatures.append((BatchEvent.Signature(publicKey: key, time: time, proof: proof), isApproval))
        }
        return signatures
    }

    /// The root over the rows that are laid before another person, and how many they are.
    func root(of batch: String) throws(IssuerError) -> (hash: [UInt8], count: Int) {
        try database.read { transaction throws(IssuerError) in try transaction.batchRoot(batch) }
    }
}

/// That two persons have agreed to a batch; nothing but a look at their signatures makes one.
struct BatchApproval: Sendable {
    let manifest: BatchManifest

    fileprivate init(manifest: BatchManifest) { self.manifest = manifest }
}

/// What cancelling a batch came to.
public struct BatchCancellation: Sendable {
    /// How many were planned, and are not going to be signed.
    public internal(set) var abandonedCount = 0
    /// How many were handed out, and stay.
    public internal(set) var deliveredCount = 0
    /// The SHA-256 digests of those that were signed and are taken back, in hexadecimal.
    public internal(set) var withdrawn: Set<String> = []
}

import Database
public import Encodings
import Proofs
import Registry
import Storage
import Synchronization

/// What came of correcting a credential.
public struct Correction: Sendable {
    /// The credential that takes its place.
    public let credential: IssuedCredential
    /// The one that was wrong.
    public let before: IssuedRecord
    /// Whether the one before is revoked from now on, or was before; `false` where it has no place on a status list.
    public let isRevoked: Bool
}

extension Issuer {
    /// Issues a credential in the place of one that says something wrong, and takes that one back.
    ///
    /// The new one names the other by its identifier and the digest of its bytes; the other one is revoked, and its list
    /// says that there is a newer one to ask for, and not what changed. Whoever is interrupted asks for the same again.
    ///
    /// - Parameters:
    ///   - credentialID: The credential that is wrong: of this institution, and of the same achievement.
    ///   - reason: Why the other one is revoked, as far as others may know it.
    ///   - note: What is worth remembering besides; see ``StatusKeeper/carryOut(_:_:reason:note:at:)``.
    /// - Throws: ``IssuerError`` as ``issue(_:repetition:at:)-(IssuanceRequest,_,_)``; code `conflict` where it was corrected
    ///   in another way before.
    public func correct(
        _ credentialID: String, by request: IssuanceRequest, reason: StatusReason, note: String? = nil,
        at now: Timestamp
    ) throws(IssuerError) -> Correction {
        let issued = try issue(request, repetition: .correcting(credentialID: credentialID), at: now)
        return try register.withLock { register throws(IssuerError) in
            let book = register.book
            return try book.database.write { transaction throws(IssuerError) in
                let entry = try IssuerError.passingOn { () throws(DatabaseError) in try transaction.entry(credentialID)
                }
                guard let entry, let before = entry.record else {
                    throw IssuerError(.registerDamaged, "a credential that was corrected is not in the register")
                }
                let reviews = try book.change(.revoke, [credentialID], reason, note, at: now, in: transaction)
                let isRevoked = reviews.allSatisfy { $0.refusal == nil }
                if isRevoked { try Self.announce(entry, reason, at: now, in: transaction) }
                return Correction(credential: issued, before: before, isRevoked: isRevoked)
            }
        }
    }

    /// The digest of a credential that was issued, as others write it.
    func digest(of credentialID: String, in transaction: Transaction) throws(IssuerError) -> Multihash? {
        let entry = try IssuerError.passingOn { () throws(DatabaseError) in try transaction.entry(credentialID) }
        guard let digest = entry?.issued?.digest, let bytes = try transaction.intactContent(digest) else {
            throw IssuerError(
                .copyMissing, "the copy of credential \(credentialID) is missing from the register, or was changed")
        }
        let hash = try IssuerPaths.hash(of: bytes)
        do throws(EncodingError) {
            return try Multihash(.sha256, digest: hash)
        } catch {
            throw IssuerError(.cryptographyFailed, error.reason)
        }
    }

    /// Says on the list for that, where there is one, that there is a newer credential to ask for.
    private static func announce(
        _ entry: RegisterEntry, _ reason: StatusReason, at now: Timestamp, in transaction: Transaction
    ) throws(IssuerError) {
        guard let place = entry.plan.status else { return }
        let (family, present) = try IssuerError.passingOn { () throws(DatabaseError) in
            (try transaction.statusFamily(place.list), try transaction.statusValue(.refresh, at: place))
        }
        guard family?.purposes.contains(.refresh) == true, present?.value ?? 0 == 0 else { return }
        try transaction.append(
            .statusChanged(
                StatusChange(credentialID: entry.plan.credentialID, purpose: .refresh, value: 1, reason: reason)),
            at: now)
    }
}

extension RegisterSchema {
    /// Which credentials correct another one.
    static let corrections = Migration("corrections", "ALTER TABLE credentials ADD COLUMN corrects TEXT;")
}

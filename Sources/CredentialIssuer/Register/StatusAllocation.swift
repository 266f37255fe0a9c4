import Cryptography
package import Database
package import Encodings
package import Registry

/// Gives credentials their places on status lists.
///
/// A list says something about many, so that asking for it tells nothing about one. The place is drawn from all that are
/// free, and the list from all that are open, so that neither tells when somebody learned what. A place is given once: it
/// stays taken when the credential expires, is abandoned, or was never made.
package struct StatusAllocation: Sendable {
    /// How many places a list has: the least that a list may have (Bitstring Status List 1.0, section 3.4).
    package static let standardCapacity = 131_072

    /// How many places a list has.
    package let capacity: Int

    /// The address under which the lists are published.
    ///
    /// A list has one address for good: credentials name it.
    package let base: String

    /// What the lists are for, a blank between.
    private let purposes: String

    /// From how many taken places on a list is closed: then four of five draws are in vain.
    private var limit: Int { capacity / 5 * 4 }

    /// How many lists are open at the same time.
    private static let openCount = 2

    /// Gives places on lists at an address, for these purposes.
    package init(base: String, purposes: [StatusPurpose], capacity: Int = Self.standardCapacity) {
        self.base = base
        self.purposes = purposes.map(\.name).joined(separator: " ")
        self.capacity = capacity
    }

    /// Gives places on the lists of an institution.
    init(_ lists: IssuerStatusLists) { self.init(base: lists.base, purposes: lists.purposes) }

    /// Takes a place for a credential, or gives the one that it has.
    ///
    /// Nothing may be signed before the transaction has ended well.
    ///
    /// - Throws: ``IssuerError`` with code `cryptographyFailed`, `registerDamaged` or `storageFailed`.
    package func reserve(
        for credentialID: String, at now: Timestamp, in transaction: Transaction
    ) throws(IssuerError) -> StatusPlace {
        if let place = try place(of: credentialID, in: transaction) { return place }
        return try reserve(forNew: credentialID, at: now, in: transaction)
    }

    /// Takes a place for a credential that nobody has heard of.
    func reserve(
        forNew credentialID: String, at now: Timestamp, in transaction: Transaction, after tail: RegisterTail? = nil
    ) throws(IssuerError) -> StatusPlace {
        // A list that is full within the transaction is so by few places only, and closed for the next one.
        let lists = if let known = tail?.openLists { known } else { try openLists(at: now, in: transaction) }
        tail?.openLists = lists
        let list = lists[try Self.draw(below: lists.count)]
        while true {
            let place = StatusPlace(list: list.number, index: try Self.draw(below: list.capacity))
            let isFree = try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.run(
                    """
                    INSERT INTO status_entries (list, position, credential, reserved_at) VALUES ($1, $2, $3, $4)
                    ON CONFLICT (list, position) DO NOTHING
                    """,
                    [.integer(place.list), .integer(place.index), .text(credentialID), .text(now.description)]) == 1
            }
            guard isFree else { continue }
            if let tail {
                tail.taken[list.number, default: 0] += 1
            } else {
                try count(1, on: list.number, at: now, in: transaction)
            }
            return place
        }
    }

    /// Counts the places that a transaction took with the end of the register at hand, which it does before it ends.
    func settle(_ tail: RegisterTail, at now: Timestamp, in transaction: Transaction) throws(IssuerError) {
        for (list, count) in tail.taken.sorted(by: { $0.key < $1.key }) {
            try self.count(count, on: list, at: now, in: transaction)
        }
        tail.taken = [:]
    }

    private func count(_ more: Int, on list: Int, at now: Timestamp, in transaction: Transaction) throws(IssuerError) {
        try IssuerError.passingOn { () throws(DatabaseError) in
            _ = try transaction.run(
                """
                UPDATE status_lists SET reserved = reserved + $1,
                    closed_at = CASE WHEN closed_at IS NULL AND reserved + $2 >= $3 THEN $4 ELSE closed_at END
                WHERE number = $5
                """,
                [.integer(more), .integer(more), .integer(limit), .text(now.description), .integer(list)])
        }
    }

    /// The place that a credential has.
    package func place(of credentialID: String, in transaction: Transaction) throws(IssuerError) -> StatusPlace? {
        try IssuerError.passingOn { () throws(DatabaseError) in try transaction.statusPlace(of: credentialID) }
    }

    /// The lists that have room; missing ones are opened.
    private func openLists(
        at now: Timestamp, in transaction: Transaction
    ) throws(IssuerError) -> [(number: Int, capacity: Int)] {
        try IssuerError.passingOn { () throws(DatabaseError) in
            var lists = try transaction.all(
                """
                SELECT number, capacity FROM status_lists WHERE closed_at IS NULL AND base = $1 AND purposes = $2
                ORDER BY number
                """, [.text(base), .text(purposes)]
            ) { row throws(DatabaseError) in (number: try row.integer(0), capacity: try row.integer(1)) }
            if lists.count >= Self.openCount { return lists }
            let last = try transaction.first("SELECT coalesce(max(number), 0) FROM status_lists") {
                row throws(DatabaseError) in try row.integer(0)
            }
            var number = last ?? 0
            while lists.count < Self.openCount {
                number += 1
                try transaction.run(
                    """
                    INSERT INTO status_lists (number, capacity, reserved, opened_at, base, purposes)
                    VALUES ($1, $2, 0, $3, $4, $5)
                    """,
                    [
                        .integer(number), .integer(capacity), .text(now.description), .text(base), .text(purposes),
                    ])
                lists.append((number, capacity))
            }
            return lists
        }
    }

    /// A random number from 0 to one less than `bound`, each as likely as the others.
    ///
    /// Four random bytes are taken for a number, and drawn again where they are above the last multiple of the bound:
    /// otherwise small numbers would be a little likelier.
    package static func draw(below bound: Int) throws(IssuerError) -> Int {
        precondition(bound > 0 && bound <= 1 << 31, "a bound that four bytes cannot serve")
        let end = (1 << 32) / bound * bound
        while true {
            do throws(CryptographyError) {
                let number = try SecureRandom.bytes(4).reduce(0) { $0 << 8 | Int($1) }
                if number < end { return number % bound }
            } catch {
                throw IssuerError(.cryptographyFailed, error)
            }
        }
    }
}

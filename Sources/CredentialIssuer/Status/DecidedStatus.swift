import Database
import Encodings
import Registry

/// What was decided of the status of credentials, as the lists that were signed last and the events since then have it.
///
/// A list is signed from a table. That every value in the table was decided is looked at where it is read; that nothing
/// which was decided has gone from the table is looked at here, before a list says that somebody counts who does not.
struct DecidedStatus {
    private struct Name: Hashable {
        let list: Int
        let purpose: StatusPurpose
    }

    /// How many events are looked at together.
    private static let pageSize = 500
    /// How the line of an event begins by which a status changes: members are in the order of their names.
    private static let mark = Array(#"{"action":"statusChanged","#.utf8)

    private var lists: [Name: (values: StatusBitstring, event: Int)] = [:]

    /// Goes on from the lists that were signed last.
    init(_ standings: [StatusKeeper.Standing], in transaction: Transaction) throws(IssuerError) {
        for standing in standings {
            let event = try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.lastPublication(standing.family.number, standing.purpose)
            }
            var values = StatusBitstring(count: standing.family.capacity)
            if let previous = standing.previous {
                guard case .success(let known) = previous.values else { throw Self.damage(standing) }
                values = known
            }
            lists[Name(list: standing.family.number, purpose: standing.purpose)] = (values, event)
        }
    }

    /// Refuses lists from which something is gone that was decided.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged`.
    mutating func check(_ standings: [StatusKeeper.Standing], in transaction: Transaction) throws(IssuerError) {
        var number = lists.values.map(\.event).min() ?? 0
        while true {
            let start = number
            let lines = try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.all(
                    "SELECT sequence, line FROM events WHERE sequence > $1 ORDER BY sequence LIMIT $2",
                    [.integer(start), .integer(Self.pageSize)]
                ) { row throws(DatabaseError) in (number: try row.integer(0), line: try row.bytes(1)) }
            }
            guard let last = lines.last else { break }
            for (number, line) in lines where line.starts(with: Self.mark) {
                try take(number, in: transaction)
            }
            number = last.number
        }
        for standing in standings {
            let name = Name(list: standing.family.number, purpose: standing.purpose)
            guard lists[name]?.values == standing.values else { throw Self.damage(standing) }
        }
    }

    private mutating func take(_ number: Int, in transaction: Transaction) throws(IssuerError) {
        let (event, place) = try IssuerError.passingOn { () throws(DatabaseError) in
            let event = try transaction.event(number)
            guard case .statusChanged(let change) = event else { return (event, nil as StatusPlace?) }
            return (event, try transaction.statusPlace(of: change.credentialID))
        }
        guard case .statusChanged(let change) = event, let place else {
            throw IssuerError(
                .registerDamaged,
                "record \(number) changes the status of a credential that has no place in the register")
        }
        let name = Name(list: place.list, purpose: change.purpose)
        guard let list = lists[name], list.event < number else { return }
        lists[name]?.values.setValue(change.value, at: place.index)
    }

    private static func damage(_ standing: StatusKeeper.Standing) -> IssuerError {
        IssuerError(
            .registerDamaged,
            "what was decided for \(IssuerStatusLists.fileName(standing.purpose, standing.family.number)) is not in the "
                + "register any more as its records have it")
    }
}

extension Transaction {
    /// The event by which a list of a number and a purpose was signed last; 0 where none was.
    func lastPublication(_ list: Int, _ purpose: StatusPurpose) throws(DatabaseError) -> Int {
        try first(
            "SELECT coalesce(max(event), 0) FROM published_lists WHERE list = $1 AND purpose = $2",
            [.integer(list), .text(purpose.name)]
        ) { row throws(DatabaseError) in try row.integer(0) } ?? 0
    }
}

import Credentials
import Database
import Encodings

/// What the events of a register come to for the institution's keys, made again from the first event on, and compared with
/// the table.
struct KeyReplay {
    private var keys: [String: InstitutionKey] = [:]
    private var order: [String] = []
    /// The keys of which an event says what cannot be.
    private var impossible: [String] = []

    mutating func take(_ event: KeyEvent) {
        guard let next = event.applied(to: keys) else {
            impossible.append(event.method)
            return
        }
        if keys[event.method] == nil { order.append(event.method) }
        keys = next
    }

    /// The keys that differ, by their names.
    func altered(in transaction: Transaction) throws(IssuerError) -> [String] {
        let found = try IssuerError.passingOn { () throws(DatabaseError) in try transaction.institutionKeys() }
        let names = found.map(\.verificationMethod.text)
        let differing = found.filter { keys[$0.verificationMethod.text] != $0 }.map(\.verificationMethod.text)
        return impossible + differing + order.filter { !names.contains($0) }
    }
}

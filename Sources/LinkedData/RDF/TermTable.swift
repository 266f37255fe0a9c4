/// The different terms of a dataset: their canonical N-Quads form in one array, and a hash table to find them by it.
///
/// A term is written behind the others first, and then either kept or, when it is there already, taken away again. So
/// looking up a term copies its bytes once and allocates nothing.
struct TermTable: Sendable {
    private struct Record: Sendable {
        var start: UInt32
        var end: UInt32
        var hash: UInt32
        var kind: TermHandle.Kind
    }

    private let seed = ByteHash.processSeed
    private var records: [Record] = []

    // Positions in `records` plus one, with open addressing; the count is a power of two.
    private var slots: [UInt32]

    /// The bytes of all terms one after the other, and behind them of the term that is being looked up.
    var bytes: [UInt8] = []

    /// Where the term that is being looked up begins.
    private(set) var end = 0

    /// Makes an empty table with room for about `count` terms.
    init(reserving count: Int) {
        var slotCount = 64
        while slotCount < 2 * count { slotCount *= 2 }
        slots = Array(repeating: 0, count: slotCount)
        records.reserveCapacity(count)
        bytes.reserveCapacity(count * 48)
    }

    /// How many different terms there are.
    var count: Int { records.count }

    /// Where the bytes of a term stand.
    func range(_ index: Int) -> Range<Int> {
        let record = records[index]
        return Int(record.start)..<Int(record.end)
    }

    /// The kind of a term.
    func kind(_ index: Int) -> TermHandle.Kind { records[index].kind }

    /// Whether the handle is one of this table.
    @inline(__always)
    func holds(_ handle: TermHandle) -> Bool {
        handle.index < records.count && records[handle.index].kind == handle.kind
    }

    /// Forgets every term and keeps the room for them.
    mutating func removeAll() {
        records.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        end = 0
        for index in slots.indices { slots[index] = 0 }
    }

    /// Takes away the term that is being looked up.
    mutating func discard() { bytes.removeLast(bytes.count - end) }

    /// The hash of the term that stands behind the others.
    var hashOfLast: UInt32 { ByteHash.hash(bytes.span, from: end, seed: seed) }

    /// The handle of the term that stands behind the others, if it is one of them.
    func find(hash: UInt32) -> TermHandle? {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            let record = records[index]
            if record.hash == hash, isLast(equalTo: record) { return TermHandle(record.kind, index: index) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Keeps the term that stands behind the others and was not found.
    mutating func keep(_ kind: TermHandle.Kind, hash: UInt32) -> TermHandle {
        if 2 * (records.count + 1) > slots.count { grow() }
        let index = records.count
        // Both fit: a dataset holds 1 GiB of terms at most.
        records.append(
            Record(
                start: UInt32(truncatingIfNeeded: end), end: UInt32(truncatingIfNeeded: bytes.count), hash: hash,
                kind: kind))
        place(index, hash)
        end = bytes.count
        return TermHandle(kind, index: index)
    }

    private func isLast(equalTo record: Record) -> Bool {
        let count = Int(record.end) - Int(record.start)
        guard count == bytes.count - end else { return false }
        return unsafe bytes.span.bytes.isEqual(Int(record.start), end, count: count)
    }

    private mutating func place(_ index: Int, _ hash: UInt32) {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = UInt32(truncatingIfNeeded: index + 1)
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: 2 * slots.count)
        for index in records.indices { place(index, records[index].hash) }
    }
}

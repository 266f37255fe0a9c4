/// The statements of a dataset in the order in which they came, each once.
struct QuadTable: Sendable {
    private(set) var quads: [Quad] = []
    private let seed = ByteHash.processSeed

    // Positions in `quads` plus one, with open addressing; the count is a power of two.
    private var slots: [UInt32]

    init(reserving count: Int) {
        var slotCount = 64
        while slotCount < 2 * count { slotCount *= 2 }
        slots = Array(repeating: 0, count: slotCount)
        quads.reserveCapacity(count)
    }

    /// Forgets every statement and keeps the room for them.
    mutating func removeAll() {
        quads.removeAll(keepingCapacity: true)
        for index in slots.indices { slots[index] = 0 }
    }

    /// Whether the statement is there.
    func contains(_ quad: Quad) -> Bool { slots[slot(for: quad)] != 0 }

    /// Adds a statement that is not there.
    mutating func append(_ quad: Quad) {
        if 2 * (quads.count + 1) > slots.count { grow() }
        quads.append(quad)
        slots[slot(for: quad)] = UInt32(truncatingIfNeeded: quads.count)
    }

    /// Where the statement is, or else the free place where it belongs.
    private func slot(for quad: Quad) -> Int {
        let mask = slots.count - 1
        let first = UInt64(quad.subject.rawValue) << 32 | UInt64(quad.predicate.rawValue)
        let second = UInt64(quad.object.rawValue) << 32 | UInt64(quad.graphValue)
        let hash = ByteHash.mix(ByteHash.mix(ByteHash.mix(seed, first), second), seed)
        var slot = Int(truncatingIfNeeded: hash >> 32) & mask
        while slots[slot] != 0, quads[Int(slots[slot]) - 1] != quad { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: 2 * slots.count)
        for (index, quad) in quads.enumerated() { slots[slot(for: quad)] = UInt32(truncatingIfNeeded: index + 1) }
    }
}

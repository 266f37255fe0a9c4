/// Different texts, numbered in the order in which they came, and found by their bytes.
struct ByteTable: Sendable {
    // Positions plus one, with open addressing; the count is a power of two.
    private var slots: [UInt32]
    private var hashes: [UInt32] = []
    private var bytes: [UInt8] = []
    // Where each text ends, the first entry being where the first one begins.
    private var ends: [UInt32] = [0]

    /// Makes an empty table with room for about `count` texts.
    init(reserving count: Int = 8) {
        var slotCount = 16
        while slotCount < 2 * count { slotCount *= 2 }
        slots = Array(repeating: 0, count: slotCount)
    }

    /// How many texts there are.
    var count: Int { hashes.count }

    /// Lends the bytes of a text.
    func bytes(_ index: Int) -> ArraySlice<UInt8> { bytes[Int(ends[index])..<Int(ends[index + 1])] }

    /// The number of a text, if it is there.
    func find(_ text: Span<UInt8>) -> Int? {
        find(text, hash: ByteHash.hash(text, from: 0, seed: ByteHash.processSeed))
    }

    /// The number of a text, which is added if it is new.
    mutating func insert(_ text: Span<UInt8>) -> (index: Int, isNew: Bool) {
        let hash = ByteHash.hash(text, from: 0, seed: ByteHash.processSeed)
        if let found = find(text, hash: hash) { return (found, false) }
        if 2 * (hashes.count + 1) > slots.count { grow() }
        hashes.append(hash)
        bytes.append(text)
        ends.append(UInt32(truncatingIfNeeded: bytes.count))
        place(hashes.count - 1)
        return (hashes.count - 1, true)
    }

    private func find(_ text: Span<UInt8>, hash: UInt32) -> Int? {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if hashes[index] == hash, isText(text, at: index) { return index }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func isText(_ text: Span<UInt8>, at index: Int) -> Bool {
        bytes.span.extracting(Int(ends[index])..<Int(ends[index + 1])).isEqual(to: text)
    }

    private mutating func place(_ index: Int) {
        let mask = slots.count - 1
        var slot = Int(hashes[index]) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = UInt32(truncatingIfNeeded: index + 1)
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: 2 * slots.count)
        for index in hashes.indices { place(index) }
    }
}

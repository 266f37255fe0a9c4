/// Random numbers that are the same in every run: SplitMix64 from a seed.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts the sequence of `seed`; neighbouring seeds give unrelated sequences.
    public init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0xD134_2543_DE82_EF95 &+ 1 }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A number of the range, without the generic ways of the standard library, which are slow in a debug build.
    public mutating func number(in range: ClosedRange<Int>) -> Int {
        let size = UInt64(range.upperBound - range.lowerBound) + 1
        return range.lowerBound + Int(next() % size)
    }

    /// True once in `count` times.
    public mutating func isOne(in count: Int) -> Bool { next() % UInt64(count) == 0 }

    /// One of `items`, which must not be empty.
    public mutating func pick<Item>(_ items: [Item]) -> Item { items[number(in: 0...items.count - 1)] }
}

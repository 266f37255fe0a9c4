/// Random bytes and numbers that are the same in every run (xorshift64*).
struct RandomBytes: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed | 1 }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    /// Bytes of which every fourth string starts with zeros, where base58 is easily wrong.
    mutating func bytes(count: Int) -> [UInt8] {
        var bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 32) }
        if next() >> 62 == 0 {
            for index in 0..<Int.random(in: 0...count, using: &self) { bytes[index] = 0 }
        }
        return bytes
    }
}

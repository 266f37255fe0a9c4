/// The CRC-32C checksum (Castagnoli polynomial, RFC 3720, appendix B.4): finds accidental damage.
///
/// It is no protection against anybody who changes bytes on purpose: they can compute it as well.
package struct CRC32C: Hashable, Sendable {
    /// The checksum of the bytes so far.
    package private(set) var value: UInt32

    /// Starts over nothing, or goes on where another left off.
    package init(continuing value: UInt32 = 0) {
        self.value = value
    }

    /// Takes in more bytes.
    package mutating func update(_ bytes: some Sequence<UInt8>) {
        var register = ~value
        for byte in bytes {
            register = Self.table[Int(truncatingIfNeeded: (register ^ UInt32(byte)) & 0xFF)] ^ (register >> 8)
        }
        value = ~register
    }

    /// The checksum of all 256 single bytes, by the reflected polynomial.
    private static let table: [UInt32] = (0...255).map { (byte: UInt32) in
        (0..<8).reduce(byte) { register, _ in
            register & 1 == 1 ? (register >> 1) ^ 0x82F6_3B78 : register >> 1
        }
    }
}

/// A fast hash of bytes for tables in memory, with a secret seed.
///
/// It multiplies words of eight bytes to 128 bits and folds the halves together. It is no cryptographic hash.
enum ByteHash {
    /// Drawn at random for each process: whoever writes a document cannot know which values will collide.
    static let processSeed = UInt64.random(in: .min ... .max)

    /// The hash of the bytes from `start` to the end.
    static func hash(_ bytes: Span<UInt8>, from start: Int, seed: UInt64) -> UInt32 {
        let raw = unsafe bytes.bytes
        let count = raw.byteCount
        var hash = seed ^ UInt64(truncatingIfNeeded: count - start)
        var offset = start
        // The loads are checked against the bounds; every pattern of bits is a number.
        while offset + 16 <= count {
            let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            hash = fold(word ^ seed, unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset + 8, as: UInt64.self) ^ hash)
            offset += 16
        }
        if offset + 8 <= count {
            hash = mix(hash, unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        hash = mix(mix(hash, rest), seed)
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    /// One word more in a hash.
    static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 { fold(hash ^ word, 0x9E37_79B9_7F4A_7C15) ^ word }

    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}

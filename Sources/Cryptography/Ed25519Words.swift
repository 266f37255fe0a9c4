/// Thirty-two bytes of Ed25519, read as a little-endian number in four words: a point encoding or a scalar.
///
/// The rules for bytes that OpenSSL 3 does not enforce are decided here by comparison alone, without curve arithmetic.
struct Ed25519Words: Hashable, Sendable {
    /// Bits 0-63, the first eight bytes.
    let word0: UInt64
    /// Bits 64-127.
    let word1: UInt64
    /// Bits 128-191.
    let word2: UInt64
    /// Bits 192-255; in a point encoding the top bit is the sign of x.
    let word3: UInt64

    init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// Reads 32 bytes from `offset`, or gives `nil` when there are not as many.
    init?(_ bytes: Span<UInt8>, at offset: Int = 0) {
        guard offset >= 0, offset <= bytes.count, bytes.count - offset >= 32 else { return nil }
        word0 = Self.word(bytes, offset)
        word1 = Self.word(bytes, offset + 8)
        word2 = Self.word(bytes, offset + 16)
        word3 = Self.word(bytes, offset + 24)
    }

    /// The bytes in their order.
    var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(32)
        for word in [word0, word1, word2, word3] {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                result.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        return result
    }

    private static func word(_ bytes: Span<UInt8>, _ offset: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in 0..<8 { word |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
        return word
    }
}

extension Ed25519Words {
    /// The y coordinate: the encoding without the sign bit of x (RFC 8032, section 5.1.2).
    private var y3: UInt64 { word3 & 0x7fff_ffff_ffff_ffff }

    /// Whether y is below the field prime 2^255 - 19, as RFC 8032, section 5.1.3, step 1, demands.
    var isCanonicalPoint: Bool {
        y3 != 0x7fff_ffff_ffff_ffff || word2 != .max || word1 != .max || word0 < 0xffff_ffff_ffff_ffed
    }

    /// Whether this is one of the 14 encodings, canonical or not, of the 8 points whose order divides 8.
    ///
    /// They are 7 values of y, each with either sign bit: libcrypto accepts a signature under such a key that holds
    /// for many messages.
    var isSmallOrderPoint: Bool {
        switch (word0, word1, word2, y3) {
        // y = 0 (order 4) and y = 1 (the neutral element).
        case (0, 0, 0, 0), (1, 0, 0, 0): true
        // The two values of y of the four points of order 8.
        case (0xb027_b2c2_8f95_e826, 0xf098_eff2_89f4_c345, 0x3933_c6d3_05ac_dfd5, 0x05fc_536d_8802_38b1),
            (0x4fd8_4d3d_706a_17c7, 0x0f67_100d_760b_3cba, 0xc6cc_392c_fa53_202a, 0x7a03_ac92_77fd_c74e):
            true
        // y = p - 1 (order 2), and p and p + 1, which are 0 and 1 written another way.
        case (0xffff_ffff_ffff_ffec, .max, .max, 0x7fff_ffff_ffff_ffff),
            (0xffff_ffff_ffff_ffed, .max, .max, 0x7fff_ffff_ffff_ffff),
            (0xffff_ffff_ffff_ffee, .max, .max, 0x7fff_ffff_ffff_ffff):
            true
        default: false
        }
    }

    /// Whether the number is below the group order L = 2^252 + 27742317777372353535851937790883648493
    /// (RFC 8032, section 5.1.7, step 1).
    var isCanonicalScalar: Bool {
        let order = Self(0x5812_631a_5cf5_d3ed, 0x14de_f9de_a2f7_9cd6, 0, 0x1000_0000_0000_0000)
        if word3 != order.word3 { return word3 < order.word3 }
        if word2 != order.word2 { return word2 < order.word2 }
        if word1 != order.word1 { return word1 < order.word1 }
        return word0 < order.word0
    }
}

import Cryptography
import TestSupport

/// The private key of a seed.
func privateKey(seed: [UInt8]) throws -> Ed25519PrivateKey {
    try Ed25519PrivateKey(seed: secret(seed))
}

/// A secret of these bytes.
func secret(_ bytes: [UInt8]) throws -> SecretBytes {
    var copy = Array(bytes)
    return try SecretBytes(overwriting: &copy)
}

/// A secret of the UTF-8 bytes of a text.
func secret(_ text: String) throws -> SecretBytes { try secret(Array(text.utf8)) }

/// Test key 1 of RFC 8032, section 7.1: published, so that nobody takes it for a secret.
enum RFC8032Key {
    static let seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    static let publicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"

    static func load() throws -> Ed25519PrivateKey { try privateKey(seed: bytes(fromHexadecimal: seed) ?? []) }
}

/// A generator with a fixed start (SplitMix64), so that a failing case can be seen again.
struct FixedGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }
}

import COpenSSL

/// scrypt: a key from a passphrase, at a price in time and memory that whoever guesses pays for each guess.
///
/// Source: RFC 7914.
public enum Scrypt {
    /// What deriving a key costs.
    public struct Cost: Hashable, Sendable {
        /// CPU and memory cost (`N`), a power of two; the memory it takes is 128 · `blockSize` times this, in bytes.
        public let n: Int
        /// Block size (`r`).
        public let r: Int
        /// How many times it is done (`p`).
        public let p: Int

        /// States a cost; whether it is accepted is seen when it is used.
        public init(n: Int, r: Int, p: Int) {
            self.n = n
            self.r = r
            self.p = p
        }
    }

    /// The most memory that a derivation may take, in bytes: what N = 2^18 with r = 8 needs, and a little more.
    public static let memoryLimit = 272 << 20

    /// The largest `p`.
    private static let largestP = 16

    /// Derives a key.
    ///
    /// The cost is looked at before any memory is asked for: a number from a file can ask for 32 GB.
    ///
    /// - Parameters:
    ///   - passphrase: What a person knows.
    ///   - salt: Random bytes that need not be secret.
    ///   - cost: What it costs.
    ///   - count: How many bytes the key has, 1 to 64.
    /// - Throws: ``CryptographyError`` with code `derivationParameters` or `libraryFailure`.
    public static func derive(
        from passphrase: SecretBytes, salt: [UInt8], cost: Cost, count: Int = 32
    ) throws(CryptographyError) -> SecretBytes {
        guard cost.n > 1, cost.n & (cost.n - 1) == 0, 1...32 ~= cost.r, 1...largestP ~= cost.p,
            cost.n <= memoryLimit / (128 * cost.r), salt.count <= 1_024, 1...64 ~= count
        else {
            throw CryptographyError(
                .derivationParameters,
                "expected a cost of scrypt within \(memoryLimit >> 20) MiB, found N = \(cost.n), r = \(cost.r), "
                    + "p = \(cost.p)")
        }
        guard OpenSSL.isReady else { throw OpenSSL.failure("start") }
        return unsafe try SecretBytes(count: count) { buffer in
            let answer = unsafe passphrase.withUnsafeBytes { passphrase in
                unsafe EVP_PBE_scrypt(
                    passphrase.baseAddress?.assumingMemoryBound(to: CChar.self), passphrase.count, salt, salt.count,
                    UInt64(cost.n), UInt64(cost.r), UInt64(cost.p), UInt64(memoryLimit + (16 << 20)),
                    buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), buffer.count)
            }
            if answer != 1 { OpenSSL.forgetErrors() }
            return answer == 1
        }
    }
}

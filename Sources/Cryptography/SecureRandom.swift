/// Random bytes that nobody can predict, for identifiers, salts and challenges.
public enum SecureRandom {
    /// The most bytes that are given at once.
    public static let maximumByteCount = 1_048_576

    /// Gives `count` random bytes.
    ///
    /// - Throws: ``CryptographyError`` with code `randomnessUnavailable` when the generator fails, or `count` is negative
    ///   or above ``maximumByteCount``.
    public static func bytes(_ count: Int) throws(CryptographyError) -> [UInt8] {
        guard (0...maximumByteCount).contains(count) else {
            throw CryptographyError(
                .randomnessUnavailable, "0 to \(maximumByteCount) random bytes are given at once, asked for \(count)")
        }
        var bytes = [UInt8](repeating: 0, count: count)
        guard OpenSSL.fillWithRandomness(&bytes) else {
            throw CryptographyError(.randomnessUnavailable, "the random number generator gave no bytes")
        }
        return bytes
    }
}

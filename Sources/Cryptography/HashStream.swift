/// A hash over bytes that come in pieces, for files that are not held in memory.
public struct HashStream: ~Copyable {
    private let algorithm: DigestAlgorithm
    private let context: MessageDigestContext

    /// Starts a SHA-256 hash.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    public static func sha256() throws(CryptographyError) -> HashStream { try HashStream(.sha256) }

    /// Starts a SHA-384 hash.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    public static func sha384() throws(CryptographyError) -> HashStream { try HashStream(.sha384) }

    private init(_ algorithm: DigestAlgorithm) throws(CryptographyError) {
        guard let context = MessageDigestContext(), algorithm.start(context) else {
            throw OpenSSL.failure("start a hash")
        }
        self.algorithm = algorithm
        self.context = context
    }

    /// Adds bytes.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    public mutating func update(_ bytes: Span<UInt8>) throws(CryptographyError) {
        guard DigestAlgorithm.update(context, bytes) else { throw OpenSSL.failure("hash") }
    }

    /// Ends the hash and gives it.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    public consuming func finish() throws(CryptographyError) -> [UInt8] { try algorithm.finish(context) }
}

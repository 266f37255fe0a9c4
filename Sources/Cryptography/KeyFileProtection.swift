/// How an encrypted key file is protected, as far as it can be read without the passphrase.
public struct KeyFileProtection: Hashable, Sendable {
    /// The function that makes the encryption key of the passphrase, with what it costs.
    public enum Derivation: Hashable, Sendable {
        /// PBKDF2 (RFC 8018, section 5.2) with a number of iterations over a function such as `hmacWithSHA512`.
        case pbkdf2(iterations: UInt64, function: String)
        /// scrypt (RFC 7914) with its cost N, block size r and parallelization p.
        case scrypt(cost: UInt64, blockSize: UInt64, parallelization: UInt64)
    }

    /// The function that makes the encryption key.
    public let derivation: Derivation

    /// The cipher, for example `AES-256-CBC`.
    public let cipher: String

    /// The number of PBKDF2 iterations in the files that this module writes.
    public static let writtenIterations = 600_000

    /// The most PBKDF2 iterations that are run for a file of somebody else: some ten seconds.
    public static let maximumIterations: UInt64 = 10_000_000

    /// The most memory that scrypt may need for a file of somebody else, in bytes; it is libcrypto's own limit.
    public static let maximumScryptByteCount: UInt64 = 32 * 1_048_576

    /// The largest parallelization p of scrypt in a file of somebody else; it multiplies the time.
    public static let maximumScryptParallelization: UInt64 = 16

    /// Reads how a file is protected, without opening it.
    ///
    /// - Throws: ``CryptographyError`` with code `keyFileTooLarge`, `keyFileNotPEM`, `keyFileTruncated`,
    ///   `keyFileBadBase64`, `keyFileBadDER`, `keyFileWrongKind`, `keyFileNotEncrypted` or
    ///   `keyFileUnsupportedEncryption`.
    public init(ofEncryptedPEM file: [UInt8]) throws(CryptographyError) {
        self = try EncryptedPrivateKeyInfo(PKCS8.encryptedContent(of: file)).protection
    }

    init(derivation: Derivation, cipher: String) {
        self.derivation = derivation
        self.cipher = cipher
    }

    /// Whether trying a passphrase costs less than with the files that this module writes, or than with the most that
    /// scrypt may need here.
    public var isCheapToTry: Bool {
        switch derivation {
        case .pbkdf2(let iterations, let function):
            // SHA-1, which old files have, runs several times as fast as the others on the machines of an attacker.
            return iterations < UInt64(Self.writtenIterations) || function == "hmacWithSHA1"
        case .scrypt(let cost, let blockSize, let parallelization):
            let (mixing, overflow1) = cost.multipliedReportingOverflow(by: blockSize)
            let (work, overflow2) = mixing.multipliedReportingOverflow(by: parallelization)
            return !overflow1 && !overflow2 && work < 16_384 * 8
        }
    }

    /// Refuses what would cost the machine too much, before any work is done.
    ///
    /// - Throws: ``CryptographyError`` with code `keyFileCostLimit`.
    func checkCost() throws(CryptographyError) {
        switch derivation {
        case .pbkdf2(let iterations, _):
            guard (1...Self.maximumIterations).contains(iterations) else {
                throw CryptographyError(
                    .keyFileCostLimit,
                    "the key file asks for \(iterations) PBKDF2 iterations, 1 to \(Self.maximumIterations) are accepted"
                )
            }
        case .scrypt(let cost, let blockSize, let parallelization):
            guard (1...Self.maximumScryptParallelization).contains(parallelization),
                let memory = Self.scryptByteCount(cost, blockSize, parallelization),
                memory <= Self.maximumScryptByteCount
            else {
                throw CryptographyError(
                    .keyFileCostLimit,
                    "the key file asks for scrypt with N = \(cost), r = \(blockSize), p = \(parallelization), which needs "
                        + "more than \(Self.maximumScryptByteCount / 1_048_576) MiB or a p above "
                        + "\(Self.maximumScryptParallelization); write it anew with a smaller N")
            }
        }
    }

    /// What scrypt needs in libcrypto: 128 r p for the blocks, 128 r + 256 for one mixing, 128 r N for the table.
    private static func scryptByteCount(_ cost: UInt64, _ blockSize: UInt64, _ parallelization: UInt64) -> UInt64? {
        let (block, overflow1) = blockSize.multipliedReportingOverflow(by: 128)
        let (blocks, overflow2) = block.multipliedReportingOverflow(by: parallelization)
        let (table, overflow3) = block.multipliedReportingOverflow(by: cost)
        let (sum, overflow4) = blocks.addingReportingOverflow(table)
        let (total, overflow5) = sum.addingReportingOverflow(block)
        guard !overflow1, !overflow2, !overflow3, !overflow4, !overflow5 else { return nil }
        return total
    }
}

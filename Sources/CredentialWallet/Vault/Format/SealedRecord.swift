import Cryptography

/// One record, encrypted with a key of its own, and bound to the vault, to its name and to the generation that wrote it.
///
/// The file is authentic as a whole before a record is looked at. This holds besides: a credential is in clear in memory
/// only while it is read, and of a damaged backup each record that is whole can be saved.
struct SealedRecord: Sendable {
    /// The generation of the vault in which it was written.
    let generation: Int
    let nonce: [UInt8]
    /// What was encrypted, and the tag.
    let sealed: [UInt8]

    init(generation: Int, nonce: [UInt8], sealed: [UInt8]) {
        self.generation = generation
        self.nonce = nonce
        self.sealed = sealed
    }

    /// Encrypts a record.
    init(
        _ content: Span<UInt8>, as name: RecordName, generation: Int, with keys: VaultKeys
    ) throws(CryptographyError) {
        self.generation = generation
        nonce = try SecureRandom.bytes(AES256GCM.nonceByteCount)
        sealed = try keys.recordCipher(name).seal(
            content, nonce: nonce, authenticating: Self.context(name, generation, keys))
    }

    /// Decrypts it, as the record of a name.
    ///
    /// - Throws: ``CryptographyError`` with code `notAuthentic`.
    func open(as name: RecordName, with keys: VaultKeys) throws(CryptographyError) -> [UInt8] {
        try keys.recordCipher(name).open(
            sealed.span, nonce: nonce, authenticating: Self.context(name, generation, keys))
    }

    /// Decrypts a record that is a secret.
    ///
    /// - Throws: ``CryptographyError`` with code `notAuthentic`.
    func openSecret(as name: RecordName, with keys: VaultKeys) throws(CryptographyError) -> SecretBytes {
        try keys.recordCipher(name).openSecret(
            sealed.span, nonce: nonce, authenticating: Self.context(name, generation, keys))
    }

    private static func context(_ name: RecordName, _ generation: Int, _ keys: VaultKeys) -> [UInt8] {
        keys.vaultID + [UInt8(name.kind.rawValue)] + VaultBody.withBigEndianBytes(of: UInt64(clamping: generation))
            + name.id
    }
}

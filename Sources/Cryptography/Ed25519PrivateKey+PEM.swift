extension Ed25519PrivateKey {
    /// Opens an encrypted PKCS#8 PEM file (`ENCRYPTED PRIVATE KEY`, PBES2).
    ///
    /// The encryption does not protect against changes. Where the public key is known, from a list of issuers for
    /// example, give it: then a file whose content was exchanged is refused.
    ///
    /// - Parameters:
    ///   - file: The bytes of the file.
    ///   - passphrase: What it was encrypted with, at most 1,023 bytes.
    ///   - expected: The public key that the private key must have; `nil` when none is known yet.
    /// - Throws: ``CryptographyError``. The file is not what it should be: `keyFileTooLarge`, `keyFileNotPEM`,
    ///   `keyFileTruncated`, `keyFileBadBase64`, `keyFileBadDER`, `keyFileWrongKind`, `keyFileNotEncrypted`. Its
    ///   encryption is not accepted: `keyFileUnsupportedEncryption`, `keyFileCostLimit`. It does not open:
    ///   `wrongPassphrase`, `unusablePassphrase`. It opens, and holds something else: `wrongKeyType`, `keyFileAltered`.
    ///   Or `libraryFailure`.
    public convenience init(
        encryptedPEM file: [UInt8], passphrase: SecretBytes, expecting expected: Ed25519PublicKey?
    ) throws(CryptographyError) {
        let info = try EncryptedPrivateKeyInfo(PKCS8.encryptedContent(of: file))
        try info.protection.checkCost()
        let content = try info.open(passphrase: passphrase)
        let seed = try PKCS8.seed(in: content, ifNotPrivateKeyInfo: EncryptedPrivateKeyInfo.doesNotOpen)
        try self.init(secretSeed: seed)
        try check(expected)
    }

    /// Reads an unencrypted PKCS#8 PEM file (`PRIVATE KEY`): only for published demonstration keys.
    ///
    /// Who can read such a file can sign as its owner, and so can who reads a copy of the disk.
    ///
    /// - Throws: ``CryptographyError`` with code `keyFileTooLarge`, `keyFileNotPEM`, `keyFileTruncated`,
    ///   `keyFileBadBase64`, `keyFileBadDER`, `keyFileWrongKind`, `keyFileEncrypted`, `wrongKeyType`, `keyFileAltered` or
    ///   `libraryFailure`.
    public convenience init(
        unencryptedPEMUnsafe file: [UInt8], expecting expected: Ed25519PublicKey?
    ) throws(CryptographyError) {
        let seed = try PKCS8.seed(
            in: PKCS8.plainContent(of: file),
            ifNotPrivateKeyInfo: CryptographyError(.keyFileBadDER, "the key file holds no PKCS#8 private key"))
        try self.init(secretSeed: seed)
        try check(expected)
    }

    private func check(_ expected: Ed25519PublicKey?) throws(CryptographyError) {
        guard expected == nil || expected == publicKey else {
            throw CryptographyError(
                .keyFileAltered,
                "the key file holds another private key than the expected one: it was exchanged or damaged")
        }
    }

    /// The key as an encrypted PKCS#8 PEM file: PBES2 with AES-256-CBC, and PBKDF2 with HMAC-SHA-512, a salt of
    /// 16 bytes and ``KeyFileProtection/writtenIterations`` iterations.
    ///
    /// The caller writes it, with file mode 0600. Making it takes most of a second, on purpose.
    ///
    /// - Throws: ``CryptographyError`` with code `unusablePassphrase` for an empty one or more than 1,023 bytes, or
    ///   `libraryFailure`.
    public func encryptedPEM(passphrase: SecretBytes) throws(CryptographyError) -> [UInt8] {
        try encryptedPEM(passphrase: passphrase, iterations: KeyFileProtection.writtenIterations)
    }

    /// The same with another number of iterations, for tests that cannot wait.
    package func encryptedPEM(passphrase: SecretBytes, iterations: Int) throws(CryptographyError) -> [UInt8] {
        guard passphrase.count > 0, passphrase.count <= PKCS8.maximumPassphraseByteCount else {
            throw CryptographyError(
                .unusablePassphrase,
                "a passphrase has 1 to \(PKCS8.maximumPassphraseByteCount) bytes, found \(passphrase.count)")
        }
        let plain = try PrivateKeyInfo.encoding(ofSeed: signingKey.key.seed())
        let content = try EncryptedPrivateKeyInfo.seal(plain, passphrase: passphrase, iterations: iterations)
        return PEMDocument(label: PKCS8.encryptedLabel, bytes: content).write()
    }
}

/// Private keys in PKCS#8 PEM files, encrypted or not: which file holds what, and what to say when it does not.
enum PKCS8 {
    /// The label of an encrypted private key (RFC 7468, section 11).
    static let encryptedLabel = "ENCRYPTED PRIVATE KEY"

    /// The label of an unencrypted private key (RFC 7468, section 10).
    static let plainLabel = "PRIVATE KEY"

    /// The most bytes a passphrase may have; it is what the `openssl` command line takes.
    static let maximumPassphraseByteCount = 1_023

    /// The DER bytes of an encrypted file.
    static func encryptedContent(of file: [UInt8]) throws(CryptographyError) -> [UInt8] {
        var document = try PEMDocument.read(file)
        switch document.label {
        case encryptedLabel: return document.bytes
        case plainLabel:
            document.overwrite()
            throw CryptographyError(
                .keyFileNotEncrypted, "the private key stands unencrypted in the file; expected \"\(encryptedLabel)\"")
        default:
            document.overwrite()
            throw wrongKind(document.label)
        }
    }

    /// The DER bytes of an unencrypted file.
    static func plainContent(of file: [UInt8]) throws(CryptographyError) -> SecretBytes {
        var document = try PEMDocument.read(file)
        defer { document.overwrite() }
        switch document.label {
        case plainLabel: return try SecretBytes(copying: document.bytes.span)
        case encryptedLabel:
            throw CryptographyError(.keyFileEncrypted, "the private key is encrypted, expected an unencrypted one")
        default: throw wrongKind(document.label)
        }
    }

    /// Takes the seed out of the plain content.
    ///
    /// - Parameters:
    ///   - content: A `PrivateKeyInfo` in DER.
    ///   - ifNotPrivateKeyInfo: What to say when it is none: garbage from a decryption means another thing than garbage in
    ///     a file.
    static func seed(
        in content: SecretBytes, ifNotPrivateKeyInfo: CryptographyError
    ) throws(CryptographyError) -> SecretBytes {
        try content.withSpan { bytes throws(CryptographyError) in
            let range: Range<Int>
            do throws(PrivateKeyInfo.Fault) {
                range = try PrivateKeyInfo.seedRange(in: bytes)
            } catch {
                switch error {
                case .notPrivateKeyInfo: throw ifNotPrivateKeyInfo
                case .wrongType(let name):
                    throw CryptographyError(
                        .wrongKeyType, "expected an Ed25519 private key, the file holds one of \(name)")
                case .malformed(let what):
                    throw CryptographyError(
                        .keyFileBadDER, "the Ed25519 private key is not as RFC 8410 has it: \(what)")
                }
            }
            return try SecretBytes(copying: bytes.extracting(range))
        }
    }

    private static func wrongKind(_ label: String) -> CryptographyError {
        let hint =
            switch label {
            case "OPENSSH PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY":
                "; a private key must be in PKCS#8 form"
            case "PUBLIC KEY", "CERTIFICATE": "; that is not a private key"
            default: ""
            }
        return CryptographyError(.keyFileWrongKind, "expected \"\(encryptedLabel)\", found \"\(label)\"\(hint)")
    }
}

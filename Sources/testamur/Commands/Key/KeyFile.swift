import Credentials
import Cryptography
import Encodings
import Registry
import Storage

/// The file of a private key.
enum KeyFile {
    /// More than any key file has, in bytes.
    static let byteLimit = 65_536

    /// Opens a key file and asks for its passphrase.
    ///
    /// A file that is not encrypted is accepted for a published demonstration key alone.
    static func open(
        _ path: String, _ passphrase: PassphraseOption, _ language: Language,
        expecting expected: Ed25519PublicKey? = nil
    ) throws -> Ed25519PrivateKey {
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try FileReader.readArgument(path, limit: byteLimit)
            if let status = try FileStatus.at(path), status.kind == .file, status.isOpenToOthers,
                isEncrypted(bytes)
            {
                let name = TerminalText(path).description
                Output.error("testamur: warning: \(name) is open to others; chmod 600 \(name)")
            }
        } catch {
            guard error.code == .notFound else { throw Failure(reading: error) }
            throw Failure(.noInput, error.reason, hint: "check the name; a key file is made by testamur key new")
        }
        return try open(bytes, named: path, passphrase, language, expecting: expected)
    }

    /// Opens the bytes of a key file; the name is what the question calls it.
    static func open(
        _ bytes: [UInt8], named path: String, _ passphrase: PassphraseOption, _ language: Language,
        expecting expected: Ed25519PublicKey? = nil
    ) throws -> Ed25519PrivateKey {
        let name = TerminalText(Inputs.name(path)).description
        do {
            if isPlain(bytes) {
                let key = try Ed25519PrivateKey(unencryptedPEMUnsafe: bytes, expecting: expected)
                guard DemonstrationKeys.contains(key.publicKey) else {
                    throw Failure(
                        .dataError, "\(name) holds a private key that is not encrypted",
                        hint: "encrypt it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in \(name) -out encrypted.pem")
                }
                return key
            }
            // A file that cannot be opened is refused before anybody types a passphrase for it.
            _ = try KeyFileProtection(ofEncryptedPEM: bytes)
            let secret = try passphrase.existing(CommandWords.sentence("key.passphrase", language, [("file", name)]))
            return try Waiting.tell(CommandWords.sentence("key.unlocking", language)) { () throws(CryptographyError) in
                try Ed25519PrivateKey(encryptedPEM: bytes, passphrase: secret, expecting: expected)
            }
        } catch let error as CryptographyError {
            throw Failure(error, in: name)
        }
    }

    /// Encrypts a key for its file, which takes most of a second.
    static func encrypt(
        _ key: Ed25519PrivateKey, _ secret: SecretBytes, _ language: Language
    ) throws(CryptographyError) -> [UInt8] {
        try Waiting.tell(CommandWords.sentence("key.locking", language)) { () throws(CryptographyError) in
            try key.encryptedPEM(passphrase: secret)
        }
    }

    /// Refuses a place where something stands: a private key that is overwritten is lost for good.
    static func checkIsFree(_ path: String) throws(Failure) {
        do throws(StorageError) {
            guard try FileStatus.at(path, links: .refuse) != nil else { return }
        } catch {
            throw Failure(creating: error)
        }
        throw Failure(
            .cannotCreate, "\(TerminalText(path)) exists already", hint: "name another file, or move this one away")
    }

    /// Writes a key file that its owner alone can read, or to standard output.
    static func write(_ pem: [UInt8], to path: String?) throws(Failure) {
        guard let path else { return Output.bytes(pem) }
        do throws(StorageError) {
            try AtomicFile.create(at: path, with: pem, access: .ownerOnly)
        } catch {
            throw Failure(creating: error)
        }
    }

    static func isPlain(_ bytes: [UInt8]) -> Bool { firstLine(bytes).elementsEqual("-----BEGIN PRIVATE KEY-----".utf8) }

    static func isEncrypted(_ bytes: [UInt8]) -> Bool {
        firstLine(bytes).elementsEqual("-----BEGIN ENCRYPTED PRIVATE KEY-----".utf8)
    }

    private static func firstLine(_ bytes: [UInt8]) -> some Sequence<UInt8> {
        bytes.drop { $0 <= 0x20 }.prefix { $0 >= 0x20 }
    }
}

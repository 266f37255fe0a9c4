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
        } catch {
            throw Failure(reading: error, missing: "hint.keyFile")
        }
        let key = try open(bytes, named: path, passphrase, language, expecting: expected)
        try checkIsClosed(path, key.publicKey)
        return key
    }

    /// Refuses a key file that others can read or change, as `ssh` does.
    ///
    /// Others who have a copy can try passphrases for as long as they like, and nobody would notice; a warning that
    /// scrolls by is not enough for a key that a whole institution stands behind. Published demonstration keys are
    /// exempt: everybody has them, and a checkout makes their files readable by all. That a key is one of them is known
    /// only when its file is open, which is why this comes last. Nothing is signed before it.
    static func checkIsClosed(_ path: String, _ key: Ed25519PublicKey) throws(Failure) {
        guard !path.utf8.elementsEqual("-".utf8), !DemonstrationKeys.contains(key) else { return }
        do throws(StorageError) {
            guard let status = try FileStatus.at(path), status.kind == .file, status.isOpenToOthers else { return }
        } catch {
            throw Failure(reading: error)
        }
        throw Failure(
            .dataError, Sentence("error.keyExposed", ["file": path]),
            hint: Sentence("hint.chmodKey", ["file": ShellWord(path)]))
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
                        .dataError, Sentence("error.notEncrypted", ["file": InputName(path)]),
                        hint: Sentence("hint.encrypt", ["file": ShellWord(path)]))
                }
                return key
            }
            // A file that cannot be opened is refused before anybody types a passphrase for it.
            let protection = try KeyFileProtection(ofEncryptedPEM: bytes)
            if protection.isCheapToTry {
                Warning.tell(
                    Sentence("error.keyCheap", ["file": InputName(path), "path": ShellWord(path)]), in: language)
            }
            let secret = try passphrase.existing(CommandWords.sentence("key.passphrase", language, [("file", name)]))
            return try Waiting.tell(CommandWords.sentence("key.unlocking", language)) { () throws(CryptographyError) in
                try Ed25519PrivateKey(encryptedPEM: bytes, passphrase: secret, expecting: expected)
            }
        } catch let error as CryptographyError {
            throw Failure(error, in: path)
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
        throw Failure(.cannotCreate, Sentence("error.exists", ["path": path]), hint: "hint.nameAnotherFile")
    }

    /// Writes a key file that its owner alone can read, or to standard output.
    static func write(_ pem: [UInt8], to path: String?) throws(Failure) {
        guard let path else {
            // Nothing of the key is anywhere else: to describe it would be to describe one that is lost.
            guard Output.deliver(pem) else { throw Failure(.inputOutput, "error.keyLost", hint: "hint.keyLost") }
            return
        }
        // What an interrupted run left behind holds a whole key. That it cannot be taken away stops nothing.
        _ = try? AtomicFile.removeAbandoned(beside: path)
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

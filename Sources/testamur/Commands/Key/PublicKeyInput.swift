import Credentials
import Cryptography
import Encodings
import Storage

/// A public key that somebody names: by itself, or by a file in one of the usual forms.
struct PublicKeyInput {
    let language: Language
    /// How to open a file with a private key; `nil` where a private key has no business.
    let passphrase: PassphraseOption?

    /// A key, and how proofs name it where a DID document of its owner says so.
    struct Named {
        let key: Ed25519PublicKey
        var name: String?
    }

    /// Reads a `did:key`, its verification method, a Multikey, or a file.
    func read(_ argument: String) throws -> Ed25519PublicKey { try readNamed(argument).key }

    /// Reads a key with its name; behind the path of a DID document, `#` and a name choose one of its keys.
    func readNamed(_ argument: String) throws -> Named {
        if let key = try Self.key(text: argument) { return Named(key: key) }
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try FileReader.readArgument(argument, limit: KeyFile.byteLimit)
        } catch {
            guard error.code == .notFound else { throw Failure(reading: error) }
            if let mark = argument.lastIndex(of: "#"), mark != argument.startIndex,
                let document = try? FileReader.readArgument(String(argument[..<mark]), limit: KeyFile.byteLimit)
            {
                let file = String(argument[..<mark])
                return try key(file: document, file, named: String(argument[argument.index(after: mark)...]))
            }
            throw Failure(.noInput, Sentence(error), hint: Self.forms)
        }
        return try key(file: bytes, argument, named: nil)
    }

    private static let forms: Sentence = "hint.keyForms"

    /// The key that a text is; `nil` where the text is none and may name a file.
    private static func key(text: String) throws -> Ed25519PublicKey? {
        if text.utf8.starts(with: "did:".utf8) {
            do throws(IdentifierError) {
                let url = try DIDURL(parsing: text)
                return url.fragment == nil
                    ? try DIDKey(DID(parsing: text)).publicKey : try DIDKey(verificationMethod: url).publicKey
            } catch {
                throw Failure(.dataError, Sentence(error), hint: forms)
            }
        }
        guard text.utf8.first == UInt8(ascii: "z"), (try? Multibase.decode(text, as: .base58btc)) != nil,
            text.utf8.count > 30
        else { return nil }
        do throws(CryptographyError) {
            return try Ed25519PublicKey(multikey: text)
        } catch {
            throw Failure(error)
        }
    }

    private func key(file bytes: [UInt8], _ argument: String, named name: String?) throws -> Named {
        let trimmed = Array(bytes.drop { $0 <= 0x20 })
        if trimmed.first == UInt8(ascii: "{"),
            let root = try? JSONDocument(parsing: bytes, limits: .general).root,
            let document = DocumentKeys(root)
        {
            return try document.choose(name, from: argument)
        }
        guard name == nil else {
            throw Failure(.dataError, Sentence("error.noDIDDocument", ["file": InputName(argument)]), hint: Self.forms)
        }
        return Named(key: try key(file: bytes, trimmed, argument))
    }

    private func key(file bytes: [UInt8], _ trimmed: [UInt8], _ argument: String) throws -> Ed25519PublicKey {
        if KeyFile.isEncrypted(bytes) || KeyFile.isPlain(bytes) {
            guard let passphrase else {
                throw Failure(
                    .dataError, Sentence("error.privateKeyGiven", ["file": InputName(argument)]),
                    hint: "hint.askForPublicKey")
            }
            let key = try KeyFile.open(bytes, named: argument, passphrase, language).publicKey
            try KeyFile.checkIsClosed(argument, key)
            return key
        }
        do throws(CryptographyError) {
            if trimmed.starts(with: "-----BEGIN".utf8) { return try Self.key(pem: bytes) }
            if trimmed.first == UInt8(ascii: "{") { return try Self.key(json: bytes) }
        } catch {
            throw Failure(error, in: argument)
        }
        let line = String(decoding: trimmed.prefix { $0 > 0x20 && $0 < 0x7F }, as: UTF8.self)
        guard trimmed.dropFirst(line.utf8.count).allSatisfy({ $0 <= 0x20 }), let key = try Self.key(text: line) else {
            throw Failure(
                .dataError, Sentence("error.noKey", ["file": InputName(argument)]), hint: Self.forms)
        }
        return key
    }

    /// A `SubjectPublicKeyInfo` (RFC 8410, section 4) in PEM.
    private static func key(pem bytes: [UInt8]) throws(CryptographyError) -> Ed25519PublicKey {
        var lines = bytes.split { $0 == 0x0A || $0 == 0x0D }.map { Array($0) }
        while lines.last?.allSatisfy({ $0 <= 0x20 }) ?? false { lines.removeLast() }
        guard let first = lines.first, first.elementsEqual("-----BEGIN PUBLIC KEY-----".utf8) else {
            throw CryptographyError(.keyFileWrongKind, "expected a PEM block \"PUBLIC KEY\", found another")
        }
        guard lines.count > 2, let last = lines.last, last.elementsEqual("-----END PUBLIC KEY-----".utf8) else {
            throw CryptographyError(.keyFileTruncated, "the block \"PUBLIC KEY\" has no end")
        }
        let content: [UInt8]
        do throws(EncodingError) {
            content = try Base64.decode(Array(lines.dropFirst().dropLast().joined()))
        } catch {
            throw CryptographyError(.keyFileBadBase64, error.reason)
        }
        let prefix = KeyCard.publicKeyInfoPrefix
        guard content.count == prefix.count + Ed25519PublicKey.byteCount, content.starts(with: prefix) else {
            throw CryptographyError(.wrongKeyType, "expected an Ed25519 public key, found a key of another type")
        }
        return try Ed25519PublicKey(bytes: Array(content.dropFirst(prefix.count)))
    }

    /// A JSON Web Key, or an object that carries a Multikey as trust lists and `key show` have it.
    private static func key(json bytes: [UInt8]) throws(CryptographyError) -> Ed25519PublicKey {
        let root: JSONNode
        do throws(JSONError) {
            root = try JSONDocument(parsing: bytes, limits: .general).root
        } catch {
            throw CryptographyError(.jwkMalformed, error.reason)
        }
        if let multikey = root["publicKeyMultibase"]?.string { return try Ed25519PublicKey(multikey: multikey) }
        return try JWK(root).publicKey
    }
}

import Credentials
import Cryptography
import Encodings

/// Reads the parts of a DID document that say with which keys its subject makes assertions.
struct DIDDocumentReader {
    private let root: JSONNode

    init(_ root: JSONNode) { self.root = root }

    /// The document's `id`.
    func subject() throws(DIDDocumentError) -> ControlledIdentifier {
        guard root.kind == .object else {
            throw DIDDocumentError(.malformed, at: "", "expected a DID document, found \(root.kind.name)")
        }
        guard let text = root["id"]?.string, let id = ControlledIdentifier(text) else {
            throw DIDDocumentError(
                .malformed, at: "/id",
                "expected whose document this is: a DID, or an address that begins with https:// and has no fragment")
        }
        return id
    }

    /// The keys under `assertionMethod`, each given in place or by its name under `verificationMethod`.
    func assertionMethods(
        of subject: ControlledIdentifier
    ) throws(DIDDocumentError) -> (keys: [DIDDocument.VerificationMethod], otherCount: Int) {
        let declared = try list("verificationMethod")
        let used = try list("assertionMethod")
        var names: Set<[UInt8]> = []
        for method in declared + used where method.kind == .object {
            guard let id = try name(of: method, subject) else { continue }
            // The same method may be declared and embedded; two that differ under one name would let the order decide.
            if !names.insert(Array(id.utf8)).inserted,
                !(declared + used).allSatisfy({ $0["id"]?.isString(id) != true || $0.isEqual(to: method) })
            {
                throw DIDDocumentError(
                    .malformed, at: method.pointer + "/id",
                    "each verification method has a name of its own, found one twice")
            }
        }
        var keys: [DIDDocument.VerificationMethod] = []
        var otherCount = 0
        for method in used {
            let described: JSONNode
            if method.kind == .string {
                let full = subject.fullName(of: method.string ?? "")
                if Self.names(full, outside: subject) {
                    otherCount += 1
                    continue
                }
                guard
                    let found = declared.first(where: {
                        subject.fullName(of: $0["id"]?.string ?? "").utf8.elementsEqual(full.utf8)
                    })
                else {
                    throw DIDDocumentError(
                        .malformed, at: method.pointer, "expected the name of a verification method of this document")
                }
                described = found
            } else {
                described = method
            }
            guard let id = try name(of: described, subject), try isControlled(described, by: subject),
                let key = try key(of: described)
            else {
                otherCount += 1
                continue
            }
            if let own = Self.ownKey(of: subject), own != key {
                throw DIDDocumentError(
                    .keyRefused, at: described.pointer, "expected the key that this did:key is, found another one")
            }
            keys.append(
                DIDDocument.VerificationMethod(
                    id: id, publicKey: key, expires: try time("expires", of: described),
                    revoked: try time("revoked", of: described)))
        }
        return (keys, otherCount)
    }

    private func list(_ member: StaticString) throws(DIDDocumentError) -> [JSONNode] {
        guard let value = root[member] else { return [] }
        guard value.kind == .array, value.count <= DIDDocument.methodLimit else {
            throw DIDDocumentError(
                .malformed, at: "/\(member)",
                "expected an array of at most \(DIDDocument.methodLimit) verification methods, found "
                    + (value.kind == .array ? "\(value.count)" : value.kind.name))
        }
        for method in value.elements where method.kind != .object && method.kind != .string {
            throw DIDDocumentError(
                .malformed, at: method.pointer, "expected a verification method or its name, found \(method.kind.name)")
        }
        return Array(value.elements)
    }

    /// The full name of a method of `subject`, or `nil` where the name begins with somebody else's identifier.
    ///
    /// A document may list methods of others (DID Core 1.0, section 5.2), whose keys speak for those others: they are
    /// passed over, so that the subject's own keys count all the same.
    private func name(of method: JSONNode, _ subject: ControlledIdentifier) throws(DIDDocumentError) -> String? {
        let id = method["id"]?.string.map { subject.fullName(of: $0) }
        if let id, subject.controls(id) { return id }
        if let id, Self.names(id, outside: subject) { return nil }
        throw DIDDocumentError(
            .malformed, at: method.pointer + "/id",
            "expected the name of a verification method: the document's own identifier, #, and a fragment")
    }

    /// The key of an identifier that is a key itself.
    private static func ownKey(of subject: ControlledIdentifier) -> Ed25519PublicKey? {
        guard let did = DID(subject.text), did.hasMethod("key") else { return nil }
        return try? DIDKey(did).publicKey
    }

    /// Whether `subject` itself controls a method of its own name; a method that says nothing is its own.
    private func isControlled(
        _ method: JSONNode, by subject: ControlledIdentifier
    ) throws(DIDDocumentError) -> Bool {
        guard let controller = method["controller"] else { return true }
        guard let text = controller.string, ControlledIdentifier(text) != nil else {
            throw DIDDocumentError(
                .malformed, at: controller.pointer,
                "expected whose method this is: a DID, or an address that begins with https://")
        }
        return controller.isString(subject.text)
    }

    /// Whether a name is an identifier and a fragment of which the identifier is not `subject`'s.
    private static func names(_ full: String, outside subject: ControlledIdentifier) -> Bool {
        guard let mark = full.utf8.firstIndex(of: UInt8(ascii: "#")), full.utf8.index(after: mark) < full.utf8.endIndex,
            let owner = ControlledIdentifier(String(full[..<mark]))
        else { return false }
        return !owner.text.utf8.elementsEqual(subject.text.utf8)
    }

    /// When a verification method ends: a date and time with its offset.
    private func time(_ member: StaticString, of method: JSONNode) throws(DIDDocumentError) -> Timestamp? {
        guard let value = method[member] else { return nil }
        do throws(EncodingError) {
            guard value.kind == .string else {
                throw EncodingError(.timeSyntax, "expected a date and time, found \(value.kind.name)")
            }
            return try Timestamp(parsing: value.utf8)
        } catch {
            throw DIDDocumentError(.malformed, at: value.pointer, error.reason)
        }
    }

    /// The key of a verification method, or `nil` when its type is none of those read here.
    private func key(of method: JSONNode) throws(DIDDocumentError) -> Ed25519PublicKey? {
        for secret in [
            "secretKeyMultibase", "privateKeyMultibase", "privateKeyBase58", "privateKeyJwk", "secretKeyJwk",
        ]
        where method.member(secret) != nil {
            throw DIDDocumentError(
                .keyRefused, at: method.pointer, "the verification method holds a private key: it was given away")
        }
        do throws(CryptographyError) {
            let key: Ed25519PublicKey
            switch method["type"]?.string {
            case "Multikey", "Ed25519VerificationKey2020": key = try multikey(method)
            case "JsonWebKey", "JsonWebKey2020": key = try jsonWebKey(method)
            case "Ed25519VerificationKey2018": key = try base58Key(method)
            default: return nil
            }
            // Controlled Identifiers 1.0, section 2.2.1: one method has one key, in whatever forms it stands there.
            if method["publicKeyMultibase"] != nil { try check(try multikey(method), is: key) }
            if method["publicKeyJwk"] != nil { try check(try jsonWebKey(method), is: key) }
            if method["publicKeyBase58"] != nil { try check(try base58Key(method), is: key) }
            return key
        } catch {
            if error.code == .wrongKeyType { return nil }
            throw DIDDocumentError(.keyRefused, at: method.pointer, error.reason)
        }
    }

    private func check(_ other: Ed25519PublicKey, is key: Ed25519PublicKey) throws(CryptographyError) {
        guard other != key else { return }
        throw CryptographyError(
            .multikeyMalformed, "expected one key in each verification method, found different keys in two forms")
    }

    private func jsonWebKey(_ method: JSONNode) throws(CryptographyError) -> Ed25519PublicKey {
        guard let jwk = method["publicKeyJwk"] else { throw missing("publicKeyJwk") }
        return try JWK(jwk).publicKey
    }

    private func base58Key(_ method: JSONNode) throws(CryptographyError) -> Ed25519PublicKey {
        guard let text = method["publicKeyBase58"]?.string else { throw missing("publicKeyBase58") }
        guard let bytes = try? Base58BTC.decode(text) else {
            throw CryptographyError(.multikeyMalformed, "expected a key in base58btc, found something else")
        }
        return try Ed25519PublicKey(bytes: bytes)
    }

    private func multikey(_ method: JSONNode) throws(CryptographyError) -> Ed25519PublicKey {
        guard let text = method["publicKeyMultibase"]?.string else { throw missing("publicKeyMultibase") }
        return try Ed25519PublicKey(multikey: text)
    }

    private func missing(_ member: String) -> CryptographyError {
        CryptographyError(.multikeyMalformed, "expected the key as \(member), found none")
    }
}

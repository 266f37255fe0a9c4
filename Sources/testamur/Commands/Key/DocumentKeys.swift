import Cryptography
import Encodings

/// The keys of a DID document, of which a command takes one.
///
/// Source: Controlled Identifiers 1.0, section 2.2; keys that are revoked are no choice.
struct DocumentKeys {
    private let methods: [JSONNode]

    /// Takes the methods of a document; `nil` for what is none.
    init?(_ root: JSONNode) {
        guard let methods = root["verificationMethod"], methods.kind == .array else { return nil }
        self.methods = Array(methods.elements)
    }

    /// The key that is named; without a name, the only one there is.
    func choose(_ name: String?, from file: String) throws -> PublicKeyInput.Named {
        let found = methods.filter { method in
            guard let name else { return method["revoked"] == nil }
            let id = method["id"]?.string ?? ""
            return Self.fragment(id).utf8.elementsEqual(name.utf8) || id.utf8.elementsEqual(name.utf8)
        }
        guard let method = found.first, found.count == 1 else { throw Self.refusal(name, found, among: methods, file) }
        let key: Ed25519PublicKey
        do throws(CryptographyError) {
            key =
                if let multikey = method["publicKeyMultibase"]?.string {
                    try Ed25519PublicKey(multikey: multikey)
                } else if let jwk = method["publicKeyJwk"] {
                    try JWK(jwk).publicKey
                } else {
                    throw CryptographyError(.jwkMalformed, "expected publicKeyMultibase or publicKeyJwk, found neither")
                }
        } catch {
            throw Failure(error, in: file)
        }
        let id = method["id"]?.string
        return PublicKeyInput.Named(key: key, name: id.flatMap { $0.utf8.starts(with: "did:".utf8) ? $0 : nil })
    }

    private static func refusal(
        _ name: String?, _ found: [JSONNode], among methods: [JSONNode], _ file: String
    ) -> Failure {
        let names = (found.isEmpty ? methods : found).compactMap { $0["id"]?.string.map(fragment) }
        let list = names.joined(separator: ", ")
        guard let first = names.first else {
            return Failure(
                .dataError, Sentence("error.documentWithoutKeys", ["file": InputName(file)]), hint: "hint.keyForms")
        }
        let hint = Sentence("hint.keyOfDocument", ["argument": ShellWord(file + "#" + first)])
        guard let name else {
            return Failure(
                .dataError, Sentence("error.keysOfDocument", ["file": InputName(file), "names": list]), hint: hint)
        }
        return Failure(
            .dataError,
            Sentence("error.keyNotInDocument", ["file": InputName(file), "name": name, "names": list]), hint: hint)
    }

    /// What stands behind `#`; the whole where nothing does.
    private static func fragment(_ id: String) -> String {
        id.lastIndex(of: "#").map { String(id[id.index(after: $0)...]) } ?? id
    }
}

import Credentials
import Cryptography
import Encodings

extension IssuerProfile {
    /// The DID document of the issuer with its keys, for who resolves the identifier.
    ///
    /// A `did:web` is published by putting it at the address that ``DIDWeb/documentURL`` gives; a `did:key` needs no
    /// document. Source: Decentralized Identifiers 1.0, section 4; Controlled Identifiers 1.0, section 2.2.2.
    public var didDocument: [UInt8] {
        var keys = [(verificationMethod, publicKey)]
        if let statusLists, statusLists.verificationMethod.isControlled(by: id) {
            keys.append((statusLists.verificationMethod, statusLists.publicKey))
        }
        let methods = keys.map { method, key -> JSONValue in
            [
                "id": .string(method.text), "type": "Multikey", "controller": .string(id.text),
                "publicKeyMultibase": .string(key.multikey),
            ]
        }
        let document: JSONValue = [
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": .string(id.text), "verificationMethod": .array(methods),
            "assertionMethod": .array(keys.map { .string($0.0.text) }),
        ]
        return document.serialized(indented: true) + [0x0A]
    }
}

import Credentials
import Cryptography
import Encodings

extension IssuerProfile {
    /// The DID document of the issuer with its one key, for who resolves the identifier.
    ///
    /// A `did:web` is published by putting it at the address that ``DIDWeb/documentURL`` gives; a `did:key` needs no
    /// document. Source: Decentralized Identifiers 1.0, section 4; Controlled Identifiers 1.0, section 2.2.2.
    public var didDocument: [UInt8] {
        let method: JSONValue = [
            "id": .string(verificationMethod.text), "type": "Multikey", "controller": .string(id.text),
            "publicKeyMultibase": .string(publicKey.multikey),
        ]
        let document: JSONValue = [
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": .string(id.text), "verificationMethod": [method],
            "assertionMethod": [.string(verificationMethod.text)],
        ]
        return document.serialized(indented: true) + [0x0A]
    }
}

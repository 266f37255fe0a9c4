import Credentials
import Cryptography
import Encodings

extension IssuerProfile {
    /// The DID document of the issuer with its keys, for who resolves the identifier.
    ///
    /// A `did:web` is published by putting it at the address that ``DIDWeb/documentURL`` gives; a `did:key` needs no
    /// document. Source: Decentralized Identifiers 1.0, section 4; Controlled Identifiers 1.0, section 2.2.2.
    ///
    /// It has the ``keys``: those that are planned as well, so that everybody knows them in time, and those that sign no
    /// more, because what they signed stays good. One that somebody else may have is marked as revoked since then.
    public var didDocument: [UInt8] {
        let keys = keys.filter { $0.verificationMethod.isControlled(by: id) }
        let methods = keys.map { key -> JSONValue in
            var method: JSONValue = [
                "id": .string(key.verificationMethod.text), "type": "Multikey", "controller": .string(id.text),
                "publicKeyMultibase": .string(key.publicKey.multikey),
            ]
            method["revoked"] = key.compromisedSince.map { .string($0.description) }
            return method
        }
        let document: JSONValue = [
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": .string(id.text), "verificationMethod": .array(methods),
            "assertionMethod": .array(keys.map { .string($0.verificationMethod.text) }),
        ]
        return document.serialized(indented: true) + [0x0A]
    }
}

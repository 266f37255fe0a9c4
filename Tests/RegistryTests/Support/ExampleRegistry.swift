import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Testing

/// Registries of others in memory, in the two forms that are read.
enum ExampleRegistry {
    /// The issuer whom both name.
    static let issuer = "did:web:university.example"

    /// A registry of known DIDs, in the form of the Digital Credentials Consortium.
    static func knownDIDs() throws -> JSONValue {
        let key = try TrustAuthority.key("college").publicKey
        return [
            "meta": ["created": "2022-10-27T17:57:31+00:00", "updated": "2026-10-31T07:11:34+00:00"],
            "registry": .object([
                (issuer, entry("Example University", location: "Nicest City", url: "https://university.example")),
                (DIDKey(key).did.text, entry("Example College ")),
                ("did:key:zDnaetJXLLvjjrBYZJ43LpMAkLQM4t1n3nEPzK25Me4Xe7HWz", entry("P-256")),
            ]),
        ]
    }

    private static func entry(_ name: String, location: String? = nil, url: String? = nil) -> JSONValue {
        var entry: JSONValue = ["name": .string(name), "contact": ["floor": .number("1.5")]]
        entry["location"] = location.map { .string($0) }
        entry["url"] = url.map { .string($0) }
        return entry
    }

    /// A list of recognised entities whose publisher is the `did:key` of `publisher`, not signed.
    static func recognizedEntities(by publisher: Ed25519PrivateKey) -> JSONValue {
        [
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
            "id": "https://accreditor.example/list", "type": ["VerifiableCredential", "RecognizedEntityCredential"],
            "name": "Recognised universities",
            "issuer": ["id": .string(DIDKey(publisher.publicKey).did.text), "type": "RecognizedIssuer"],
            "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2027-01-01T00:00:00Z",
            "credentialSubject": [
                [
                    "id": .string(issuer), "type": "RecognizedEntity", "name": "Example Tech",
                    "legalName": "Example University", "url": "https://university.example/",
                    "recognizedTo": [
                        "type": "RecognizedAction", "action": "issue",
                        "outputValidation": ["id": "https://accreditor.example/bachelors.json", "type": "JsonSchema"],
                    ],
                ],
                [
                    "id": "https://college.example/about", "type": ["RecognizedEntity"],
                    "name": [["@value": "Example College", "@language": "en"]],
                ],
                [
                    "id": "did:web:checker.example", "type": "RecognizedEntity", "name": "Checker",
                    "recognizedTo": [["type": "RecognizedAction", "action": "verify"]],
                ],
                ["type": "RecognizedEntity", "name": "Nobody in particular"],
            ],
        ]
    }

    /// Signs a list as its publisher does.
    static func sign(
        _ value: JSONValue, with key: Ed25519PrivateKey, method: String? = nil,
        _ suites: [Cryptosuite] = [.eddsaJCS2022]
    ) throws -> [UInt8] {
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(method ?? DIDKey(key.publicKey).verificationMethod.text)),
            created: try time("2026-01-01T00:00:00Z"))
        return try DataIntegrity.secure(
            CredentialDraft(value, limits: .registry), with: suites, options: options, signer: key)
    }

    /// Why bytes are not read as a registry; `nil` when they are.
    static func refusal(_ bytes: [UInt8]) -> RegistryError? {
        do throws(RegistryError) {
            _ = try PublishedRegistry(parsing: bytes)
            return nil
        } catch {
            return error
        }
    }
}

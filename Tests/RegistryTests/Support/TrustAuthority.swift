import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Testing

/// An authority in memory, which signs whatever a test makes up.
struct TrustAuthority {
    let key: Ed25519PrivateKey
    let pin: TrustPin

    init(_ environment: TrustEnvironment = .production, key label: String = "authority") throws {
        key = try Self.key(label)
        pin = try TrustPin(
            authority: #require(DID("did:web:trust.ministry.example")), name: "Ministry of Education of Utopia",
            country: "UT", key: key.publicKey, environment: environment, listID: "urn:trust:utopia-he:list")
    }

    /// A key that only this label has; none of the published ones.
    static func key(_ label: String) throws -> Ed25519PrivateKey {
        var seed = try SHA256.hash(Array("Testamur test key \(label)".utf8))
        return try Ed25519PrivateKey(seed: SecretBytes(overwriting: &seed))
    }

    static func multikey(_ label: String) throws -> JSONValue { .string(try key(label).publicKey.multikey) }

    /// Signs a list as it is, however wrong it may be.
    func sign(
        _ value: JSONValue, with signer: Ed25519PrivateKey? = nil, method: String? = nil,
        purpose: DataIntegrityProof.Purpose = .assertionMethod, created: String = "2026-11-20T09:00:00Z"
    ) throws -> [UInt8] {
        let signer = signer ?? key
        let multikey = signer.publicKey.multikey
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(method ?? "did:key:\(multikey)#\(multikey)")), purpose: purpose,
            created: try time(created))
        return try EdDSAJCS2022.secure(
            CredentialDraft(value, limits: .trustList), options: options, signer: signer)
    }

    /// Signs and verifies a list.
    func list(_ value: JSONValue) throws -> IssuerTrustList {
        try IssuerTrustList(verifying: sign(value), pin: pin)
    }

    /// Verifies bytes that ought to be refused, and gives the error.
    func refusal(_ bytes: [UInt8]) -> TrustError? {
        do throws(TrustError) {
            _ = try IssuerTrustList(verifying: bytes, pin: pin)
            return nil
        } catch {
            return error
        }
    }

    /// The digest by which the list after `value` names it.
    static func digest(_ value: JSONValue) throws -> JSONValue {
        let bytes = try JSONDocument(parsing: value.serialized(), limits: .trustList).root
            .canonicalBytes(omitting: ["proof"])
        return .string(try Multihash(.sha256, digest: SHA256.hash(bytes)).multibase)
    }
}

func time(_ text: String) throws -> Timestamp { try Timestamp(parsing: text) }

extension JSONValue {
    /// Sets what stands at a JSON pointer; `nil` removes it, and `-` as an array index adds an element.
    mutating func set(_ pointer: String, _ value: JSONValue?) {
        set(pointer.split(separator: "/").map(String.init)[...], value)
    }

    /// What stands at a JSON pointer.
    func at(_ pointer: String) -> JSONValue? {
        var value: JSONValue? = self
        for part in pointer.split(separator: "/") {
            if case .array(let elements) = value {
                value = Int(part).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            } else {
                value = value?[String(part)]
            }
        }
        return value
    }

    private mutating func set(_ path: ArraySlice<String>, _ value: JSONValue?) {
        guard let first = path.first else {
            self = value ?? .null
            return
        }
        let rest = path.dropFirst()
        if case .array(var elements) = self {
            if first == "-" {
                elements.append(value ?? .null)
            } else if let index = Int(first), elements.indices.contains(index) {
                if rest.isEmpty, value == nil { elements.remove(at: index) } else { elements[index].set(rest, value) }
            }
            self = .array(elements)
        } else if rest.isEmpty {
            self[first] = value
        } else {
            var child = self[first] ?? .object([])
            child.set(rest, value)
            self[first] = child
        }
    }

    func setting(_ pointer: String, _ value: JSONValue?) -> JSONValue {
        var copy = self
        copy.set(pointer, value)
        return copy
    }
}

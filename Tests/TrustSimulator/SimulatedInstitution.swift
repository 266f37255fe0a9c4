import Credentials
public import Cryptography
public import Encodings
import Proofs
public import Registry
import TestSupport

/// An institution that issues micro-credentials, in memory.
public struct SimulatedInstitution: Sendable {
    /// How it names its keys.
    public enum Naming: Sendable {
        /// By a `did:web` with a fragment for each key.
        case web(String)
        /// By the `did:key` of the key with this name, which is its only one under this name.
        case key(String)
    }

    /// Its name in law.
    public let name: String
    /// Its identifier.
    public let did: String

    private let naming: Naming
    private let keys: SimulatedKeys

    /// Names an institution.
    public init(_ name: String, _ naming: Naming, keys: SimulatedKeys = .anyEnvironment) throws {
        self.name = name
        self.naming = naming
        self.keys = keys
        switch naming {
        case .web(let host): did = "did:web:\(host)"
        case .key(let label): did = "did:key:\(try keys.key(label).publicKey.multikey)"
        }
    }

    /// How proofs name one of its keys.
    public func method(_ key: String) throws -> String {
        switch naming {
        case .web: "\(did)#\(key)"
        case .key: "\(did)#\(did.dropFirst("did:key:".count))"
        }
    }

    /// The private half of one of its keys; two institutions may have a key of the same name.
    public func privateKey(_ key: String) throws -> Ed25519PrivateKey {
        switch naming {
        case .web: try keys.key("\(name) \(key)")
        case .key(let label): try keys.key(label)
        }
    }

    /// One of its keys as an authority puts it on a list.
    public func listed(
        _ key: String, from: Timestamp, until: Timestamp? = nil, purpose: ListedKey.Purpose = .issue
    ) throws -> NewKey {
        try NewKey(
            verificationMethod: DIDURL(parsing: method(key)), publicKey: privateKey(key).publicKey, purpose: purpose,
            window: ValidityWindow(from: from, until: until))
    }

    /// The institution as an authority puts it on a list, with one key and one recognition from a time on.
    public func listed(
        key: String, from: Timestamp, eqfLevels: ClosedRange<Int>? = 5...7
    ) throws -> NewIssuer {
        var issuer = NewIssuer(id: try DID(parsing: did), legalName: name, grantedSince: from)
        issuer.keys = [try listed(key, from: from)]
        issuer.recognitions = [
            NewRecognition(
                credentialTypes: ["MicroCredential"], eqfLevels: eqfLevels, jurisdictions: ["BE"],
                window: ValidityWindow(from: from))
        ]
        return issuer
    }

    /// A micro-credential without proof.
    ///
    /// - Parameter level: Its level in the European Qualifications Framework.
    public func draft(from start: Timestamp, level: Int = 7) throws -> JSONValue {
        var value = JSONValue(try JSONDocument(parsing: Array(ExampleCredential.text.utf8), limits: .credential).root)
        value["issuer"]?["id"] = .string(did)
        value["validFrom"] = .string(start.description)
        value["awardedDate"] = .string(start.description)
        var achievement = value["credentialSubject"]?["achievement"] ?? .object([])
        achievement["eqfLevel"] = .string("http://data.europa.eu/snb/eqf/\(level)")
        achievement["nqfLevel"] = nil
        achievement["qfEheaCycle"] = nil
        value["credentialSubject"]?["achievement"] = achievement
        return value
    }

    /// Signs a document with one of its keys, whatever the document says.
    ///
    /// - Parameter created: The time that the proof states; `nil` for a proof that states none.
    public func sign(_ value: JSONValue, with key: String, created: Timestamp?) throws -> [UInt8] {
        let options = ProofOptions(verificationMethod: try DIDURL(parsing: method(key)), created: created)
        return try EdDSAJCS2022.secure(CredentialDraft(value), options: options, signer: privateKey(key))
    }

    /// A signed micro-credential.
    public func credential(with key: String, created: Timestamp, level: Int = 7) throws -> [UInt8] {
        try sign(draft(from: created, level: level), with: key, created: created)
    }
}

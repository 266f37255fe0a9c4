import Credentials
import Cryptography
public import Encodings
import Proofs

/// What two persons agree to before a batch is issued, or credentials that were suspended count again: how much of what,
/// for whom, and why.
///
/// The rows stand in it as the root of a Merkle tree over their salted digests, so that nobody can exchange one, and nobody
/// who reads it learns a name. Source: trust list design, section 4, "Two-person approval".
public struct BatchManifest: Sendable {
    /// What is done once two persons have agreed to it.
    public enum Work: Sendable, Hashable {
        /// The rows of a spreadsheet are issued.
        case issue
        /// The credentials of this batch are issued again.
        case reissue(batch: String)
        /// Credentials that were suspended count again, for a reason of this class.
        case reinstate(StatusReason)
    }

    /// The batch.
    public let batch: String
    /// What is done.
    public let work: Work
    /// How many credentials there will be.
    public let count: Int
    /// What they are for, as the issuer's catalogue identifies it; empty where nothing is issued.
    public let specificationID: String
    /// Why, in the words of whoever asks for it.
    public let reason: String
    /// The key of whoever asks for it, as a Multikey.
    public let requestedBy: String
    /// When it was asked for.
    public let requestedAt: Timestamp
    /// The digest of what the credentials say of the achievement; `nil` where nothing is issued.
    let template: Multihash?
    /// The digest of what every credential says of the institution: see ``IssuerProfile/mark()``; `nil` where nothing is
    /// issued, and in manifests of before.
    let profile: String?
    /// The root over the rows.
    let root: [UInt8]
    /// Whose credentials they are.
    let issuer: String

    /// The digest by which the register's events name it; an approver can compare it with what was asked for.
    public var fingerprint: String? { try? digest() }
    /// The digest of what the credentials say of the achievement, as a multihash; `nil` where nothing is issued.
    public var templateDigest: String? { template?.multibase }

    /// Whether credentials are issued by it.
    var isOfIssue: Bool {
        if case .reinstate = work { return false }
        return true
    }

    private static let type = "TestamurBatchManifest"

    /// The manifest as it is signed, in canonical form.
    var value: JSONValue {
        var value: JSONValue = [
            "type": .string(Self.type), "version": .number("1"), "batch": .string(batch), "issuer": .string(issuer),
            "count": .number(String(count)), "root": .string(Base64URL.encode(root)), "reason": .string(reason),
            "requestedBy": .string(requestedBy), "requestedAt": .string(requestedAt.description),
        ]
        if let template {
            value["specification"] = .string(specificationID)
            value["template"] = .string(template.multibase)
        }
        value["profile"] = profile.map { .string($0) }
        switch work {
        case .issue: break
        case .reissue(let batch): value["reissues"] = .string(batch)
        case .reinstate(let reason): value["reinstates"] = .string(reason.rawValue)
        }
        return value
    }

    /// The digest by which the register's events name it.
    func digest() throws(IssuerError) -> String { Base64URL.encode(try IssuerPaths.hash(of: value.canonicalBytes())) }

    init(
        batch: String, _ work: Work = .issue, issuer: String, specificationID: String = "", template: Multihash? = nil,
        profile: String? = nil, count: Int, root: [UInt8], reason: String, requestedBy: String, requestedAt: Timestamp
    ) {
        self.batch = batch
        self.work = work
        self.issuer = issuer
        self.specificationID = specificationID
        self.template = template
        self.profile = profile
        self.count = count
        self.root = root
        self.reason = reason
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
    }

    /// Reads a manifest as the register keeps it; `nil` unless it is one, written as this software writes it.
    init?(_ bytes: [UInt8]) {
        guard let node = try? JSONDocument(parsing: bytes, limits: .credential).root,
            let batch = node["batch"]?.string, let issuer = node["issuer"]?.string,
            let count = node["count"]?.integer,
            let root = node["root"]?.string.flatMap({ try? Base64URL.decode($0) }),
            let reason = node["reason"]?.string, let requestedBy = node["requestedBy"]?.string,
            let requestedAt = node["requestedAt"]?.string.flatMap({ try? Timestamp(parsing: $0) })
        else { return nil }
        var work = Work.issue
        if let reason = node["reinstates"]?.string.flatMap({ StatusReason(rawValue: $0) }) { work = .reinstate(reason) }
        if let batch = node["reissues"]?.string { work = .reissue(batch: batch) }
        let template = node["template"]?.string.flatMap { try? Multihash(multibase: $0) }
        if template == nil {
            guard case .reinstate = work else { return nil }
        }
        self.init(
            batch: batch, work, issuer: issuer, specificationID: node["specification"]?.string ?? "",
            template: template, profile: node["profile"]?.string, count: count, root: root, reason: reason,
            requestedBy: requestedBy, requestedAt: requestedAt)
        // Whatever was not read here would be missing in what is written.
        guard let written = try? value.canonicalBytes(), written == bytes else { return nil }
    }

    /// Signs it with the key of a person.
    func sign(_ signer: any CredentialSigner, at now: Timestamp) throws(IssuerError) -> BatchEvent.Signature {
        let method = DIDKey(signer.publicKey).verificationMethod
        let bytes = try value.canonicalBytes()
        do throws(ProofError) {
            let secured = try EdDSAJCS2022.secure(
                CredentialDraft(parsing: bytes),
                options: ProofOptions(verificationMethod: method, created: now), signer: signer)
            guard
                let proof = try? JSONDocument(parsing: secured, limits: .credential).root["proof"]?["proofValue"]?
                    .string
            else { throw ProofError(.cryptographyFailed, at: "/proof", "a proof without a value") }
            return BatchEvent.Signature(publicKey: signer.publicKey.multikey, time: now, proof: proof)
        } catch {
            throw IssuerError(.signingFailed, error.reason)
        }
    }

    /// Whether a signature over it holds.
    func isSigned(_ signature: BatchEvent.Signature) throws(IssuerError) -> Bool {
        guard let key = try? Ed25519PublicKey(multikey: signature.publicKey),
            let value = try? Multibase.decode(signature.proof, as: .base58btc)
        else { return false }
        var document = self.value
        document["proof"] = [
            "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022",
            "created": .string(signature.time.description), "proofPurpose": "assertionMethod",
            "verificationMethod": .string(DIDKey(key).verificationMethod.text), "proofValue": .string(signature.proof),
        ]
        guard let parsed = try? JSONDocument(parsing: document.canonicalBytes(), limits: .credential).root,
            let proof = parsed["proof"]
        else { return false }
        do throws(ProofError) {
            let steps = try EdDSAJCS2022.steps(document: parsed, proof: proof)
            let verdict = key.verify(signature: value, message: steps.hashData.bytes)
            guard verdict != .libraryFailure else {
                throw ProofError(.cryptographyFailed, at: "/proof", verdict.reason)
            }
            return verdict.isValid
        } catch {
            throw IssuerError(.cryptographyFailed, error.reason)
        }
    }
}

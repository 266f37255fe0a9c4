import Credentials
public import Cryptography
public import Encodings
public import Proofs

/// What is asked of a trust list: whether this issuer may have signed this with this key when it says it did.
public struct IssuerQuestion: Sendable {
    /// The issuer that the credential names, as bytes.
    public var issuer: [UInt8]
    /// The verification method of the issuer's proof, as bytes.
    public var verificationMethod: [UInt8]
    /// The key that the proof was checked with.
    public var key: Ed25519PublicKey
    /// When the proof says that it was made; `nil` when it does not say.
    public var created: Timestamp?
    /// What the credential claims to be.
    public var scope: ClaimedScope

    /// Asks about a signature.
    public init(
        issuer: [UInt8], verificationMethod: [UInt8], key: Ed25519PublicKey, created: Timestamp?, scope: ClaimedScope
    ) {
        self.issuer = issuer
        self.verificationMethod = verificationMethod
        self.key = key
        self.created = created
        self.scope = scope
    }

    /// Asks about a credential whose proof was checked.
    public init(_ credential: AuthenticCredential) {
        let proof = credential.issuerProof
        self.init(
            issuer: credential.claims.issuerNode?.utf8 ?? [],
            verificationMethod: Self.fullName(of: proof), key: proof.key,
            created: proof.created, scope: ClaimedScope(credential.claims))
    }

    /// The verification method of a proof; of one that names its key by a `did:key` without fragment, the method in it.
    private static func fullName(of proof: CheckedProof) -> [UInt8] {
        let name = proof.proof.node["verificationMethod"]?.utf8 ?? []
        let known = DIDKey(proof.key)
        return name.elementsEqual(known.did.text.utf8) ? Array(known.verificationMethod.text.utf8) : name
    }
}

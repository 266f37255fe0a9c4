import Credentials
import Encodings

/// What is wrong with a decentralized identifier that a person wrote.
///
/// A credential for an identifier that nobody can hold the key of is one that nobody can present.
enum WrittenDID: String {
    /// It is no decentralized identifier.
    case malformed = "did"
    /// It is a `did:key` whose text is no public key of a known type: probably one letter is missing or wrong.
    case key = "did-key"
    /// It is a `did:key` that holds a private key, which is nobody's business.
    case privateKey = "did-private"
    /// It is a `did:web` that names no site.
    case site = "did-web"

    /// What is wrong with `text`; `nil` when nothing is.
    static func problem(with text: String) -> WrittenDID? {
        guard let did = DID(text) else { return .malformed }
        return problem(with: did)
    }

    /// What is wrong with `did` by the rules of its method, where that is known here.
    static func problem(with did: DID) -> WrittenDID? {
        if did.hasMethod("web") { return (try? DIDWeb(did)) == nil ? .site : nil }
        guard did.hasMethod("key"), (try? DIDKey(did)) == nil else { return nil }
        guard let bytes = try? Multibase.decode(did.methodSpecificID, as: .base58btc),
            let found = try? Multicodec.split(bytes)
        else { return .key }
        if privateKeys.contains(found.codec) { return .privateKey }
        // What a wallet of another make may have; an Ed25519 key that gets here is not acceptable.
        return publicKeys[found.codec] == found.payload.count ? nil : .key
    }

    /// How many bytes public keys of other types have: the multicodec table, and did:key, section 3.
    private static let publicKeys: [Multicodec: Int] = [
        .secp256k1PublicKey: 33, .x25519PublicKey: 32, .p256PublicKey: 33, .p384PublicKey: 49, .p521PublicKey: 67,
        .bls12381G2PublicKey: 96,
    ]

    private static let privateKeys: Set<Multicodec> = [
        .ed25519PrivateKey, .x25519PrivateKey, .p256PrivateKey, .p384PrivateKey,
    ]
}

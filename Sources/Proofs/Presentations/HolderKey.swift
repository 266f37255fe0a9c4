public import Credentials
public import Cryptography

/// Something that signs presentations with the key of one holder, and nothing else.
///
/// It is given ``PresentationHash`` alone, which only ``PresentationDraft`` makes: a holder's key can therefore never
/// be brought to sign a credential, whoever asks. A `CredentialSigner` is another thing, and a key is only ever one of
/// both.
public protocol PresentationSigner: Sendable {
    /// The public key that verifies its signatures; the holder's `did:key` is this key.
    var publicKey: Ed25519PublicKey { get }

    /// Signs, and verifies the signature before handing it out.
    ///
    /// - Throws: ``CryptographyError``, with code `signSelfCheck` when the signature does not verify.
    func signature(over hash: PresentationHash) throws(CryptographyError) -> [UInt8]
}

/// The 64 bytes that the proof of a presentation covers: the hash of the proof options, then that of the document.
///
/// Only this module makes one, from a ``PresentationDraft`` that it has written itself with the purpose
/// `authentication`.
public struct PresentationHash: Sendable {
    let input: SigningInput

    init(_ input: SigningInput) { self.input = input }

    /// The hash of the proof options, then the hash of the document.
    public var bytes: [UInt8] { input.bytes }
}

/// The key of a holder in memory, locked into signing presentations: whoever has it cannot get at the key inside.
public struct HolderKey: PresentationSigner {
    private let key: Ed25519PrivateKey

    /// Takes a key, which from here on signs nothing but presentations.
    public init(_ key: Ed25519PrivateKey) { self.key = key }

    /// The public key.
    public var publicKey: Ed25519PublicKey { key.publicKey }

    /// The holder that the key is: what issuers write into `credentialSubject.id`.
    public var holder: DIDKey { DIDKey(key.publicKey) }

    /// Signs with the key in memory.
    public func signature(over hash: PresentationHash) throws(CryptographyError) -> [UInt8] {
        try key.sign(hash.input, selfCheck: true)
    }
}

/// Lends a holder's key to the maker of Data Integrity proofs, for the one presentation of a draft.
struct PresentationSigning: CredentialSigner {
    let signer: any PresentationSigner

    var publicKey: Ed25519PublicKey { signer.publicKey }

    func signature(over hashData: HashData, selfCheck: Bool) throws(CryptographyError) -> [UInt8] {
        try signer.signature(over: PresentationHash(hashData.input))
    }
}

public import Credentials
import Cryptography
import Encodings
public import Proofs

extension TrustListEditor {
    /// Signs the next list with the authority's key.
    ///
    /// The list is written as indented JSON, so that two lists can be compared line by line; the signature covers its
    /// canonical form. Before it is handed out it is verified against the pin, and against the list that it follows.
    ///
    /// - Parameters:
    ///   - signer: The pinned key.
    ///   - verificationMethod: How the proof names the key: a DID with the Multikey as its fragment; `did:key` when `nil`.
    /// - Throws: ``TrustError`` with code `signerRefused` for another key, another verification method, or a signature
    ///   that does not verify; or with the codes of ``IssuerTrustList``.
    public func sign(
        with signer: any CredentialSigner, verificationMethod: DIDURL? = nil
    ) throws(TrustError) -> IssuerTrustList {
        guard let key = pin.key, signer.publicKey == key else {
            throw TrustError(.signerRefused, "expected the pinned key to sign, found another")
        }
        // What a list says of the authority itself is written once, by the first one.
        if previous == nil, let authority = value["trustList"]?["authority"] {
            try Self.checkTexts(authority, at: "/trustList/authority")
        }
        let multikey = signer.publicKey.multikey
        guard let method = verificationMethod ?? DIDURL("did:key:\(multikey)#\(multikey)"),
            method.fragment?.utf8.elementsEqual(multikey.utf8) ?? false
        else {
            throw TrustError(
                .signerRefused, "expected a verification method with the Multikey as its fragment, found another")
        }
        var editor = self
        editor.setTimes()
        let secured: [UInt8]
        do throws(ProofError) {
            let draft = try CredentialDraft(editor.value, limits: .trustList)
            secured = try EdDSAJCS2022.secure(
                draft, options: ProofOptions(verificationMethod: method, created: now), signer: signer)
        } catch {
            throw TrustError(.signerRefused, at: error.pointer, "\(error.reason) (\(error.code.rawValue))")
        }
        let document = try IssuerTrustList.parse(secured)
        let list = try IssuerTrustList(
            verifying: JSONValue(document.root).serialized(indented: true) + [0x0A], pin: pin)
        if let previous { try list.check(succeeding: previous) }
        return list
    }
}

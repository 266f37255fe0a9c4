import Credentials
import Cryptography
import Encodings
import Proofs
import Registry

/// What a DID document at hand says of an issuer's key that its list says otherwise.
///
/// The list wins: it records who had which key and when, and whoever publishes a DID document may change it on any day.
/// What is signed with the list's key is therefore as good as before, which is noted; what is signed with the document's
/// alone is no forgery by a stranger, and is refused by a name of its own. Source: trust list design, section 1.5, step S5.
enum KeyContradiction {
    /// The keys that documents have for the methods of issuers on a list.
    private struct DocumentedKeys: VerificationKeys {
        let documents: [DIDDocument]

        func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
            documents.lazy.compactMap { $0.publicKey(for: verificationMethod) }.first
        }
    }

    /// That the signature does not hold by the key on the list and does by the one in a DID document; else `nil`.
    static func check(
        _ received: ReceivedCredential, _ verifier: ProofVerifier, _ trust: Trust, at now: Timestamp
    ) -> Check? {
        let issuer = received.claims.issuerNode?.utf8 ?? []
        guard !trust.documents.isEmpty,
            let (list, entry) = trust.lists.lazy.compactMap({ list in list.issuer(issuer).map { (list, $0) } }).first
        else { return nil }
        var other = verifier
        other.keys = DocumentedKeys(documents: trust.documents)
        guard case .authentic(let credential, _) = other.verify(received, at: now) else { return nil }
        return Check(
            .proof, .failed, "KEY_MISMATCH", at: credential.issuerProof.proof.pointer,
            [("issuer", .text(entry.legalName)), ("sequence", .number(list.sequence))])
    }

    /// That a DID document has another key under the name of the one that signed; else `nil`.
    static func note(on credential: AuthenticCredential, _ trust: Trust) -> Note? {
        guard !trust.documents.isEmpty else { return nil }
        let proof = credential.issuerProof
        let method = String(decoding: proof.proof.node["verificationMethod"]?.utf8 ?? [], as: UTF8.self)
        guard trust.lists.contains(where: { $0.publicKey(for: method) == proof.key }),
            trust.documents.contains(where: { $0.publicKey(for: method).map { $0 != proof.key } ?? false })
        else { return nil }
        return Note("KEY_OTHER_IN_DOCUMENT", [("method", .text(method))])
    }
}

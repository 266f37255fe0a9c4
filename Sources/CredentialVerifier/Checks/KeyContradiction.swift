import Credentials
import Cryptography
import Encodings
import Proofs
import Registry

/// What a DID document says of an issuer's key that its list, or the delegation by which it issues, says otherwise.
///
/// The list wins: it records who had which key and when, and whoever publishes a DID document may change it on any day.
/// What is signed with the list's key is therefore as good as before, which is noted; what is signed with the document's
/// alone is no forgery by a stranger, and is refused by a name of its own. A document is looked at alike, be it in the trust
/// folder or in the capsule that brings the credential. Source: trust list design, section 1.5, step S5.
enum KeyContradiction {
    /// The keys that a document has for the methods of an issuer on a list.
    private struct DocumentedKeys: VerificationKeys {
        let document: DIDDocument

        func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
            document.publicKey(for: verificationMethod)
        }
    }

    /// How many documents about one issuer are looked at.
    private static let limit = 8

    /// That the signature does not hold by the key on the list and does by the one in a DID document; else `nil`.
    static func check(
        _ received: ReceivedCredential, _ verifier: ProofVerifier, _ trust: Trust, at now: Timestamp
    ) -> Check? {
        let issuer = received.claims.issuerNode?.utf8 ?? []
        let documents = trust.allDocuments.filter { $0.id.text.utf8.elementsEqual(issuer) }.prefix(limit)
        guard !documents.isEmpty, let (name, sequence, isDelegated) = known(issuer, trust) else { return nil }
        for document in documents {
            var other = verifier
            other.keys = DocumentedKeys(document: document)
            guard case .authentic(let credential, _) = other.verify(received, at: now) else { continue }
            return Check(
                .proof, .failed, "KEY_MISMATCH", at: credential.issuerProof.proof.pointer,
                [("issuer", .text(name)), ("sequence", .number(sequence))] + variant(isDelegated))
        }
        return nil
    }

    /// That a DID document has another key under the name of the one that signed; else `nil`.
    static func note(on credential: AuthenticCredential, _ trust: Trust) -> Note? {
        let proof = credential.issuerProof
        let method = String(decoding: proof.proof.node["verificationMethod"]?.utf8 ?? [], as: UTF8.self)
        guard
            trust.allDocuments.contains(where: { $0.publicKey(for: method).map { $0 != proof.key } ?? false })
        else { return nil }
        let isListed = trust.lists.contains { $0.publicKey(for: method) == proof.key }
        guard isListed || trust.delegationBooks.contains(where: { $0.publicKeys(for: method).contains(proof.key) })
        else {
            return nil
        }
        return Note("KEY_OTHER_IN_DOCUMENT", [("method", .text(method))] + variant(!isListed))
    }

    /// An issuer that is on a list, or to whom an institution on one delegated.
    private static func known(_ issuer: [UInt8], _ trust: Trust) -> (name: String, sequence: Int, isDelegated: Bool)? {
        for list in trust.lists {
            if let entry = list.issuer(issuer) { return (entry.legalName, list.sequence, false) }
        }
        for book in trust.delegationBooks {
            if let found = book.standing(of: issuer)?.issuer { return (found.legalName, found.listSequence, true) }
        }
        return nil
    }

    private static func variant(_ isDelegated: Bool) -> [(name: String, value: Fact)] {
        isDelegated ? [("variant", .text("delegation"))] : []
    }
}

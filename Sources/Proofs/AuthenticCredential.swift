public import Credentials
public import Cryptography
public import Encodings

/// A credential whose proof was checked: it says what its issuer signed.
///
/// Only ``ProofVerifier`` makes one. Whether the issuer is to be trusted, and whether the credential is in force, is for
/// others to judge.
public struct AuthenticCredential: Sendable {
    /// The document with its bytes.
    public let received: ReceivedCredential
    /// Every proof that was checked, in the document's order; ``issuerProof`` is among them.
    public let proofs: [CheckedProof]
    /// The proof by which the issuer stands for the claims.
    public let issuerProof: CheckedProof
    /// What the issuer signed: the received document, or where only its linked data is signed, what that says.
    public let claims: CredentialView
    /// Whether the claims were made from linked data, so that nothing in the form of the received document counts.
    public let isReadFromLinkedData: Bool
    /// The properties of the credential, as IRIs, that claims made from linked data leave out because nobody here reads
    /// them.
    public let unreadProperties: [String]
    /// Places where claims made from linked data do not tell what was said, as JSON pointers without the numbers of elements.
    public let openPlaces: [String]
    /// Whether the claims were made from linked data and there are words of another issuer inside: which of the two said what
    /// is not among the statements.
    public let holdsWordsOfOthers: Bool
    /// Whether the claims were made from linked data, and leave out what credentials inside this one say.
    public let leavesOutParts: Bool
    /// The linked data that the issuer signed as well, where the claims were not made from it.
    private let linkedData: LinkedDataForm?
    /// The contexts with which linked data was read.
    private let contexts: LinkedDataContexts?

    init(
        received: ReceivedCredential, proofs: [CheckedProof], issuerProof: CheckedProof, stated: StatedClaims? = nil,
        linkedData: LinkedDataForm? = nil, contexts: LinkedDataContexts? = nil
    ) {
        self.received = received
        self.proofs = proofs
        self.issuerProof = issuerProof
        claims = stated?.claims ?? received.claims
        isReadFromLinkedData = stated != nil
        unreadProperties = stated?.unreadProperties ?? []
        openPlaces = stated?.openPlaces ?? []
        holdsWordsOfOthers = stated?.holdsWordsOfOthers ?? false
        leavesOutParts = stated?.hasParts ?? false
        self.linkedData = linkedData
        self.contexts = contexts
    }

    /// The same credential with what it and each of the credentials inside it say, kept apart, where the claims were made
    /// from linked data and there are such; else `nil`.
    ///
    /// Where only linked data is signed, whoever holds the document can write the words of one into the mouth of another:
    /// this is good for finding that the issuer said less than the linked data as a whole, and never for believing that it
    /// said more.
    ///
    /// - Throws: ``ProofError`` where the document cannot be read in this way.
    public func inOwnWords() throws(ProofError) -> AuthenticCredential? {
        guard leavesOutParts, let contexts else { return nil }
        let words = try LinkedDataForm.words(of: received.document.root, omitting: ["proof"], contexts)
        let own = try StatedClaims(ownWords: words, of: claims)
        return AuthenticCredential(
            received: received, proofs: proofs, issuerProof: issuerProof, stated: own, contexts: contexts)
    }

    /// The same credential with the claims of its linked data, where the issuer signed that beside the JSON; else `nil`.
    ///
    /// It says the same as when the proof over the JSON were not there. Whoever refuses the JSON for its form must look
    /// here: the proof that covers the form can be taken away by anybody.
    ///
    /// - Throws: ``ProofError`` as the check of such a credential would.
    public func readFromLinkedData() throws(ProofError) -> AuthenticCredential? {
        guard let linkedData else { return nil }
        let stated = try StatedClaims(linkedData, of: received.claims)
        var proofs = proofs
        for index in proofs.indices where proofs[index].suite.form != .rdf { proofs[index].isByIssuer = false }
        guard stated.claims.issuer == received.claims.issuer,
            let proof = try ProofVerifier.issuerProof(among: proofs)
        else { return nil }
        return AuthenticCredential(
            received: received, proofs: proofs, issuerProof: proof, stated: stated, contexts: contexts)
    }
}

/// A proof whose signature belongs to the document and to the key.
public struct CheckedProof: Sendable {
    /// The proof.
    public let proof: DataIntegrityProof
    /// The cryptosuite that checked it.
    public let suite: Cryptosuite
    /// The key that made the signature.
    public let key: Ed25519PublicKey
    /// When the proof says that it was made; the signer's own claim.
    public let created: Timestamp?
    /// Whether the verification method is controlled by the document's issuer.
    public internal(set) var isByIssuer: Bool
    /// The form that was signed, where signers differ.
    public let form: Form

    /// What a signature can be made over.
    public enum Form: Sendable, Hashable {
        /// The document and the proof as the cryptosuite has it, language tags as they are written.
        case asSpecified
        /// The document's context is put into the proof, which does not repeat it.
        ///
        /// Drafts of `eddsa-jcs-2022` left it out, and some signers still do.
        case contextImplied
        /// Language tags are in lower case, where the document has them with capitals.
        ///
        /// Both are allowed (JSON-LD 1.1 API, sections 4.1.2 and 5.1.2), and PyLD and jsonld.js do so.
        case languageTagsLowered
    }
}

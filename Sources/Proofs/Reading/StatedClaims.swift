import Credentials
import Encodings
import LinkedData

/// What a credential says by its linked data alone: claims made from the statements that were signed.
///
/// A proof over linked data covers statements, and not the JSON that they were written in: its order, its names, what
/// stands in brackets and what is said in which place. So the JSON that readers read is made anew from the statements, by
/// the names of ``ReadingVocabulary``. Any two documents with the same canonical N-Quads give the same claims.
struct StatedClaims {
    /// The claims; they have no proofs.
    let claims: CredentialView
    /// The properties of the credential that no reader has a name for, as IRIs.
    let unreadProperties: [String]

    private static let credentialType: StaticString = "https://www.w3.org/2018/credentials#VerifiableCredential"
    private static let subjectProperty: StaticString = "https://www.w3.org/2018/credentials#credentialSubject"
    private static let issuanceDate: StaticString = "https://www.w3.org/2018/credentials#issuanceDate"

    private static let profileSpace: StaticString = "https://example.org/ns/micro-credential/v1#"

    /// Reads statements.
    ///
    /// - Parameter received: The claims as they were received, whose base context tells the version of the data model
    ///   where the statements leave it open.
    /// - Throws: ``ProofError`` with code `ambiguousForm` where the statements do not tell which credential the document
    ///   is, or it is another one than they tell; `tooMuchWork` where they cannot be written within the limits.
    init(_ form: LinkedDataForm, of received: CredentialView) throws(ProofError) {
        // Naming the context of our profile says nothing that is signed; using its words does.
        let hasProfile = form.dataset.usesProperty(in: Self.profileSpace)
        var tree = DatasetTree(
            form.dataset, ReadingVocabulary.vocabulary,
            scope: hasProfile ? ReadingVocabulary.profileScope : ReadingVocabulary.commonScope)
        let root = try Self.root(tree, form.top)
        // Only version 1.1 has an issuance date, and must have it.
        let isVersion1 = tree.has(Self.issuanceDate, root) || received.version == .v1
        do throws(RDFError) {
            let bytes = try tree.json(of: root, after: ReadingVocabulary.contexts(isVersion1, hasProfile))
            claims = CredentialView(try Self.document(bytes).root)
        } catch {
            throw ProofError(.tooMuchWork, at: "", error.reason)
        }
        unreadProperties = tree.unknownProperties(of: root)
    }

    /// The credential that the document is: all others in it are its parts, and it is part of none.
    ///
    /// An endorsement of the credential itself leads back to it as its subject, and is part of it all the same.
    private static func root(_ tree: DatasetTree, _ top: TermHandle?) throws(ProofError) -> TermHandle {
        guard let root = tree.root(ofType: credentialType, exceptBy: subjectProperty) else {
            throw ProofError(
                .ambiguousForm, at: "",
                "expected one credential of which all others in the document are parts, because only the linked data is "
                    + "signed; found none, or several")
        }
        guard root == top else {
            throw ProofError(
                .ambiguousForm, at: "",
                "expected the document itself to be the credential in it, because only the linked data is signed; found "
                    + "the credential inside something else")
        }
        return root
    }

    private static func document(_ bytes: [UInt8]) throws(RDFError) -> JSONDocument {
        do throws(JSONError) {
            return try JSONDocument(parsing: bytes, limits: limits)
        } catch {
            throw RDFError(.treeTooLarge, error.reason)
        }
    }

    /// Wide enough for every tree, which has limits of its own.
    private static let limits = Limits(
        documentByteCount: 8 << 20, depth: 512, memberCount: 1_000_000, stringByteCount: 8 << 20,
        imageByteCount: 8 << 20, numbers: .finite, text: .anyScalar)
}

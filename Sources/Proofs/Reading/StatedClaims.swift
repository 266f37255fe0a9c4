import Credentials
import Encodings
import LinkedData

/// What a credential says by its linked data alone: claims made from the statements that were signed.
///
/// A proof over linked data covers statements, and not the JSON that they were written in: its order, its names, what
/// stands in brackets and what is said in which place. So the JSON that readers read is made anew from the statements, by
/// the names of ``ReadingVocabulary``. Any two documents with the same canonical N-Quads and the same version of the data
/// model give the same claims; the version is that of the received base context where no issuance date tells it.
struct StatedClaims {
    /// The claims; they have no proofs.
    let claims: CredentialView
    /// The properties that no reader has a name for, anywhere in the credential, as IRIs.
    let unreadProperties: [String]
    /// Places where the statements do not tell what was said, as JSON pointers without the numbers of elements.
    ///
    /// Of a thing that may stand in several places there are several values where there is one, or somebody else in the
    /// document may have said it.
    let openPlaces: [String]
    /// Whether there are words of somebody else inside the credential.
    let holdsWordsOfOthers: Bool
    /// Whether there are credentials inside the credential, of whomever.
    let hasParts: Bool

    private static let credentialType: StaticString = "https://www.w3.org/2018/credentials#VerifiableCredential"
    private static let recordType: StaticString = "https://purl.imsglobal.org/spec/vc/clr/vocab.html#ClrCredential"
    private static let subjectProperty: StaticString = "https://www.w3.org/2018/credentials#credentialSubject"
    private static let issuerProperty: StaticString = "https://www.w3.org/2018/credentials#issuer"
    private static let issuanceDate: StaticString = "https://www.w3.org/2018/credentials#issuanceDate"

    /// Reads statements.
    ///
    /// - Parameter received: The claims as they were received, whose base context tells the version of the data model
    ///   where the statements leave it open.
    /// - Throws: ``ProofError`` with code `ambiguousForm` where the statements do not tell which credential the document
    ///   is, or it is another one than they tell; `tooMuchWork` where they cannot be written within the limits.
    init(_ form: LinkedDataForm, of received: CredentialView) throws(ProofError) {
        var tree = DatasetTree(
            form.dataset, ReadingVocabulary.vocabulary, scope: ReadingVocabulary.commonScope)
        // Naming the context of our profile says nothing that is signed; using its words does.
        let hasProfile = tree.usesTerm(in: ReadingVocabulary.profileTerms)
        if hasProfile { tree.outermost = ReadingVocabulary.profileScope }
        let root = try Self.root(tree, form.top)
        let isRecord = tree.isOfType(Self.recordType, root)
        (holdsWordsOfOthers, hasParts) = Self.speakers(tree, root)
        // What each of the credentials inside says, their own words tell.
        tree.shallowPlace = ReadingVocabulary.Place.credential
        // The credentials in a learner record speak of one learner, each of other achievements.
        if isRecord { tree.mergedPlace = ReadingVocabulary.Place.learner }
        // Only version 1.1 has an issuance date, and must have it.
        let isVersion1 = tree.has(Self.issuanceDate, root) || received.version == .v1
        let bytes: [UInt8]
        do throws(RDFError) {
            bytes = try tree.json(
                of: root, at: ReadingVocabulary.Place.credential,
                after: ReadingVocabulary.contexts(isVersion1, hasProfile))
        } catch {
            throw ProofError(.tooMuchWork, at: "", error.reason)
        }
        // Who said what of a thing is not among the statements.
        let isShared = tree.values(of: Self.subjectProperty, root).contains { learner in
            tree.isValue(learner, of: Self.subjectProperty, except: root)
        }
        let node = try Self.document(bytes).root
        let shared = isShared && tree.mergedPlace == nil ? Self.sharedWords(node) : []
        openPlaces = tree.ambiguousPlaces + shared
        claims = CredentialView(node, naming: isShared ? .nobody : .agreed)
        unreadProperties = tree.leftOutProperties
    }

    /// What a document says apart from the credentials of others inside it.
    ///
    /// - Parameters:
    ///   - words: What each of them says, kept apart.
    ///   - stated: The claims of all of their statements.
    /// - Throws: ``ProofError`` as for ``init(_:of:)``.
    init(
        ownWords words: (dataset: RDFDataset, top: TermHandle?), of stated: CredentialView
    ) throws(ProofError) {
        guard let root = words.top else {
            throw ProofError(.ambiguousForm, at: "", "expected one credential, found none, or several")
        }
        var tree = DatasetTree(
            words.dataset, ReadingVocabulary.vocabulary, scope: ReadingVocabulary.commonScope, keepsPartsApart: true)
        let hasProfile = tree.usesTerm(in: ReadingVocabulary.profileTerms)
        if hasProfile { tree.outermost = ReadingVocabulary.profileScope }
        if tree.isOfType(Self.recordType, root) { tree.mergedPlace = ReadingVocabulary.Place.learner }
        let bytes: [UInt8]
        do throws(RDFError) {
            bytes = try tree.json(
                of: root, at: ReadingVocabulary.Place.credential,
                after: ReadingVocabulary.contexts(stated.version == .v1, hasProfile))
        } catch {
            throw ProofError(.tooMuchWork, at: "", error.reason)
        }
        claims = CredentialView(try Self.document(bytes).root, naming: stated.naming)
        unreadProperties = tree.leftOutProperties
        openPlaces = []
        (holdsWordsOfOthers, hasParts) = (false, false)
    }

    /// Whether somebody else speaks inside a credential, and whether there are credentials inside at all.
    ///
    /// Whatever has an issuer of its own is somebody's words, also where it does not call itself a credential. How far
    /// these words reach cannot be told: JSON-LD lets them speak of anything at all (sections 4.1.7 and 4.8), and among the
    /// statements nothing leads from there to who said it.
    private static func speakers(
        _ tree: DatasetTree, _ root: TermHandle
    ) -> (others: Bool, hasParts: Bool) {
        let parts =
            tree.things(ofType: credentialType, except: root) + tree.things(having: issuerProperty, except: root)
        let issuer = Set(tree.values(of: issuerProperty, root))
        return (parts.contains { Set(tree.values(of: issuerProperty, $0)) != issuer }, !parts.isEmpty)
    }

    /// What the learner of a badge earned, where another credential in the document speaks of the same learner: that one may
    /// have said it.
    private static func sharedWords(_ credential: JSONNode) -> [String] {
        let subjects = CredentialView(credential).subjects
        var places: [String] = []
        if subjects.contains(where: { $0["achievement"]?.kind == .array && $0["achievement"]?.count ?? 0 > 1 }) {
            places.append("/credentialSubject/achievement")
        }
        for name in ReadingVocabulary.earned where subjects.contains(where: { $0[name] != nil }) {
            places.append("/credentialSubject/\(name)")
        }
        return places
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

    private static func document(_ bytes: [UInt8]) throws(ProofError) -> JSONDocument {
        do throws(JSONError) {
            return try JSONDocument(parsing: bytes, limits: limits)
        } catch {
            throw ProofError(.tooMuchWork, at: "", error.reason)
        }
    }

    /// Wide enough for every tree, which has limits of its own.
    private static let limits = Limits(
        documentByteCount: 8 << 20, depth: 512, memberCount: 1_000_000, stringByteCount: 8 << 20,
        imageByteCount: 8 << 20, numbers: .finite, text: .anyScalar)
}

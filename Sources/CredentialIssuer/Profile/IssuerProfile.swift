public import Credentials
public import Cryptography
import Encodings

/// Who an institution is when it issues: its identifier, its key, what credentials say of it, and what its
/// specifications need not repeat.
///
/// It stands in the file `issuer.yaml` of the issuer's folder, which people may change; a member that nobody
/// understands is an error, so that a misspelt one is not silently left out.
public struct IssuerProfile: Sendable {
    /// What the file calls its format.
    static let format = "testamur issuer"

    /// The name of the file in the issuer's folder.
    public static let fileName = "issuer.yaml"

    /// The name of the issuer in one language.
    struct Name: Sendable {
        let language: String
        let text: RecordText
    }

    /// The issuer's identifier.
    public let id: DID

    /// The key that this file names, with which the institution began.
    let namedIssueKey: InstitutionKey

    /// The key that signs credentials.
    public internal(set) var issueKey: InstitutionKey

    /// Every key that the institution has or had, as far as they were read: see ``IssuerFolder/withKeys()``.
    public internal(set) var keys: [InstitutionKey]

    /// The name of the key in proofs.
    public var verificationMethod: DIDURL { issueKey.verificationMethod }

    /// The public key that belongs to the key file.
    public var publicKey: Ed25519PublicKey { issueKey.publicKey }

    /// The legal name in its main language.
    let mainName: Name

    /// The legal name in every language given.
    let names: [Name]

    /// Everything that credentials say of the issuer, but for the name.
    let nameless: IssuerIdentity

    /// What kind of institution it is.
    let sector: RecordText?

    /// Who awards, where a specification does not say it.
    let awardingBodies: [AwardingBody]

    /// What assures quality, where a specification does not say it.
    let qualityAssurance: [QualityAssurance]

    /// The fields of study (ISCED-F) that it says it is authorised for; empty when it does not say.
    let authorisedFields: [RecordText]

    /// Where it publishes status lists; `nil` when its credentials have no status.
    public internal(set) var statusLists: IssuerStatusLists?

    /// Those who may sign for batches; where there are any, nothing is issued to which two of them have not agreed.
    public let approvers: [BatchApprover]

    /// Where the fields stand that rules can point at.
    public let places: WrittenPlaces.Source

    /// The legal name in `language`, else in the main one.
    public func legalName(in language: Language) -> String { name(in: language.rawValue).string }

    /// The legal name in the language with `tag`, else in the main one.
    func name(in tag: String) -> RecordText {
        let primary = Language(tag: tag)
        let exact = names.first { $0.language.utf8.elementsEqual(tag.utf8) }
        let near = names.first { primary != nil && Language(tag: $0.language) == primary }
        return (exact ?? near ?? mainName).text
    }
}

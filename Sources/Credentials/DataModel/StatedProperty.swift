internal import Encodings

/// The properties that the data model defines for a credential or a presentation.
///
/// Source: Verifiable Credentials Data Model 2.0, sections 4 and 5; the two dates of version 1.1, section 4.6.
public enum StatedProperty: Int, Sendable, CaseIterable {
    /// `@context`: what the names in the document mean.
    case context
    /// `id`: the identifier of the document.
    case id
    /// `type`: what the document is.
    case type
    /// `name`: a short name for people.
    case name
    /// `description`: a description for people.
    case description
    /// `issuer`: who says it.
    case issuer
    /// `credentialSubject`: about whom or what something is said.
    case credentialSubject
    /// `validFrom`: the start of validity.
    case validFrom
    /// `validUntil`: the end of validity.
    case validUntil
    /// `issuanceDate`: the start of validity in version 1.1.
    case issuanceDate
    /// `expirationDate`: the end of validity in version 1.1.
    case expirationDate
    /// `credentialStatus`: where to learn whether it was revoked or suspended.
    case credentialStatus
    /// `credentialSchema`: what the credential conforms to.
    case credentialSchema
    /// `refreshService`: where to get a new one.
    case refreshService
    /// `termsOfUse`: under which terms it was issued.
    case termsOfUse
    /// `evidence`: what the issuer relied on.
    case evidence
    /// `relatedResource`: documents on the web, with their digests.
    case relatedResource
    /// `confidenceMethod`: reserved.
    case confidenceMethod
    /// `renderMethod`: reserved.
    case renderMethod
    /// `proof`: the proofs in the document.
    case proof
    /// `holder`: who presents.
    case holder
    /// `verifiableCredential`: what is presented.
    case verifiableCredential

    /// How the property is written in a document.
    public var name: StaticString {
        switch self {
        case .context: "@context"
        case .id: "id"
        case .type: "type"
        case .name: "name"
        case .description: "description"
        case .issuer: "issuer"
        case .credentialSubject: "credentialSubject"
        case .validFrom: "validFrom"
        case .validUntil: "validUntil"
        case .issuanceDate: "issuanceDate"
        case .expirationDate: "expirationDate"
        case .credentialStatus: "credentialStatus"
        case .credentialSchema: "credentialSchema"
        case .refreshService: "refreshService"
        case .termsOfUse: "termsOfUse"
        case .evidence: "evidence"
        case .relatedResource: "relatedResource"
        case .confidenceMethod: "confidenceMethod"
        case .renderMethod: "renderMethod"
        case .proof: "proof"
        case .holder: "holder"
        case .verifiableCredential: "verifiableCredential"
        }
    }

    /// The property that is written `text`.
    init?(_ text: Span<UInt8>) {
        guard let property = Self.candidate(text), text.equals(property.name) else { return nil }
        self = property
    }

    /// The only property that `text` can be, by its length and one of its letters.
    private static func candidate(_ text: Span<UInt8>) -> StatedProperty? {
        switch text.count {
        case 2: .id
        case 4: text[0] == UInt8(ascii: "t") ? .type : .name
        case 5: .proof
        case 6: text[0] == UInt8(ascii: "i") ? .issuer : .holder
        case 8: text[0] == UInt8(ascii: "@") ? .context : .evidence
        case 9: .validFrom
        case 10: text[0] == UInt8(ascii: "v") ? .validUntil : .termsOfUse
        case 11: .description
        case 12: text[0] == UInt8(ascii: "i") ? .issuanceDate : .renderMethod
        case 14: text[0] == UInt8(ascii: "r") ? .refreshService : .expirationDate
        case 15: .relatedResource
        case 16:
            switch text[11] {
            case UInt8(ascii: "t"): .credentialStatus
            case UInt8(ascii: "c"): .credentialSchema
            default: .confidenceMethod
            }
        case 17: .credentialSubject
        case 20: .verifiableCredential
        default: nil
        }
    }
}

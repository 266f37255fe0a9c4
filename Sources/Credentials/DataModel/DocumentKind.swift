public import Encodings

/// What a document says it is, told by its types (Verifiable Credentials Data Model 2.0, sections 4.5 and 4.13).
public enum DocumentKind: Sendable, Hashable, CaseIterable {
    /// A verifiable credential.
    case credential
    /// A verifiable presentation.
    case presentation
    /// An object that carries a credential secured from outside, such as a JWT, in a `data:` URL (section 4.13.1).
    case envelopedCredential
    /// An object that carries a presentation secured from outside in a `data:` URL (section 4.13.2).
    case envelopedPresentation

    /// The type that every document of this kind has.
    public var baseType: StaticString {
        switch self {
        case .credential: "VerifiableCredential"
        case .presentation: "VerifiablePresentation"
        case .envelopedCredential: "EnvelopedVerifiableCredential"
        case .envelopedPresentation: "EnvelopedVerifiablePresentation"
        }
    }

    /// Whether the document only carries another one.
    public var isEnvelope: Bool { self == .envelopedCredential || self == .envelopedPresentation }

    /// The kind with this base type.
    init?(baseType text: Span<UInt8>) {
        let kind: DocumentKind
        switch text.count {
        case 20: kind = .credential
        case 22: kind = .presentation
        case 29: kind = .envelopedCredential
        case 31: kind = .envelopedPresentation
        default: return nil
        }
        guard text.equals(kind.baseType) else { return nil }
        self = kind
    }

    /// Reads the kind from the types of `node`; without any base type it counts as a credential.
    ///
    /// An envelope's type decides before the others, and a presentation's before a credential's: a document with two of
    /// them is refused by the data model rules as what it is read as here.
    public init(of node: JSONNode) {
        var kinds: Set<DocumentKind> = []
        Statement.forEach(node["type"]) { type in
            if let kind = type.withUTF8({ DocumentKind(baseType: $0) }) ?? nil { kinds.insert(kind) }
        }
        let order: [DocumentKind] = [.envelopedPresentation, .envelopedCredential, .presentation]
        self = order.first { kinds.contains($0) } ?? .credential
    }
}

public import Encodings

/// The rules of the data model, all of which are run: a reader sees every finding.
public enum DataModelRules {
    /// Every rule.
    public static let all: [any DataModelRule] =
        ofCredential + [HolderRule(), PresentedCredentialRule(), UnsecuredCredentialRule(), EnvelopeRule()]

    private static let ofCredential: [any DataModelRule] = [
        ContextRule(), InlineContextRule(), ProtectedTermRule(), TypeRule(), TypeMappingRule(), IdentifierRule(),
        NameAndDescriptionRule(), IssuerRule(), CredentialSubjectRule(), ValidityPeriodRule(), IssuanceDateRule(),
        OtherVersionDateRule(), CredentialStatusRule(), CredentialSchemaRule(), TermsOfUseRule(), EvidenceRule(),
        RefreshServiceRule(), RelatedResourceRule(), ReservedPropertyRule(), ProofRule(), BadgeClassRule(),
    ]
    private static let ofPresentation: [any DataModelRule] = [
        ContextRule(), InlineContextRule(), ProtectedTermRule(), TypeRule(), TypeMappingRule(), IdentifierRule(),
        HolderRule(), TermsOfUseRule(), ProofRule(), PresentedCredentialRule(), UnsecuredCredentialRule(),
    ]
    private static let ofEnvelope: [any DataModelRule] = [
        ContextRule(), InlineContextRule(), ProtectedTermRule(), TypeRule(), EnvelopeRule(),
    ]

    /// The rules for one kind of document, in the order in which a reader meets their findings.
    public static func rules(for kind: DocumentKind) -> [any DataModelRule] {
        switch kind {
        case .credential: ofCredential
        case .presentation: ofPresentation
        case .envelopedCredential, .envelopedPresentation: ofEnvelope
        }
    }

    /// Everything that is wrong with a credential.
    public static func check(_ credential: CredentialView) -> [Finding] { check(credential.node, as: .credential) }

    /// What is wrong with the contexts of a credential, whose meaning is in the claims that linked data made of it.
    public static func checkContexts(of credential: CredentialView) -> [Finding] {
        var findings = DataModelFindings()
        ContextRule().check(Statement(credential.node, as: .credential), &findings)
        return findings.all
    }

    /// Everything that is wrong with a presentation and with the credentials in it.
    public static func check(_ presentation: PresentationView) -> [Finding] {
        check(presentation.node, as: .presentation)
    }

    /// Everything that is wrong with a document, judged as what it has to be.
    ///
    /// - Parameter kind: what is expected: a presentation is no acceptable credential. ``DocumentKind/init(of:)`` tells
    ///   what a document says that it is.
    public static func check(_ node: JSONNode, as kind: DocumentKind) -> [Finding] {
        var findings = DataModelFindings()
        check(node, as: kind, &findings)
        return findings.all
    }

    static func check(_ node: JSONNode, as kind: DocumentKind, _ findings: inout DataModelFindings) {
        guard node.kind == .object else { return findings.add(.documentNotObject, at: node) }
        let statement = Statement(node, as: kind)
        for rule in rules(for: kind) { rule.check(statement, &findings) }
    }
}

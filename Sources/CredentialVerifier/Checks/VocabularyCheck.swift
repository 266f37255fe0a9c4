import Credentials
import Encodings
import Proofs

/// Whether every type means something in the contexts of a document, and no context changes what another one protects.
///
/// Source: Verifiable Credentials Data Model 2.0, sections 4.5 and 5.2.1. That is for JSON-LD to say, which takes longer
/// than all other checks of the data model together: it is asked only where a glance does not settle the matter.
enum VocabularyCheck {
    /// What is wrong, or `nil`.
    ///
    /// - Parameters:
    ///   - entries: The contexts of the document.
    ///   - names: What the names of members below the top say.
    ///   - wasRead: Whether a proof over linked data has read the document already, with every loss an error.
    static func refusal(
        _ claims: CredentialView, _ entries: [JSONNode], _ names: MemberNames, wasRead: Bool,
        _ contexts: LinkedDataContexts, findings: [Finding]
    ) -> Check? {
        guard !wasRead, !isUsual(claims, entries) || names.repeatsContexts,
            let fault = contexts.vocabularyFault(of: claims.node)
        else { return nil }
        return switch fault.kind {
        case .typeNotMapped: Check(.dataModel, .failed, "TYPE_NOT_MAPPED", at: fault.pointer)
        case .termRedefined: Check(.dataModel, .failed, "CONTEXT_CHANGES_TERM", at: fault.pointer)
        case .contextUnknown:
            Check(
                .dataModel, .undecided, "CONTEXT_UNKNOWN", at: fault.pointer, [("context", .text(fault.url ?? "{…}"))],
                findings: findings)
        case .tooMuchWork:
            Check(.dataModel, .undecided, "LINKED_DATA_LIMIT", at: fault.pointer, findings: findings)
        case .unreadable:
            Check(.dataModel, .undecided, "LINKED_DATA_UNREADABLE", at: fault.pointer, findings: findings)
        }
    }

    /// Whether the document surely has nothing wrong: its contexts are known to agree, and so are its types.
    ///
    /// What is unusual is not wrong for that. The tests hold this to JSON-LD.
    private static func isUsual(_ claims: CredentialView, _ entries: [JSONNode]) -> Bool {
        hasUsualContexts(entries)
            && claims.node.acceptsEveryMember(named: "type", where: OpenBadgeTypes.areKnown)
    }

    /// Whether these are the base context, one edition of Open Badges, and what is known to go with both.
    private static func hasUsualContexts(_ contexts: [JSONNode]) -> Bool {
        guard KnownContexts.isBase(contexts.first) else { return false }
        var editions = 0
        for context in contexts.dropFirst() {
            if KnownContexts.openBadges.contains(where: { context.isString($0) }) {
                editions += 1
            } else if !KnownContexts.additions.contains(where: { context.isString($0) }) {
                return false
            }
        }
        return editions == 1
    }
}

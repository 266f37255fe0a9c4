internal import Synchronization

/// A processed context: what the names of a document mean at one place (JSON-LD 1.1 API, section 4.1).
///
/// It is immutable. A context that depends on nothing but known context documents is shared by all documents, and keeps
/// what was derived from it.
final class ActiveContext: Sendable {
    /// What relative references are relative to.
    enum Base: Equatable, Sendable {
        /// The base of the document, which is not part of a context that is shared.
        case document
        case none
        case iri([UInt8])
    }

    /// Everything but the derived contexts.
    struct Parts: Sendable {
        var names = ByteTable()
        /// The definitions of the names, `nil` for one that was taken away.
        var definitions: [TermDefinition?] = []
        var base = Base.document
        var vocabulary: [UInt8]?
        var language: [UInt8]?
        var direction: Direction?
        var previous: ActiveContext?

        /// Whether these say the same as those that they were copied from, at most with terms added.
        func isSame(as other: Parts) -> Bool {
            guard definitions.count == other.definitions.count, base == other.base, vocabulary == other.vocabulary,
                language == other.language, direction == other.direction, previous === other.previous
            else { return false }
            for (definition, old) in zip(definitions, other.definitions) where definition !== old {
                guard let definition, let old, definition.isProtected == old.isProtected, definition.isSame(as: old)
                else { return false }
            }
            return true
        }
    }

    /// What a derived context is made of.
    struct Derivation: Hashable {
        /// The context document or the scoped context that is applied.
        let source: ObjectIdentifier
        let overridesProtected: Bool
        let propagates: Bool
    }

    // Keeping the source alive keeps its identity from being given to another.
    private struct Derived {
        let source: any AnyObject & Sendable
        let context: ActiveContext
    }

    let parts: Parts
    /// Whether the context is shared between documents.
    let isShared: Bool

    // The terms that stand for keywords which the algorithm looks for in an object before all else.
    private let typeAliases: [[UInt8]]
    private let valueAliases: [[UInt8]]
    private let idAliases: [[UInt8]]

    private let derived = Mutex<[Derivation: Derived]>([:])

    init(_ parts: Parts, isShared: Bool) {
        self.parts = parts
        self.isShared = isShared
        var aliases: [Keyword: [[UInt8]]] = [:]
        for (index, definition) in parts.definitions.enumerated() {
            if let keyword = definition?.keyword, keyword == .type || keyword == .value || keyword == .id {
                aliases[keyword, default: []].append([UInt8](parts.names.bytes(index)))
            }
        }
        typeAliases = aliases[.type] ?? []
        valueAliases = aliases[.value] ?? []
        idAliases = aliases[.id] ?? []
    }

    var previous: ActiveContext? { parts.previous }

    var hasProtectedTerms: Bool { parts.definitions.contains { $0?.isProtected == true } }

    /// The definition of a term.
    func definition(_ term: Span<UInt8>) -> TermDefinition? {
        guard let index = parts.names.find(term) else { return nil }
        return parts.definitions[index]
    }

    func isType(_ name: Span<UInt8>) -> Bool { name.isEqual(to: "@type") || Self.contains(typeAliases, name) }
    func isValue(_ name: Span<UInt8>) -> Bool { name.isEqual(to: "@value") || Self.contains(valueAliases, name) }
    func isID(_ name: Span<UInt8>) -> Bool { name.isEqual(to: "@id") || Self.contains(idAliases, name) }

    private static func contains(_ aliases: [[UInt8]], _ name: Span<UInt8>) -> Bool {
        for alias in aliases where alias.span.isEqual(to: name) { return true }
        return false
    }

    // MARK: Derived contexts

    /// The context that was kept for a derivation.
    func derivedContext(_ derivation: Derivation) -> ActiveContext? {
        derived.withLock { $0[derivation]?.context }
    }

    /// Keeps a derived context, unless another thread has kept one, and gives the one that is kept.
    func keep(
        _ context: ActiveContext, for derivation: Derivation, of source: any AnyObject & Sendable
    ) -> ActiveContext {
        derived.withLock { derived in
            if let kept = derived[derivation] { return kept.context }
            derived[derivation] = Derived(source: source, context: context)
            return context
        }
    }
}

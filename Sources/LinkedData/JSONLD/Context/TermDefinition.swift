/// What a term means: a term definition of an active context (JSON-LD 1.1 API, section 4.1).
final class TermDefinition: Sendable {
    /// What a term stands for.
    enum Mapping: Equatable, Sendable {
        /// Nothing: the term is defined to be dropped.
        case null
        case keyword(Keyword)
        /// An IRI, or a blank node identifier.
        case iri([UInt8])
    }

    /// What kind of value a string is read as.
    enum TypeMapping: Equatable, Sendable {
        case id, vocab, json, none
        /// A datatype.
        case iri([UInt8])
    }

    /// What the definition says of something that the context has a default for.
    enum Override<Value: Equatable & Sendable>: Equatable, Sendable {
        case absent
        case null
        case value(Value)
    }

    /// What the algorithm fills in before the definition is complete.
    struct Parts {
        var mapping = Mapping.null
        var isPrefix = false
        var isProtected = false
        var isReverse = false
        var containers: ContainerMapping = []
        var type: TypeMapping?
        var language = Override<[UInt8]>.absent
        var direction = Override<Direction>.absent
        var index: [UInt8]?
        var nest: [UInt8]?
        var scope: ScopedContext?
    }

    let mapping: Mapping
    let isPrefix: Bool
    let isProtected: Bool
    let isReverse: Bool
    let containers: ContainerMapping
    let type: TypeMapping?
    let language: Override<[UInt8]>
    let direction: Override<Direction>
    /// The term or IRI whose values the keys of an index map are.
    let index: [UInt8]?
    let nest: [UInt8]?
    let scope: ScopedContext?

    /// Whether the mapping is an IRI that a member can stand for: it contains a colon.
    let isProperty: Bool

    init(_ parts: Parts) {
        mapping = parts.mapping
        isPrefix = parts.isPrefix
        isProtected = parts.isProtected
        isReverse = parts.isReverse
        containers = parts.containers
        type = parts.type
        language = parts.language
        direction = parts.direction
        index = parts.index
        nest = parts.nest
        scope = parts.scope
        if case .iri(let iri) = parts.mapping {
            isProperty = iri.contains(UInt8(ascii: ":"))
        } else {
            isProperty = false
        }
    }

    /// The keyword that the term is an alias of.
    var keyword: Keyword? { if case .keyword(let keyword) = mapping { keyword } else { nil } }

    /// Whether another definition says the same, its protection left aside (section 4.2.2, step 27.1).
    func isSame(as other: TermDefinition) -> Bool {
        let hasSameScope = scope?.isSame(as: other.scope) ?? (other.scope == nil)
        return mapping == other.mapping && isPrefix == other.isPrefix && isReverse == other.isReverse
            && containers == other.containers && type == other.type && language == other.language
            && direction == other.direction && index == other.index && nest == other.nest && hasSameScope
    }
}

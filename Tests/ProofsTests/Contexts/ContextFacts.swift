import Encodings

/// What a context document says, as one fact for each term at each place, so that two documents that say the same in
/// other forms are equal.
///
/// Short and long definitions, compact and whole IRIs, members in any order and `@version` make no difference; whether a
/// term may be a prefix does. Source: JSON-LD 1.1 Processing Algorithms, sections 4.1 and 4.2. Text that the context
/// itself cannot expand stays as it is, because another context may.
struct ContextFacts {
    /// A fact by its place, such as `0/VerifiableCredential/proof`.
    private(set) var facts: [String: String] = [:]

    init(_ document: JSONDocument) throws {
        let context = try Self.require(document.root.member("@context"))
        let parts = context.kind == .array ? Array(context.elements) : [context]
        var place = 0
        for part in parts {
            if let url = part.string {
                facts["\(place)"] = "context \(url)"
            } else {
                // A part that gives the version says nothing else.
                let names = part.members.map { $0.name.string ?? "" }
                if names == ["@version"] { continue }
                try add(part, at: "\(place)")
            }
            place += 1
        }
    }

    /// The facts that one document states and the other does not, in words.
    func differences(from other: ContextFacts) -> [String] {
        Set(facts.keys).union(other.facts.keys).sorted().compactMap { place in
            let (mine, its) = (facts[place], other.facts[place])
            return mine == its ? nil : "\(place): \(mine ?? "nothing") instead of \(its ?? "nothing")"
        }
    }

    /// How many terms there are, those in scopes included.
    var termCount: Int { facts.values.count { $0.hasPrefix("term") } }

    private mutating func add(_ context: JSONNode, at place: String) throws {
        var isProtected = false
        for member in context.members {
            let name = member.name.string ?? ""
            switch name {
            case "@version": break
            case "@protected": isProtected = try Self.require(member.value.boolean)
            case "@vocab": facts["\(place) @vocab"] = try Self.require(member.value.string)
            case _ where name.hasPrefix("@"): throw Unreadable(what: "\(place) \(name)")
            default: break
            }
        }
        for member in context.members {
            let name = member.name.string ?? ""
            guard !name.hasPrefix("@") else { continue }
            facts["\(place)/\(name)"] = try define(name, member.value, context, isProtected)
            guard let scope = member.value.member("@context") else { continue }
            if scope.isNull {
                facts["\(place)/\(name) @context"] = "null"
            } else {
                try add(scope, at: "\(place)/\(name)")
            }
        }
    }

    private func define(
        _ name: String, _ definition: JSONNode, _ context: JSONNode, _ isProtected: Bool
    ) throws -> String {
        var iri = definition.string
        var words: [String] = []
        for member in definition.members {
            switch member.name.string ?? "" {
            case "@id": iri = try Self.require(member.value.string)
            case "@reverse":
                iri = try Self.require(member.value.string)
                words.append("reverse")
            case "@type": words.append("type \(Self.expand(try Self.require(member.value.string), context))")
            case "@container":
                let containers = member.value.string.map { [$0] } ?? member.value.elements.compactMap(\.string)
                words.append("container \(containers.sorted())")
            case "@context": break
            case let other: throw Unreadable(what: "\(name) \(other)")
            }
        }
        let expanded = Self.expand(try Self.require(iri), context)
        if isProtected { words.append("protected") }
        if Self.isPrefix(definition, expanded) { words.append("prefix") }
        return "term \(expanded) \(words.sorted())"
    }

    /// Whether a term is defined by an IRI alone, and by one that a compact IRI can be made with.
    private static func isPrefix(_ definition: JSONNode, _ iri: String) -> Bool {
        guard definition.kind == .string, let last = iri.last else { return false }
        return ":/?#[]@".contains(last)
    }

    private static func expand(_ text: String, _ context: JSONNode) -> String {
        guard !text.hasPrefix("@") else { return text }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2 {
            guard !parts[1].hasPrefix("//"), let definition = context.member(parts[0]), let base = definition.string,
                isPrefix(definition, expand(base, context))
            else { return text }
            return expand(base, context) + parts[1]
        }
        guard let definition = context.member(text) else { return (context.member("@vocab")?.string ?? "") + text }
        guard let iri = definition.string ?? definition.member("@id")?.string else { return text }
        return expand(iri, context)
    }

    /// A context that uses what these facts have no place for.
    struct Unreadable: Error {
        let what: String
    }

    private static func require<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw Unreadable(what: "a member of another kind") }
        return value
    }
}

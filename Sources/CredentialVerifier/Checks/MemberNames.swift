import Credentials
import Encodings

/// What the names of members below the top of a document say beside what readers of its JSON see.
///
/// JSON-LD has words of its own, which begin with `@`, and takes a name with a colon for an address: under either, other
/// programs may find what is passed over here.
struct MemberNames {
    /// The first member that is one of JSON-LD's own and changes what the names around it mean.
    private(set) var keyword: JSONNode?

    /// The first member whose name is an address.
    private(set) var address: JSONNode?

    /// Whether an endorsement names contexts once more that hold for the whole document, because it was made as a credential
    /// of its own.
    private(set) var repeatsContexts = false

    /// Looks at a document, up to the first member that is not as it should be.
    init(_ claims: CredentialView) {
        for (name, value) in claims.node.members {
            // A proof repeats the context of its document; the check of the proof compares the two.
            guard !name.isString("proof"), !name.isString("@context") else { continue }
            if name.textBytes.first == UInt8(ascii: "@") {
                keyword = value
            } else {
                look(into: value, claims)
            }
            if keyword != nil || address != nil { return }
        }
    }

    private mutating func look(into value: JSONNode, _ claims: CredentialView) {
        var isAddress = false
        let found = value.firstMember { name, value in
            guard name.count > 0 else { return false }
            guard name[0] == UInt8(ascii: "@") else {
                for index in 0..<name.count where name[index] == UInt8(ascii: ":") { isAddress = true }
                return isAddress
            }
            guard Self.isEqual(name, "@context"), Self.isRepeated(value, claims.contexts) else {
                return !Self.isOfText(name)
            }
            repeatsContexts = true
            return false
        }
        if isAddress { address = found } else { keyword = found }
    }

    /// Whether a name is one of those of a text with its language.
    private static func isOfText(_ name: Span<UInt8>) -> Bool {
        isEqual(name, "@value") || isEqual(name, "@language") || isEqual(name, "@direction")
    }

    /// Whether the contexts of an endorsement are among those of the document, and change nothing where they are named once
    /// more: they protect every term that they define.
    private static func isRepeated(_ value: JSONNode, _ contexts: [JSONNode]) -> Bool {
        var place = value.pointer.split(separator: "/").dropLast()
        if place.last?.allSatisfy(\.isNumber) == true { place.removeLast() }
        guard place.last == "endorsement" else { return false }
        let entries = value.kind == .array ? Array(value.elements) : [value]
        return entries.allSatisfy { entry in
            KnownContexts.protectsEveryTerm(entry) && contexts.contains { $0.isEqual(to: entry) }
        }
    }

    private static func isEqual(_ name: Span<UInt8>, _ other: StaticString) -> Bool {
        guard name.count == other.utf8CodeUnitCount else { return false }
        return other.withUTF8Buffer { other in
            for index in other.indices where unsafe name[index] != other[index] { return false }
            return true
        }
    }
}

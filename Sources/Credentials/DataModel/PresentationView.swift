public import Encodings

/// A reading of a JSON object as a verifiable presentation.
///
/// As ``CredentialView``, it never changes or drops anything.
/// Source: Verifiable Credentials Data Model 2.0, section 4.13.
public struct PresentationView: Sendable {
    /// The object that is read.
    public let node: JSONNode

    /// Reads `node` as a presentation.
    public init(_ node: JSONNode) { self.node = node }

    /// The presentation's identifier.
    public var id: String? { node["id"]?.string }

    /// The holder's identifier node, whether the holder is a string or an object.
    public var holderNode: JSONNode? {
        guard let holder = node["holder"] else { return nil }
        return holder.kind == .object ? holder["id"] : holder
    }

    /// The holder's identifier.
    public var holder: String? { holderNode?.string }

    /// The credentials that are presented, one or many, enveloped ones among them.
    public var credentials: [CredentialView] { list("verifiableCredential").map { CredentialView($0) } }

    /// The proofs, one or many.
    public var proofs: [JSONNode] { list("proof") }

    private func list(_ name: StaticString) -> [JSONNode] {
        guard let value = node[name] else { return [] }
        return value.kind == .array ? Array(value.elements) : [value]
    }
}

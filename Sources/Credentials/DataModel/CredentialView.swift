public import Encodings

/// A reading of a JSON object as a verifiable credential: the properties of the data model by name.
///
/// A view never changes or drops anything; what it does not know stays in ``node``. Every property is as the document
/// has it, so that a wrong type gives `nil` here and a finding from the data model rules.
/// Source: Verifiable Credentials Data Model 2.0, section 4; version 1.1 where the names differ.
public struct CredentialView: Sendable {
    /// The object that is read.
    public let node: JSONNode

    /// Reads `node` as a credential.
    public init(_ node: JSONNode) { self.node = node }

    /// The version of the data model, told by the first context (section 4.3).
    public enum Version: Sendable { case v1, v2 }

    /// The version of the data model, or `nil` when the first context is neither.
    public var version: Version? {
        let context = node["@context"]
        guard let first = context?.kind == .array ? context?.elements.first(where: { _ in true }) : context else {
            return nil
        }
        if first.isString("https://www.w3.org/ns/credentials/v2") { return .v2 }
        if first.isString("https://www.w3.org/2018/credentials/v1") { return .v1 }
        return nil
    }

    /// The entries of `@context`.
    public var contexts: [JSONNode] { list("@context") }

    /// The credential's identifier.
    public var id: String? { node["id"]?.string }

    /// The types as text.
    public var types: [String] { list("type").compactMap(\.string) }

    /// Whether `type` is among the types.
    public func hasType(_ type: StaticString) -> Bool { list("type").contains { $0.isString(type) } }

    /// The issuer's identifier node, whether the issuer is a string or an object.
    public var issuerNode: JSONNode? {
        guard let issuer = node["issuer"] else { return nil }
        return issuer.kind == .object ? issuer["id"] : issuer
    }

    /// The issuer's identifier.
    public var issuer: String? { issuerNode?.string }

    /// The subjects, one or many.
    public var subjects: [JSONNode] { list("credentialSubject") }

    /// The proofs, one or many.
    public var proofs: [JSONNode] { list("proof") }

    /// The status entries, one or many.
    public var statusEntries: [JSONNode] { list("credentialStatus") }

    /// The start of validity: `validFrom`, or `issuanceDate` in version 1.1.
    public var validFrom: JSONNode? { node["validFrom"] ?? (version == .v1 ? node["issuanceDate"] : nil) }

    /// The end of validity: `validUntil`, or `expirationDate` in version 1.1.
    public var validUntil: JSONNode? { node["validUntil"] ?? (version == .v1 ? node["expirationDate"] : nil) }

    /// A property that holds one value or an array of values, as a list.
    public func list(_ name: StaticString) -> [JSONNode] {
        guard let value = node[name] else { return [] }
        return value.kind == .array ? Array(value.elements) : [value]
    }
}

public import Encodings

/// A reading of a JSON object as a verifiable credential: the properties of the data model by name.
///
/// A view never changes or drops anything; what it does not know stays in ``node``. Every property is as the document
/// has it, so that a wrong type gives `nil` here and a finding from the data model rules.
/// Source: Verifiable Credentials Data Model 2.0, section 4; version 1.1 where the names differ.
public struct CredentialView: Sendable {
    /// The object that is read.
    public let node: JSONNode

    /// How much the place of a name says of who gave it.
    public let naming: LearnerNaming

    /// Reads `node` as a credential.
    public init(_ node: JSONNode, naming: LearnerNaming = .inOrder) {
        self.node = node
        self.naming = naming
    }

    /// Which of the names that are stated of a learner is the one that the issuer gave.
    public enum LearnerNaming: Sendable {
        /// The first one: the order of the document was signed.
        case inOrder
        /// The one that all places agree on: the order says nothing.
        case agreed
        /// None: another credential in the document speaks of the same learner, and who said what is not told.
        case nobody
    }

    /// The version of the data model, told by the first context (section 4.3).
    public enum Version: Sendable {
        /// Verifiable Credentials Data Model 1.1.
        case v1
        /// Verifiable Credentials Data Model 2.0.
        case v2

        /// The address of the context that comes first in a document of this version.
        public var baseContext: StaticString {
            switch self {
            case .v1: "https://www.w3.org/2018/credentials/v1"
            case .v2: "https://www.w3.org/ns/credentials/v2"
            }
        }

        init?(firstContext context: JSONNode) {
            if context.isString(Version.v2.baseContext) {
                self = .v2
            } else if context.isString(Version.v1.baseContext) {
                self = .v1
            } else {
                return nil
            }
        }
    }

    /// The version of the data model, or `nil` when the first context is neither.
    public var version: Version? {
        guard let context = node["@context"] else { return nil }
        return Version(firstContext: context.firstElement ?? context)
    }

    /// The entries of `@context`.
    public var contexts: [JSONNode] { list("@context") }

    /// The credential's identifier.
    public var id: String? { node["id"]?.string }

    /// The types as text.
    public var types: [String] { list("type").compactMap(\.string) }

    /// Whether `type` is among the types.
    public func hasType(_ type: StaticString) -> Bool {
        guard let types = node["type"] else { return false }
        return types.isString(type) || types.elements.contains { $0.isString(type) }
    }

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

    /// The start of validity: `validFrom`; in version 1.1 `issuanceDate`, which alone has a meaning there.
    public var validFrom: JSONNode? {
        version == .v1 ? node["issuanceDate"] ?? node["validFrom"] : node["validFrom"]
    }

    /// The end of validity: `validUntil`; in version 1.1 `expirationDate`, which alone has a meaning there.
    public var validUntil: JSONNode? {
        version == .v1 ? node["expirationDate"] ?? node["validUntil"] : node["validUntil"]
    }

    /// A property that holds one value or an array of values, as a list.
    public func list(_ name: StaticString) -> [JSONNode] {
        guard let value = node[name] else { return [] }
        return value.kind == .array ? Array(value.elements) : [value]
    }
}

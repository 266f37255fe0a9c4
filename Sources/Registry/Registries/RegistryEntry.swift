import Credentials
public import Encodings

/// An issuer as a registry of somebody else names it: a claim, and no more.
public struct RegistryEntry: Sendable {
    /// The identifier, as the bytes by which it is compared.
    public let idBytes: [UInt8]
    /// What the registry says of the issuer.
    public let node: JSONNode
    /// Whether the registry names it as one that issues credentials.
    public let isForIssuing: Bool
    /// Whether it is named for certain credentials alone, given as schemas.
    public let isLimited: Bool
    /// From when until when the registry names it for issuing, where it says so of the issuer alone.
    public let issuing: (from: Timestamp?, until: Timestamp?)

    /// The identifier.
    public var id: String { String(decoding: idBytes, as: UTF8.self) }
    /// The name that the registry gives the issuer, the legal one where it tells two; the identifier where it gives none.
    public var name: String { node["legalName"]?.string ?? RegistryText.text(node["name"]) ?? id }
    /// Where the registry says that the issuer is, in its own words.
    public var location: String? { node["location"]?.string }
    /// The address on the web that the registry gives; it is never visited.
    public var url: String? { node["url"]?.string }
}

/// The texts of a registry: one text, or the same in several languages.
enum RegistryText {
    /// How long a name, a place or an address may be, in bytes.
    static let byteLimit = 2_048

    /// A text, or the first of several.
    ///
    /// Source: Verifiable Credentials Data Model 2.0, sections 4.6 and 11.1: a name is a string, or language values.
    static func text(_ node: JSONNode?) -> String? {
        guard let node else { return nil }
        switch node.kind {
        case .string: return node.string
        case .object: return node["@value"]?.string
        default: return node.firstElement.flatMap { $0.kind == .array ? nil : text($0) }
        }
    }

    /// Whether a node is a text that is neither empty nor too long.
    static func isText(_ node: JSONNode) -> Bool {
        node.withUTF8 { (1...byteLimit).contains($0.count) } ?? false
    }

    /// Whether a node is a text, or texts in languages, none of them empty or too long.
    static func isLocalizedText(_ node: JSONNode) -> Bool {
        switch node.kind {
        case .string: isText(node)
        case .object: node["@value"].map(isText) ?? false
        case .array: node.count > 0 && node.elements.allSatisfy { $0.kind != .array && isLocalizedText($0) }
        default: false
        }
    }

    /// A text as it stands between quotation marks in a sentence: it cannot end them, and is not endless.
    static func quoted(_ text: String) -> String {
        let longest = 120
        let plain = String(text.map { "\"“”„«»".contains($0) ? "'" : $0 })
        return plain.count > longest ? plain.prefix(longest) + "…" : plain
    }
}

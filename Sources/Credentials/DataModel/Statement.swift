public import Encodings

/// What a document states: where the properties of the data model stand in it, found in one pass over its members.
///
/// Every property is as the document has it; whether it has the right form is for the rules to say.
public struct Statement: Sendable {
    /// The object that is read.
    public let node: JSONNode
    /// As what it is judged.
    public let kind: DocumentKind
    /// The version of the data model, told by the first context; `nil` when it is none.
    public let version: CredentialView.Version?

    /// What Open Badges knows the document as; `nil` when it is no Open Badge.
    let badge: BadgeKind?
    /// Whether a context stands in the document itself, as an object.
    let hasInlineContext: Bool
    /// Whether the base context of version 2 and contexts in the document itself are all there is.
    let hasOnlyKnownContexts: Bool

    /// By the number of the property: places, as counting references to nodes would take most of the time.
    private let places: InlineArray<22, JSONNode.Place?>

    /// Reads `node` as a document of a kind.
    public init(_ node: JSONNode, as kind: DocumentKind) {
        var places = InlineArray<22, JSONNode.Place?>(repeating: nil)
        node.forEachMember { name, value in
            if let property = StatedProperty(name) { places[property.rawValue] = value.place }
        }
        self.node = node
        self.kind = kind
        self.places = places
        var badge: BadgeKind?
        Self.forEach(places[StatedProperty.type.rawValue].map { node[$0] }) { type in
            badge = BadgeKind.foremost(badge, type.withUTF8 { BadgeKind(type: $0) } ?? nil)
        }
        self.badge = badge

        guard let context = places[StatedProperty.context.rawValue].map({ node[$0] }) else {
            version = nil
            hasInlineContext = false
            hasOnlyKnownContexts = false
            return
        }
        let version = CredentialView.Version(firstContext: context.firstElement ?? context)
        var inlineCount = 0
        var otherCount = 0
        context.forEachElement { entry in
            guard entry.kind == .object else { return otherCount += 1 }
            inlineCount += 1
            // What a context imports is not seen here.
            if entry["@import"] != nil { otherCount += 1 }
        }
        self.version = version
        hasInlineContext = inlineCount > 0
        hasOnlyKnownContexts = version == .v2 && otherCount <= 1
    }

    /// The value of a property, or `nil` when the document does not have it.
    public subscript(property: StatedProperty) -> JSONNode? { places[property.rawValue].map { node[$0] } }

    /// Calls `body` with the value of a property that holds one value, or with each value of a list.
    static func forEach(_ value: JSONNode?, _ body: (JSONNode) -> Void) {
        guard let value else { return }
        guard value.kind == .array else { return body(value) }
        value.forEachElement(body)
    }
}

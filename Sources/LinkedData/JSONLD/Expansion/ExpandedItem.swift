internal import Encodings

/// One map of an expanded document: a node, a value or a list, while it is being made or done.
struct ExpandedItem: Sendable {
    /// The keywords that the map has as members.
    var present: KeywordSet = []
    /// Whether `@type` was written as an array.
    var hasTypeArray = false
    /// Whether the value is a JSON literal.
    var isJSON = false
    /// Whether `@value` is null.
    var isNull = false
    var direction: Direction?
    /// What follows it in its row.
    var next = UInt32.max
    /// The last of its types; they are chained backwards.
    var types = UInt32.max
    /// The last of its properties; they are chained backwards.
    var properties = UInt32.max
    /// The last of its reversed properties.
    var reverse = UInt32.max
    var id = ExpandedArena.Text.none
    var language = ExpandedArena.Text.none
    var index = ExpandedArena.Text.none
    /// The items of `@graph`, `@list` or `@set`.
    var children = ExpandedArena.Row()
    var included = ExpandedArena.Row()
    /// Where the value of `@value` stands.
    var value: JSONNode.Place
    /// Where the map stands in the document, or what it was made from.
    let place: JSONNode.Place

    init(place: JSONNode.Place) {
        self.place = place
        value = place
    }

    var isValue: Bool { present.contains(.value) }
    var isList: Bool { present.contains(.list) }
    /// Whether it is a graph object (JSON-LD 1.1 API, section 4): `@graph`, and nothing but `@id`, `@index` beside it.
    var isGraph: Bool {
        present.contains(.graph) && present.isSubset(of: [.init(.graph), .init(.id), .init(.index)])
            && hasNoProperties
    }
    /// Whether it has no properties, neither forward nor reversed.
    var hasNoProperties: Bool { properties == .max && reverse == .max }
    /// The keywords that the finished map has, whether or not there are reversed properties.
    var keywords: KeywordSet { present.subtracting(KeywordSet(.reverse)) }
}

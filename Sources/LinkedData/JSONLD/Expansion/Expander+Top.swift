internal import Encodings

extension Expander {
    /// Expands the document itself (section 9.1, `expand`, steps 8 and 9).
    mutating func expandTop(
        _ document: JSONNode, _ context: ActiveContext, omitting omitted: [[UInt8]]
    ) throws(JSONLDError) -> ExpandedArena.Row {
        let property = ActiveProperty(kind: .none, definition: nil, name: document.place)
        var expanded: Expanded
        if document.kind == .object {
            var context = context
            let isContextOmitted = omitted.contains { $0.elementsEqual("@context".utf8) }
            if !isContextOmitted, let local = document["@context"] {
                context = try contexts.apply(inline: local, to: context)
            }
            expanded = try expandNode(document, context, property, omitting: omitted, depth: 0)
        } else {
            expanded = try expand(document, context, property, depth: 0)
        }
        guard case .single(let item) = expanded else { return row(expanded) }
        // A document of nothing but @graph is the nodes in it.
        let only = arena.items[Int(item)]
        if only.keywords == KeywordSet(.graph), only.hasNoProperties { return only.children }
        return arena.row(of: item)
    }
}

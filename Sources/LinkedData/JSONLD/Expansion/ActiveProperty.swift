internal import Encodings

/// The member whose value is being expanded: the active property of the algorithms.
struct ActiveProperty {
    enum Kind {
        /// None: the value stands at the top of the document.
        case none
        case graph
        case reverse
        case term
    }

    let kind: Kind
    /// What the name means in the active context.
    let definition: TermDefinition?
    /// Where the name stands.
    let name: JSONNode.Place

    /// Whether a value that is no node belongs to nothing here.
    var isFree: Bool { kind == .none || kind == .graph }

    /// The same member in another context.
    func inside(_ context: ActiveContext, _ root: JSONNode) -> ActiveProperty {
        guard kind == .term else { return self }
        return ActiveProperty(kind: .term, definition: context.definition(root[name].textBytes.span), name: name)
    }
}

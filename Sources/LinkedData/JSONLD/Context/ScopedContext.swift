internal import Encodings

/// A context inside the definition of a term, not processed yet: its meaning depends on where it is applied.
final class ScopedContext: Sendable {
    let node: JSONNode
    let origin: ContextOrigin

    init(_ node: JSONNode, _ origin: ContextOrigin) {
        self.node = node
        self.origin = origin
    }

    func isSame(as other: ScopedContext?) -> Bool {
        guard let other else { return false }
        return self === other || origin.baseURL == other.origin.baseURL && node.isEqual(to: other.node)
    }
}

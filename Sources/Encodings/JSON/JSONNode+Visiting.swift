extension JSONNode {
    /// Calls `body` with each member of an object, in the order they were written.
    ///
    /// This is the cheap way through an object: a name is lent as its bytes, and nothing is allocated. For any other
    /// kind of value `body` is never called.
    public func forEachMember(_ body: (_ name: Span<UInt8>, _ value: JSONNode) -> Void) {
        let node = tape.node(index)
        guard node.kind == .object else { return }
        unsafe tape.source.withUnsafeBufferPointer { source in
            guard let start = source.baseAddress else { return }
            var cursor = index + 1
            for _ in 0..<node.count {
                let name = unsafe tape.name(tape.node(cursor), start)
                unsafe body(name.span, JSONNode(tape: tape, index: cursor + 1))
                cursor = Int(tape.node(cursor + 1).next)
            }
        }
    }

    /// Calls `body` with each element of an array, in order; for any other kind of value it is never called.
    public func forEachElement(_ body: (JSONNode) -> Void) {
        let node = tape.node(index)
        guard node.kind == .array else { return }
        var cursor = index + 1
        for _ in 0..<node.count {
            body(JSONNode(tape: tape, index: cursor))
            cursor = Int(tape.node(cursor).next)
        }
    }

    /// Lends the bytes of a string, after escapes are resolved, to `body`; `nil` for any other kind of value.
    @inlinable
    public func withUTF8<Result>(_ body: (Span<UInt8>) -> Result) -> Result? {
        var result: Result?
        lendText { result = body($0) }
        return result
    }

    /// What ``withUTF8(_:)`` needs of this module: the same for every type of result, so that callers are compiled for theirs.
    @usableFromInline
    func lendText(_ body: (Span<UInt8>) -> Void) { lendText(at: place, body) }

    /// The first element of an array, or `nil` when there is none or this is no array.
    public var firstElement: JSONNode? {
        let node = tape.node(index)
        return node.kind == .array && node.count > 0 ? JSONNode(tape: tape, index: index + 1) : nil
    }

    /// Where a value stands in its document: what is kept when there is no need for the node itself.
    public struct Place: Sendable, Hashable {
        let index: Int
    }

    /// Where this value stands.
    public var place: Place { Place(index: index) }

    /// The value at a place of the same document.
    public subscript(place: Place) -> JSONNode { JSONNode(tape: tape, index: place.index) }

    /// Lends the bytes of the string at a place of the same document, as ``withUTF8(_:)`` does.
    @inlinable
    public func withUTF8<Result>(at place: Place, _ body: (Span<UInt8>) -> Result) -> Result? {
        var result: Result?
        lendText(at: place) { result = body($0) }
        return result
    }

    @usableFromInline
    func lendText(at place: Place, _ body: (Span<UInt8>) -> Void) {
        guard tape.node(place.index).kind == .string else { return }
        unsafe tape.withText(place.index) { unsafe body($0.span) }
    }

    /// Where the names and the values of an object stand, in the order they were written; empty for any other kind.
    ///
    /// For loops that need few of the nodes: unlike a node, a place counts no reference to the document.
    public var memberPlaces: MemberPlaces { MemberPlaces(tape: tape, index: index) }

    /// The places of the members of an object.
    public struct MemberPlaces: Sequence, IteratorProtocol, Sendable {
        private let tape: JSONTape
        private var cursor: Int
        private var remaining: UInt32

        init(tape: JSONTape, index: Int) {
            self.tape = tape
            let node = tape.node(index)
            cursor = index + 1
            remaining = node.kind == .object ? node.count : 0
        }

        /// The place of the next name with that of its value.
        public mutating func next() -> (name: Place, value: Place)? {
            guard remaining > 0 else { return nil }
            remaining -= 1
            defer { cursor = Int(tape.node(cursor + 1).next) }
            return (Place(index: cursor), Place(index: cursor + 1))
        }
    }
}

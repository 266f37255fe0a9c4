/// A parsed document as a flat row of nodes over the received bytes.
///
/// Strings without escapes stay where they are in the received bytes; the others are decoded once into a side buffer.
/// Everything here is written by ``TapeParser`` and read-only afterwards, so a tape may be used from many threads.
/// The pointers of this folder never leave it: what the module offers outside works with copies and indices.
@safe final class JSONTape: @unchecked Sendable {
    /// One value or one member name.
    struct Node {
        var kind: JSONKind
        /// Whether this is a string whose text stands in the side buffer.
        var isEscaped = false
        /// Whether this is the name of a member, which stands directly before its value.
        var isName = false
        /// First byte in the source.
        var offset: UInt32
        /// First byte after it in the source.
        var end: UInt32
        /// The node after this value and all that it contains.
        var next: UInt32
        /// Members or elements of a container; bytes in the side buffer of an escaped string.
        var count: UInt32 = 0
        /// Where an object's sorted names begin in `order`; where an escaped string begins in the side buffer.
        var extra: UInt32 = 0
    }

    /// The bytes as received.
    let source: [UInt8]
    /// The nodes, a member's name directly before its value.
    let nodes: UnsafeMutablePointer<Node>
    let nodeCount: Int
    /// The text of strings that were written with escapes.
    let side: UnsafeMutablePointer<UInt8>
    /// For every object the nodes of its member names, in the order of RFC 8785, section 3.2.3.
    let order: UnsafeMutablePointer<UInt32>
    let orderCount: Int

    init(
        source: [UInt8], nodes: UnsafeMutablePointer<Node>, nodeCount: Int, side: UnsafeMutablePointer<UInt8>,
        order: UnsafeMutablePointer<UInt32>, orderCount: Int
    ) {
        self.source = source
        unsafe self.nodes = nodes
        self.nodeCount = nodeCount
        unsafe self.side = side
        unsafe self.order = order
        self.orderCount = orderCount
    }

    deinit {
        unsafe nodes.deallocate()
        unsafe side.deallocate()
        unsafe order.deallocate()
    }

    /// The node at `index`; indices come from this tape alone.
    func node(_ index: Int) -> Node {
        precondition(index < nodeCount)
        return unsafe nodes[index]
    }

    /// Runs `body` with the text of the string or the digits of the number at `index`.
    @inline(__always)
    func withText<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        let node = self.node(index)
        if node.isEscaped {
            return unsafe try body(UnsafeBufferPointer(start: side + Int(node.extra), count: Int(node.count)))
        }
        let quotes = node.kind == .string ? 1 : 0
        let range = Int(node.offset) + quotes..<Int(node.end) - quotes
        return unsafe try source.withUnsafeBufferPointer { unsafe try body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Whether the value at `index` is a string with exactly these bytes.
    ///
    /// Most strings that are asked for this differ in length, so that nothing else is looked at.
    @inline(__always)
    func isText(_ index: Int, _ expected: UnsafeBufferPointer<UInt8>) -> Bool {
        let node = self.node(index)
        guard node.kind == .string, textCount(node) == expected.count else { return false }
        return unsafe withText(index) { unsafe equalBytes($0, expected) }
    }

    /// Finds the value of the member `name` of the object at `index`.
    func member(_ name: UnsafeBufferPointer<UInt8>, of index: Int) -> Int? {
        let object = node(index)
        guard object.kind == .object else { return nil }
        return unsafe source.withUnsafeBufferPointer { source in
            guard let start = source.baseAddress else { return nil }
            var cursor = index + 1
            for _ in 0..<object.count {
                let member = node(cursor)
                if textCount(member) == name.count, unsafe equalBytes(self.name(member, start), name) {
                    return cursor + 1
                }
                cursor = Int(node(cursor + 1).next)
            }
            return nil
        }
    }

    /// Finds the value of the first member at any depth inside the value at `index` that is wanted by its name and the
    /// place of its value.
    ///
    /// One pass over the row of nodes: the depth of the document costs nothing.
    func descendant(of index: Int, where isWanted: (UnsafeBufferPointer<UInt8>, Int) -> Bool) -> Int? {
        unsafe source.withUnsafeBufferPointer { source in
            guard let start = source.baseAddress else { return nil }
            for cursor in index + 1..<max(Int(node(index).next), index + 1) {
                let node = node(cursor)
                guard node.isName else { continue }
                let text = unsafe self.name(node, start)
                if unsafe isWanted(text, cursor + 1) { return cursor + 1 }
            }
            return nil
        }
    }

    /// The text of a member name, for loops over the members of an object.
    ///
    /// The parser made its place: inside the quotes in the source, which starts at `start`, or in the side buffer.
    @inline(__always)
    func name(_ node: Node, _ start: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        unsafe node.isEscaped
            ? UnsafeBufferPointer(start: side + Int(node.extra), count: Int(node.count))
            : UnsafeBufferPointer(start: start + Int(node.offset) + 1, count: Int(node.end - node.offset) - 2)
    }

    /// The name node at a position in the canonical order; an object's names begin at its `extra`.
    func orderedName(_ position: Int) -> Int {
        precondition(position < orderCount)
        return unsafe Int(order[position])
    }

    /// Whether two texts are the same, byte by byte.
    @inline(__always)
    func equalTexts(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe left.count == right.count && equalBytes(left, right)
    }

    /// How many bytes the text of a string has.
    @inline(__always)
    private func textCount(_ string: Node) -> Int {
        string.isEscaped ? Int(string.count) : Int(string.end - string.offset) - 2
    }

    /// Whether two runs of bytes of the same length are equal, told eight bytes at a time.
    @inline(__always)
    private func equalBytes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        let count = left.count
        guard count >= 8 else {
            for index in 0..<count where unsafe left[index] != right[index] { return false }
            return true
        }
        let left = UnsafeRawBufferPointer(left)
        let right = UnsafeRawBufferPointer(right)
        var offset = 0
        // The last eight bytes may overlap those before them.
        while offset < count {
            let place = min(offset, count - 8)
            guard
                unsafe left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                    == right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            else { return false }
            offset += 8
        }
        return true
    }
}

/// The one strict JSON parser: RFC 8259 with the bounds and refusals of ``Limits``.
///
/// It walks the bytes once, keeps its own stack and therefore cannot be made to recurse. Object names are sorted as soon
/// as an object closes: that finds duplicates, and the canonical form needs the same order. What is reported is the first
/// thing wrong in this walk, so that a fault inside an object is told before a name that occurs twice in it.
///
/// Sizes and places are kept in 32 bits; ``Limits`` never admits a document for which that is not enough.
@safe struct TapeParser: ~Copyable {
    struct Frame {
        var node: Int
        /// The latest member name, for error pointers.
        var name: Int
    }

    let base: UnsafePointer<UInt8>
    let count: Int
    let limits: Limits
    var position = 0
    /// Members and elements so far, in the whole document.
    var members = 0

    var nodes: UnsafeMutablePointer<JSONTape.Node>
    var nodeCapacity: Int
    var nodeCount = 0
    var side: UnsafeMutablePointer<UInt8>
    var sideCapacity = 1
    var sideCount = 0
    var order: UnsafeMutablePointer<UInt32>
    var orderCapacity: Int
    var orderCount = 0
    var stack: [Frame] = []
    /// Whether a member's value or an element is being read, and not what stands between two; for error pointers.
    var isInsideChild = false

    private init(_ bytes: UnsafeBufferPointer<UInt8>, start: UnsafePointer<UInt8>, limits: Limits) {
        unsafe base = start
        count = bytes.count
        self.limits = limits
        nodeCapacity = count / 8 + 16
        unsafe nodes = .allocate(capacity: nodeCapacity)
        unsafe side = .allocate(capacity: 1)
        orderCapacity = count / 16 + 16
        unsafe order = .allocate(capacity: orderCapacity)
        stack.reserveCapacity(8)
    }

    /// Parses a whole document.
    static func parse(_ source: [UInt8], limits: Limits) throws(JSONError) -> JSONTape {
        guard source.count <= limits.documentByteCount else {
            throw JSONError(
                code: .inputTooLarge, byteOffset: limits.documentByteCount, pointer: "",
                reason: "a document has at most \(limits.documentByteCount) bytes, found \(source.count)")
        }
        let outcome: Result<JSONTape, JSONError> = unsafe source.withUnsafeBufferPointer { bytes in
            // An empty array may have no base address; with a byte to point at, nothing below needs that case.
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                return .failure(
                    JSONError(
                        code: .syntax, byteOffset: 0, pointer: "", reason: "expected a JSON value, found nothing"))
            }
            var parser = unsafe TapeParser(bytes, start: start, limits: limits)
            do throws(JSONError) {
                try parser.document()
            } catch {
                parser.discard()
                return .failure(error)
            }
            return unsafe .success(
                JSONTape(
                    source: source, nodes: parser.nodes, nodeCount: parser.nodeCount, side: parser.side,
                    order: parser.order, orderCount: parser.orderCount))
        }
        return try outcome.get()
    }

    func discard() {
        unsafe nodes.deallocate()
        unsafe side.deallocate()
        unsafe order.deallocate()
    }

    // MARK: Grammar

    mutating func document() throws(JSONError) {
        try refuseOtherEncodings()
        skipSpace()
        try value()
        while let frame = stack.last {
            isInsideChild = false
            skipSpace()
            if unsafe nodes[frame.node].kind == .object {
                try objectStep(frame.node)
            } else {
                try arrayStep(frame.node)
            }
        }
        skipSpace()
        guard position == count else { throw syntax("the end of the document") }
    }

    /// Reads what follows inside an open object: its end, or a name and a value.
    mutating func objectStep(_ node: Int) throws(JSONError) {
        let isFirst = unsafe nodes[node].count == 0
        if peek() == UInt8(ascii: "}") {
            position += 1
            try closeObject(node)
            return
        }
        if !isFirst {
            guard peek() == UInt8(ascii: ",") else { throw syntax("',' or '}'") }
            position += 1
            skipSpace()
        }
        guard peek() == UInt8(ascii: "\"") else {
            throw syntax(isFirst ? "a member name in double quotes or '}'" : "a member name in double quotes")
        }
        try countMember()
        let name = nodeCount
        try string(isName: true)
        unsafe nodes[name].isName = true
        unsafe nodes[node].count += 1
        skipSpace()
        guard peek() == UInt8(ascii: ":") else { throw syntax("':' after the member name") }
        position += 1
        skipSpace()
        stack[stack.count - 1].name = name
        isInsideChild = true
        try value()
    }

    /// Reads what follows inside an open array: its end, or an element.
    mutating func arrayStep(_ node: Int) throws(JSONError) {
        let isFirst = unsafe nodes[node].count == 0
        if peek() == UInt8(ascii: "]") {
            position += 1
            unsafe nodes[node].end = UInt32(truncatingIfNeeded: position)
            unsafe nodes[node].next = UInt32(truncatingIfNeeded: nodeCount)
            stack.removeLast()
            return
        }
        if !isFirst {
            guard peek() == UInt8(ascii: ",") else { throw syntax("',' or ']'") }
            position += 1
            skipSpace()
        }
        try countMember()
        unsafe nodes[node].count += 1
        isInsideChild = true
        try value()
    }

    /// Reads a scalar whole, or opens a container.
    mutating func value() throws(JSONError) {
        switch peek() {
        case UInt8(ascii: "\""): try string(isName: false)
        case UInt8(ascii: "{"): try open(.object)
        case UInt8(ascii: "["): try open(.array)
        case UInt8(ascii: "t"): try literal("true", .boolean, 1)
        case UInt8(ascii: "f"): try literal("false", .boolean, 0)
        case UInt8(ascii: "n"): try literal("null", .null, 0)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        default: throw syntax("a JSON value")
        }
    }

    mutating func open(_ kind: JSONKind) throws(JSONError) {
        guard stack.count < limits.depth else {
            throw error(.limit, "arrays and objects may be nested \(limits.depth) deep, found one more")
        }
        let node = nodeCount
        append(kind, from: position)
        position += 1
        stack.append(Frame(node: node, name: 0))
    }

    mutating func literal(
        _ text: StaticString, _ kind: JSONKind, _ truth: UInt32
    ) throws(JSONError) {
        let start = position
        for index in 0..<text.utf8CodeUnitCount {
            guard unsafe peek() == text.utf8Start[index] else { throw syntax("the literal \(text)") }
            position += 1
        }
        append(kind, from: start)
        unsafe nodes[nodeCount - 1].count = truth
    }

    /// Sorts the names of a finished object and refuses two that are equal.
    mutating func closeObject(_ node: Int) throws(JSONError) {
        let size = unsafe Int(nodes[node].count)
        unsafe nodes[node].end = UInt32(truncatingIfNeeded: position)
        unsafe nodes[node].next = UInt32(truncatingIfNeeded: nodeCount)
        unsafe nodes[node].extra = UInt32(truncatingIfNeeded: orderCount)
        reserveOrder(size)
        let names = unsafe NameOrder(base: base, side: side, nodes: nodes)
        let slots = unsafe UnsafeMutableBufferPointer(start: order + orderCount, count: size)
        if let duplicate = unsafe names.sort(slots, object: node) {
            stack[stack.count - 1].name = duplicate
            isInsideChild = true
            throw error(
                .duplicateKey, "a member name may occur once in an object, found it twice",
                at: unsafe Int(nodes[duplicate].offset))
        }
        orderCount += size
        stack.removeLast()
    }

    // MARK: Reading

    /// The byte at the position, or 0 at the end: 0 is no token of JSON.
    func peek(_ ahead: Int = 0) -> UInt8 {
        position + ahead < count ? unsafe base[position + ahead] : 0
    }

    mutating func skipSpace() {
        while position < count {
            let byte = unsafe base[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}

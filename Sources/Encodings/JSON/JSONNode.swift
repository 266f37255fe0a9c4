/// One value inside a ``JSONDocument``.
public struct JSONNode: Sendable {
    let tape: JSONTape
    let index: Int

    /// The kind of the value.
    public var kind: JSONKind { tape.node(index).kind }

    /// Whether the value is `null`.
    public var isNull: Bool { kind == .null }

    /// The value of `true` or `false`, or `nil` for any other kind.
    public var boolean: Bool? {
        let node = tape.node(index)
        return node.kind == .boolean ? node.count == 1 : nil
    }

    /// The text of a string, or `nil` for any other kind.
    public var string: String? { kind == .string ? text : nil }

    /// The digits of a number as they were written, or `nil` for any other kind.
    public var number: String? { kind == .number ? text : nil }

    /// The value of a number that was written as an integer and fits, or `nil`.
    public var integer: Int? { number.flatMap { Int($0) } }

    /// How many members an object or elements an array has; 0 for any other kind.
    public var count: Int {
        let node = tape.node(index)
        return node.kind == .object || node.kind == .array ? Int(node.count) : 0
    }

    /// The value of the member `name`, compared byte by byte; `nil` when this is no object or has no such member.
    public subscript(_ name: StaticString) -> JSONNode? {
        let text = unsafe UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        return unsafe tape.member(text, of: index).map { JSONNode(tape: tape, index: $0) }
    }

    /// The value of the member `name`, compared byte by byte; `nil` when this is no object or has no such member.
    public func member(_ name: String) -> JSONNode? {
        var name = name
        return name.withUTF8 { unsafe tape.member($0, of: index) }.map { JSONNode(tape: tape, index: $0) }
    }

    /// The value of the first member at any depth inside this value that `isWanted` by its name and its value.
    public func firstMember(where isWanted: (_ name: Span<UInt8>, _ value: JSONNode) -> Bool) -> JSONNode? {
        let found = unsafe tape.descendant(of: index) { name, place in
            unsafe isWanted(name.span, JSONNode(tape: tape, index: place))
        }
        return found.map { JSONNode(tape: tape, index: $0) }
    }

    /// Whether `isAccepted` accepts the value of every member at any depth inside this value that has the name `name`,
    /// compared byte by byte; it is asked no more after it refused one.
    public func acceptsEveryMember(named name: StaticString, where isAccepted: (JSONNode) -> Bool) -> Bool {
        let wanted = unsafe UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        let refused = unsafe tape.descendant(of: index) { name, place in
            guard unsafe tape.equalTexts(name, wanted) else { return false }
            return !isAccepted(JSONNode(tape: tape, index: place))
        }
        return refused == nil
    }

    /// Whether this is a string with exactly the bytes of `text`.
    public func isString(_ text: StaticString) -> Bool {
        let expected = unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        return unsafe tape.isText(index, expected)
    }

    /// Whether this is a string with exactly the bytes of `text`.
    public func isString(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { unsafe tape.isText(index, $0) }
    }

    /// The bytes of a string or of a number's digits; empty for any other kind.
    public var utf8: [UInt8] {
        guard kind == .string || kind == .number else { return [] }
        return unsafe tape.withText(index) { unsafe [UInt8]($0) }
    }

    /// The elements of an array in order; empty for any other kind.
    public var elements: Elements { Elements(tape: tape, index: index) }

    /// The members of an object in the order they were written; empty for any other kind.
    public var members: Members { Members(tape: tape, index: index) }

    /// First byte of the value in the received document.
    public var byteOffset: Int { Int(tape.node(index).offset) }

    /// Where the value stands in the received document.
    public var byteRange: Range<Int> {
        let node = tape.node(index)
        return Int(node.offset)..<Int(node.end)
    }

    /// The value exactly as it was received.
    public var receivedBytes: ArraySlice<UInt8> { tape.source[byteRange] }

    /// The canonical form of the value: RFC 8785.
    ///
    /// - Parameter omitted: Names of the value's own members that are left out, as securing mechanisms do with a proof.
    public func canonicalBytes(omitting omitted: [String] = []) -> [UInt8] {
        let names = omitted.compactMap { member($0).map { $0.index - 1 } }
        return CanonicalWriter.write(tape, index, omitting: names)
    }

    /// Whether two values are equal as JSON: their canonical forms have the same bytes.
    public func isEqual(to other: JSONNode) -> Bool {
        // What was received as the same bytes needs no canonical form.
        receivedBytes == other.receivedBytes || canonicalBytes() == other.canonicalBytes()
    }

    /// The JSON pointer (RFC 6901) of the value; empty for the outermost one.
    public var pointer: String {
        var result = ""
        var container = 0
        while container < index {
            let node = tape.node(container)
            var cursor = container + 1
            var position = 0
            while true {
                let value = node.kind == .object ? cursor + 1 : cursor
                let next = Int(tape.node(value).next)
                if index < next {
                    result +=
                        node.kind == .object
                        ? "/" + JSONPointer.escape(JSONNode(tape: tape, index: cursor).text) : "/\(position)"
                    container = value
                    break
                }
                cursor = next
                position += 1
            }
        }
        return result
    }

    private var text: String { unsafe tape.withText(index) { unsafe String(decoding: $0, as: UTF8.self) } }
}

extension JSONNode {
    /// The elements of an array.
    public struct Elements: Sequence, IteratorProtocol, Sendable {
        private let tape: JSONTape
        private var cursor: Int
        private var remaining: Int

        init(tape: JSONTape, index: Int) {
            self.tape = tape
            let node = tape.node(index)
            cursor = index + 1
            remaining = node.kind == .array ? Int(node.count) : 0
        }

        /// The next element.
        public mutating func next() -> JSONNode? {
            guard remaining > 0 else { return nil }
            remaining -= 1
            defer { cursor = Int(tape.node(cursor).next) }
            return JSONNode(tape: tape, index: cursor)
        }
    }

    /// The members of an object.
    public struct Members: Sequence, IteratorProtocol, Sendable {
        private let tape: JSONTape
        private var cursor: Int
        private var remaining: Int

        init(tape: JSONTape, index: Int) {
            self.tape = tape
            let node = tape.node(index)
            cursor = index + 1
            remaining = node.kind == .object ? Int(node.count) : 0
        }

        /// The next name, as a string value, with its value.
        public mutating func next() -> (name: JSONNode, value: JSONNode)? {
            guard remaining > 0 else { return nil }
            remaining -= 1
            defer { cursor = Int(tape.node(cursor + 1).next) }
            return (JSONNode(tape: tape, index: cursor), JSONNode(tape: tape, index: cursor + 1))
        }
    }
}

extension JSONValue {
    /// A container whose values are being copied.
    private struct Frame {
        var node: JSONNode
        var elements: JSONNode.Elements
        var members: JSONNode.Members
        var name = ""
        var copiedElements: [JSONValue] = []
        var copiedMembers: [(name: String, value: JSONValue)] = []

        init(_ node: JSONNode) {
            self.node = node
            elements = node.elements
            members = node.members
        }

        /// The next value to copy, or `nil` at the end of the container.
        mutating func next() -> JSONNode? {
            if let element = elements.next() { return element }
            guard let member = members.next() else { return nil }
            name = member.name.string ?? ""
            return member.value
        }

        mutating func add(_ value: JSONValue) {
            if node.kind == .array { copiedElements.append(value) } else { copiedMembers.append((name, value)) }
        }

        var value: JSONValue { node.kind == .array ? .array(copiedElements) : .object(copiedMembers) }
    }

    /// Copies a value that was read, member order included.
    public init(_ node: JSONNode) {
        self = Self.scalar(node)
        guard node.kind == .array || node.kind == .object else { return }
        // A stack of its own, because a document may nest deeper than the stack of a thread allows.
        var stack = [Frame(node)]
        while var frame = stack.popLast() {
            guard let child = frame.next() else {
                if stack.isEmpty { self = frame.value } else { stack[stack.count - 1].add(frame.value) }
                continue
            }
            let isContainer = child.kind == .array || child.kind == .object
            if !isContainer { frame.add(Self.scalar(child)) }
            stack.append(frame)
            if isContainer { stack.append(Frame(child)) }
        }
    }

    /// The value of anything but a container.
    private static func scalar(_ node: JSONNode) -> JSONValue {
        switch node.kind {
        case .boolean: .boolean(node.boolean ?? false)
        case .number: .number(node.number ?? "0")
        case .string: .string(node.string ?? "")
        case .null, .array, .object: .null
        }
    }
}

/// Builds the tree of a document from events, without recursion, within limits.
struct YAMLTreeBuilder {
    /// A list or mapping that is not complete yet.
    private struct Frame {
        let position: YAMLPosition
        let isMapping: Bool
        var items: [YAMLNode] = []
        var entries: [YAMLMapping.Entry] = []
        var key: (text: String, position: YAMLPosition)?
        /// Where each key stands.
        ///
        /// `String` compares as people see it, so that two encodings of `é` are one key.
        var keyPositions: [String: YAMLPosition] = [:]
    }

    private let limits: YAMLLimits
    private var frames: [Frame] = []
    private var nodeCount = 0
    private var documentCount = 0

    /// The complete tree, once there is one.
    private(set) var root: YAMLNode?

    init(limits: YAMLLimits) {
        self.limits = limits
    }

    /// Takes the next event.
    mutating func take(_ event: YAMLEvent) throws(YAMLError) {
        try refuseProperties(of: event)
        try refuseNumberSign(after: event)
        switch event.kind {
        case .streamStart, .documentEnd:
            break
        case .streamEnd:
            if root == nil {
                throw YAMLError(
                    .empty, "expected a document, found nothing but comments or blank lines", at: .start)
            }
        case .documentStart(let hasDirectives):
            try startDocument(hasDirectives: hasDirectives, at: event.position)
        case .alias:
            throw .alias(at: event.position)
        case .scalar(let scalar):
            try takeScalar(scalar, of: event)
        case .sequenceStart:
            try open(isMapping: false, at: event.position)
        case .mappingStart:
            try open(isMapping: true, at: event.position)
        case .sequenceEnd, .mappingEnd:
            close()
        }
    }

    private func refuseProperties(of event: YAMLEvent) throws(YAMLError) {
        if event.hasAnchor { throw .anchor(at: event.position) }
        if event.hasTag { throw .tag(at: event.position) }
    }

    /// Refuses what libyaml drops as a comment and YAML 1.2 does not: `"a"#b`.
    private func refuseNumberSign(after event: YAMLEvent) throws(YAMLError) {
        guard let position = event.numberSign else { return }
        switch event.kind {
        case .scalar(let scalar) where scalar.style == .singleQuoted || scalar.style == .doubleQuoted: break
        case .sequenceEnd, .mappingEnd: break
        default: return
        }
        throw YAMLError(
            .syntax, "expected a space before the number sign, found none",
            hint: "Write a space before the # of a comment; a text with a # goes in quotes.", at: position)
    }

    private mutating func startDocument(hasDirectives: Bool, at position: YAMLPosition) throws(YAMLError) {
        documentCount += 1
        guard documentCount == 1 else {
            throw YAMLError(
                .severalDocuments, "expected one document, found a second one",
                hint: "A line of three dashes begins a new document; put it in a file of its own.", at: position)
        }
        if hasDirectives { throw .directive(at: position) }
    }

    private mutating func takeScalar(_ scalar: YAMLScalar, of event: YAMLEvent) throws(YAMLError) {
        let position = event.position
        try count(at: position)
        for character in scalar.text.unicodeScalars {
            // An escape such as "\0" brings in what the file itself cannot hold.
            guard let words = YAMLText.objection(to: character) else { continue }
            throw YAMLError(
                .characterNotAllowed, "expected text, found \(words) (\(YAMLError.named(character))) by an escape",
                hint: "Remove the escape; a backslash in double quotes is written \\\\.", at: position)
        }
        if isAtKey {
            // libyaml takes `{?a: b}` for the key `a`, and everybody else for the key `?a`.
            if event.followsQuestionMark {
                throw YAMLError(
                    .keyNotText, "expected a key, found a question mark before it",
                    hint: "Remove the question mark, or put it in quotes with the key.", at: position)
            }
            try takeKey(scalar, at: position)
        } else {
            add(YAMLNode(.scalar(scalar), at: position))
        }
    }

    private mutating func takeKey(_ scalar: YAMLScalar, at position: YAMLPosition) throws(YAMLError) {
        let top = frames.count - 1
        guard !scalar.text.isEmpty else {
            throw YAMLError(
                .keyNotText, "expected a key before the colon, found nothing", hint: "Write the key.", at: position)
        }
        if scalar.style == .plain, scalar.text.utf8.elementsEqual("<<".utf8) {
            throw YAMLError(
                .mergeKey, "expected a key, found a merge key (<<)", hint: "Write the keys and values out.",
                at: position)
        }
        if let first = frames[top].keyPositions[scalar.text] {
            throw YAMLError(
                .duplicateKey,
                "expected each key once, found \(YAMLError.quoted(scalar.text)) on line \(first.line), "
                    + "column \(first.column), and again on line \(position.line), column \(position.column)",
                hint: "Remove one of them, or join their values.", at: position)
        }
        frames[top].keyPositions[scalar.text] = position
        frames[top].key = (scalar.text, position)
    }

    private mutating func open(isMapping: Bool, at position: YAMLPosition) throws(YAMLError) {
        try count(at: position)
        guard !isAtKey else {
            throw YAMLError(
                .keyNotText, "expected a key, found \(isMapping ? "keys with values" : "a list") in its place",
                hint: "A key is a single word or text; if it has brackets or braces, put it in quotes.", at: position)
        }
        guard frames.count < limits.depth else {
            throw YAMLError(
                .tooDeep, "expected at most \(limits.depth) levels of lists and mappings, found more", at: position)
        }
        frames.append(Frame(position: position, isMapping: isMapping))
    }

    private mutating func close() {
        guard let frame = frames.popLast() else { return }
        let content: YAMLNode.Content =
            frame.isMapping ? .mapping(YAMLMapping(entries: frame.entries)) : .sequence(frame.items)
        add(YAMLNode(content, at: frame.position))
    }

    private mutating func add(_ node: YAMLNode) {
        let top = frames.count - 1
        guard top >= 0 else {
            root = node
            return
        }
        if let key = frames[top].key {
            frames[top].entries.append(.init(key: key.text, keyPosition: key.position, value: node))
            frames[top].key = nil
        } else {
            frames[top].items.append(node)
        }
    }

    private var isAtKey: Bool {
        guard let frame = frames.last else { return false }
        return frame.isMapping && frame.key == nil
    }

    private mutating func count(at position: YAMLPosition) throws(YAMLError) {
        nodeCount += 1
        guard nodeCount <= limits.nodeCount else {
            throw YAMLError(
                .tooManyNodes, "expected at most \(limits.nodeCount) keys and values, found more", at: position)
        }
    }
}

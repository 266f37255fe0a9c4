/// Writing things with their properties.
extension DatasetTree {
    /// A value of a property that has a name.
    private struct Value {
        let term: Int
        let object: TermHandle
    }

    /// Writes a thing as an object: its identifier, its types, and its properties in the order of the vocabulary.
    mutating func appendNode(
        _ node: TermHandle, in scope: Int, depth: Int, after members: [UInt8] = []
    ) throws(RDFError) {
        try takePart(depth: depth)
        let isRepeated = isOpen[node.index]
        isOpen[node.index] = true
        defer { isOpen[node.index] = isRepeated }

        output.append(UInt8(ascii: "{"))
        output.append(contentsOf: members)
        if !node.isBlank {
            output.append("\"id\":")
            appendQuoted(inner(node))
            output.append(UInt8(ascii: ","))
        }
        let (types, values) = statements(about: node, in: scope, onlyLiterals: isRepeated)
        if !types.isEmpty { appendTypes(types) }
        var start = 0
        while start < values.count {
            var end = start + 1
            while end < values.count, values[end].term == values[start].term { end += 1 }
            try append(values[start..<end], depth: depth)
            start = end
        }
        if output.last == UInt8(ascii: ",") { output.removeLast() }
        output.append(UInt8(ascii: "}"))
    }

    private mutating func statements(
        about node: TermHandle, in scope: Int, onlyLiterals: Bool
    ) -> (types: [TermHandle], values: [Value]) {
        var types: [TermHandle] = []
        var values: [Value] = []
        var isOrdered = true
        var cursor = firsts[node.index]
        while cursor >= 0 {
            let quad = quads[Int(cursor)]
            cursor = nexts[Int(cursor)]
            let entry = entry(of: quad.predicate)
            if entry == TreeVocabulary.Structure.type.rawValue {
                types.append(quad.object)
                continue
            }
            let term = vocabulary.term(entry, in: scope)
            guard term >= 0, !onlyLiterals || quad.object.kind == .literal else { continue }
            if let last = values.last, last.term > term { isOrdered = false }
            values.append(Value(term: term, object: quad.object))
        }
        if !isOrdered { values.sort { $0.term < $1.term } }
        return (types, values)
    }

    /// Writes the types: those with a name in the order of the vocabulary, then the others by their IRIs.
    private mutating func appendTypes(_ types: [TermHandle]) {
        var named: [(position: Int, name: [UInt8])] = []
        var others: [Range<Int>] = []
        let bytes = dataset.terms.bytes
        for type in types where !type.isBlank && type.kind == .iri {
            if let known = vocabulary.type(bytes.span.extracting(inner(type))) {
                named.append(known)
            } else {
                others.append(inner(type))
            }
        }
        if named.count > 1 { named.sort { $0.position < $1.position } }
        if others.count > 1 { others.sort { unsafe bytes.span.bytes.isOrdered($0, before: $1) } }
        guard !named.isEmpty || !others.isEmpty else { return }
        output.append("\"type\":[")
        for type in named {
            output.append(contentsOf: type.name)
            output.append(UInt8(ascii: ","))
        }
        for type in others {
            appendQuoted(type)
            output.append(UInt8(ascii: ","))
        }
        output.removeLast()
        output.append("],")
    }

    /// Writes a property with its values.
    private mutating func append(_ values: ArraySlice<Value>, depth: Int) throws(RDFError) {
        guard let first = values.first else { return }
        let term = vocabulary.terms[first.term]
        if term.form == .omitted { return }
        output.append(contentsOf: term.name)
        switch term.form {
        case .omitted: break
        case .languages: try appendLanguages(values.map(\.object), term, depth)
        case .one where values.count == 1: try appendValue(first.object, term, depth)
        case .list, .order, .many:
            if values.count == 1, let items = try listItems(first.object) {
                try appendArray(items, isOrdered: true, term, depth)
            } else if term.form == .order, values.count > 1 {
                output.append("{\"@set\":")
                try appendArray(values.map(\.object), isOrdered: false, term, depth)
                output.append(UInt8(ascii: "}"))
            } else {
                try appendArray(values.map(\.object), isOrdered: false, term, depth)
            }
        case .one: try appendArray(values.map(\.object), isOrdered: false, term, depth)
        }
        output.append(UInt8(ascii: ","))
    }

    /// Writes values as an array, in their own order or in that of their bytes.
    mutating func appendArray(
        _ objects: [TermHandle], isOrdered: Bool, _ term: TreeVocabulary.Written, _ depth: Int
    ) throws(RDFError) {
        try takePart(depth: depth)
        output.append(UInt8(ascii: "["))
        let start = output.count
        var ranges: [Range<Int>] = []
        for object in objects {
            let begin = output.count
            try appendValue(object, term, depth)
            ranges.append(begin - start..<output.count - start)
            output.append(UInt8(ascii: ","))
        }
        if !isOrdered, ranges.count > 1 { reorder(ranges, from: start) }
        if output.count > start { output.removeLast() }
        output.append(UInt8(ascii: "]"))
    }

    /// Puts the values that stand behind `start` in the order of their bytes.
    private mutating func reorder(_ ranges: [Range<Int>], from start: Int) {
        let written = Array(output[start...])
        let ordered = ranges.sorted { unsafe written.span.bytes.isOrdered($0, before: $1) }
        output.removeLast(written.count)
        for range in ordered {
            output.append(range, of: written)
            output.append(UInt8(ascii: ","))
        }
    }

    private mutating func appendValue(
        _ object: TermHandle, _ term: TreeVocabulary.Written, _ depth: Int
    ) throws(RDFError) {
        if object.kind == .literal { return try appendLiteral(object, term.kind) }
        if let items = try listItems(object) {
            return try appendArray(items, isOrdered: true, term, depth + 1)
        }
        let isText =
            switch term.kind {
            case .address, .text: true
            case .object: false
            case .literal, .reference, .any: !isDescribed(object)
            }
        guard isText, !object.isBlank else {
            return try appendNode(object, in: term.scope ?? outermost, depth: depth + 1)
        }
        appendQuoted(inner(object))
    }

    /// The values of a well-formed RDF list; `nil` for anything else.
    private mutating func listItems(_ head: TermHandle) throws(RDFError) -> [TermHandle]? {
        var items: [TermHandle] = []
        var node = head
        while !isEmptyList(node) {
            guard node.isBlank, items.count <= quads.count, let (first, rest) = pair(node) else { return nil }
            items.append(first)
            node = rest
        }
        return items
    }

    /// The only first value and the only rest of a list, for a blank node that has both.
    private mutating func pair(_ node: TermHandle) -> (first: TermHandle, rest: TermHandle)? {
        var (first, rest): (TermHandle?, TermHandle?)
        var cursor = firsts[node.index]
        while cursor >= 0 {
            let quad = quads[Int(cursor)]
            cursor = nexts[Int(cursor)]
            switch entry(of: quad.predicate) {
            case TreeVocabulary.Structure.first.rawValue where first == nil: first = quad.object
            case TreeVocabulary.Structure.rest.rawValue where rest == nil: rest = quad.object
            default: return nil
            }
        }
        guard let first, let rest else { return nil }
        return (first, rest)
    }

    private func isEmptyList(_ node: TermHandle) -> Bool {
        node.kind == .iri
            && dataset.terms.bytes.span.extracting(inner(node)).isEqual(
                to: "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil")
    }
}

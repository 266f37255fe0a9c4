/// Writing things with their properties.
extension DatasetTree {
    /// Writes a thing as an object: its identifier, its types, and its properties in the order of the vocabulary.
    mutating func appendNode(
        _ node: TermHandle, in scope: Int, depth: Int, after members: [UInt8] = []
    ) throws(RDFError) {
        try takePart(depth: depth)
        let isRepeated = isOpen[node.index]
        isOpen[node.index] = true
        defer { isOpen[node.index] = isRepeated }

        output.append(UInt8(ascii: "{"))
        if !members.isEmpty { output.append(contentsOf: members) }
        if !node.isBlank {
            output.append("\"id\":")
            appendQuoted(inner(node))
            output.append(UInt8(ascii: ","))
        }
        let base = pending.count
        collect(node, in: scope, onlyLiterals: isRepeated)
        let end = pending.count
        var start = base
        while start < end {
            let term = pending[start].term
            var next = start + 1
            while next < end, pending[next].term == term { next += 1 }
            if term == Value.type {
                appendTypes(start..<next)
            } else {
                try appendProperty(term, start..<next, depth: depth)
            }
            start = next
        }
        pending.removeLast(pending.count - base)
        if output[output.count - 1] == UInt8(ascii: ",") { output.removeLast() }
        output.append(UInt8(ascii: "}"))
    }

    /// Puts what is said of a thing behind what is pending, in the order in which it is written.
    private mutating func collect(_ node: TermHandle, in scope: Int, onlyLiterals: Bool) {
        let base = pending.count
        var isOrdered = true
        var last = Value.type
        var cursor = firsts[node.index]
        while cursor >= 0 {
            let quad = quads[Int(cursor)]
            cursor = nexts[Int(cursor)]
            let entry = entry(of: quad.predicate)
            var term = Value.type
            if entry != TreeVocabulary.Structure.type.rawValue {
                term = vocabulary.term(entry, in: scope)
                guard term >= 0, !onlyLiterals || quad.object.kind == .literal else { continue }
            }
            if last > term { isOrdered = false }
            last = term
            pending.append(Value(term: term, object: quad.object))
        }
        if !isOrdered { pending[base...].sort { $0.term < $1.term } }
    }

    /// Writes the types: those with a name in the order of the vocabulary, then the others by their IRIs.
    private mutating func appendTypes(_ values: Range<Int>) {
        var named: [(position: Int, name: Range<Int>)] = []
        var others: [Range<Int>] = []
        for index in values where pending[index].object.kind == .iri {
            let iri = inner(pending[index].object)
            if let known = vocabulary.type(dataset.terms.bytes.span.extracting(iri)) {
                named.append(known)
            } else {
                others.append(iri)
            }
        }
        if named.count > 1 { named.sort { $0.position < $1.position } }
        if others.count > 1 {
            let bytes = dataset.terms.bytes
            others.sort { unsafe bytes.span.bytes.isOrdered($0, before: $1) }
        }
        guard !named.isEmpty || !others.isEmpty else { return }
        output.append("\"type\":[")
        for type in named {
            output.append(type.name, of: vocabulary.names)
            output.append(UInt8(ascii: ","))
        }
        for type in others {
            appendQuoted(type)
            output.append(UInt8(ascii: ","))
        }
        output[output.count - 1] = UInt8(ascii: "]")
        output.append(UInt8(ascii: ","))
    }

    /// Writes a property with its values.
    private mutating func appendProperty(_ number: Int, _ values: Range<Int>, depth: Int) throws(RDFError) {
        let term = vocabulary.terms[number]
        if term.form == .omitted { return }
        output.append(term.name, of: vocabulary.names)
        if term.form == .one, values.count == 1 {
            try appendValue(pending[values.lowerBound].object, term, depth)
        } else {
            try appendSeveral(pending[values].map(\.object), term, depth)
        }
        output.append(UInt8(ascii: ","))
    }

    private mutating func appendSeveral(
        _ objects: [TermHandle], _ term: TreeVocabulary.Written, _ depth: Int
    ) throws(RDFError) {
        switch term.form {
        case .languages: try appendLanguages(objects, term, depth)
        case .list, .order, .many:
            if objects.count == 1, let items = listItems(objects[0]) {
                try appendArray(items, isOrdered: true, term, depth)
            } else if term.form == .order, objects.count > 1 {
                output.append("{\"@set\":")
                try appendArray(objects, isOrdered: false, term, depth)
                output.append(UInt8(ascii: "}"))
            } else {
                try appendArray(objects, isOrdered: false, term, depth)
            }
        case .one, .omitted: try appendArray(objects, isOrdered: false, term, depth)
        }
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
        if let items = listItems(object) {
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
    private mutating func listItems(_ head: TermHandle) -> [TermHandle]? {
        // Most values are no lists, which shows without reading them.
        guard head.isBlank || isEmptyList(head) else { return nil }
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

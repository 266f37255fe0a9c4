/// Writing things with their properties.
extension DatasetTree {
    /// Writes a thing as an object: its identifier, its types, and its properties in the order of the vocabulary.
    ///
    /// - Parameter place: The class that it stands here as.
    mutating func appendNode(
        _ node: TermHandle, in scope: Int, at place: Int, depth: Int, after members: [UInt8] = []
    ) throws(RDFError) {
        try takePart(depth: depth)
        let around = open[node.index]
        open[node.index] = around | 1 << UInt32(place)
        let isInsideShared = isShared
        if references[node.index] > 1 { isShared = true }
        defer {
            open[node.index] = around
            isShared = isInsideShared
        }

        output.append(UInt8(ascii: "{"))
        if !members.isEmpty { output.append(contentsOf: members) }
        if !node.isBlank {
            output.append("\"id\":")
            appendQuoted(inner(node))
            output.append(UInt8(ascii: ","))
        }
        let base = pending.count
        collect(
            node, in: scope, at: place, onlyLiterals: around & 1 << UInt32(place) != 0,
            onlyTypes: depth > 1 && place == shallowPlace)
        let end = pending.count
        var start = base
        while start < end {
            let term = pending[start].term
            var next = start + 1
            while next < end, pending[next].term == term { next += 1 }
            if term == Value.type {
                appendTypes(start..<next, at: place, of: roles[node.index])
            } else {
                try appendProperty(term, start..<next, of: node, at: place, depth: depth)
            }
            start = next
        }
        pending.removeLast(pending.count - base)
        if output[output.count - 1] == UInt8(ascii: ",") { output.removeLast() }
        output.append(UInt8(ascii: "}"))
    }

    /// Puts what is said of a thing behind what is pending, in the order in which it is written.
    private mutating func collect(_ node: TermHandle, in scope: Int, at place: Int, onlyLiterals: Bool, onlyTypes: Bool)
    {
        let base = pending.count
        let roles = roles[node.index]
        let isOfOne = roles & ~(1 << UInt32(place)) == 0
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
                guard term >= 0 else {
                    isLeftOut[quad.predicate.index] = true
                    continue
                }
                if onlyTypes { continue }
                guard !onlyLiterals || quad.object.kind == .literal,
                    isOfOne || vocabulary.writes(entry, at: place, of: roles)
                else { continue }
            }
            if last > term { isOrdered = false }
            last = term
            pending.append(Value(term: term, object: quad.object))
        }
        if !isOrdered { pending[base...].sort { $0.term < $1.term } }
    }

    /// Writes the types: those with a name in the order of the vocabulary, then the others by their IRIs.
    private mutating func appendTypes(_ values: Range<Int>, at place: Int, of roles: UInt32) {
        var named: [(position: Int, name: Range<Int>)] = []
        var others: [Range<Int>] = []
        for index in values where pending[index].object.kind == .iri {
            let iri = inner(pending[index].object)
            if let known = vocabulary.type(dataset.terms.bytes.span.extracting(iri)) {
                if vocabulary.writes(type: known.position, at: place, of: roles) { named.append(known) }
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

    /// Writes a property of a thing with its values.
    private mutating func appendProperty(
        _ number: Int, _ values: Range<Int>, of node: TermHandle, at place: Int, depth: Int
    ) throws(RDFError) {
        let term = vocabulary.terms[number]
        if term.form == .omitted { return }
        output.append(term.name, of: vocabulary.names)
        path.append(term.name)
        let isSingle = values.count == 1 && (term.form == .one || term.form == .some)
        if isSingle {
            try appendValue(pending[values.lowerBound].object, term, self.place(of: term, node), depth)
        } else {
            try appendSeveral(
                pending[values].map(\.object), term, self.place(of: term, node), depth,
                isMerged: place == mergedPlace)
        }
        path.removeLast()
        output.append(UInt8(ascii: ","))
    }

    /// - Parameter isMerged: Whether several documents may speak of the thing that has the values where it stands.
    private mutating func appendSeveral(
        _ objects: [TermHandle], _ term: TreeVocabulary.Written, _ place: Int, _ depth: Int, isMerged: Bool
    ) throws(RDFError) {
        switch term.form {
        case .languages: try appendLanguages(objects, term, place, depth)
        case .list, .order, .many, .some:
            if objects.count == 1, let items = listItems(objects[0]) {
                try appendArray(items, isOrdered: true, term, place, depth)
            } else if term.form == .order, objects.count > 1 {
                output.append("{\"@set\":")
                try appendArray(objects, isOrdered: false, term, place, depth)
                output.append(UInt8(ascii: "}"))
            } else {
                try appendArray(objects, isOrdered: false, term, place, depth, isOnce: isShared)
            }
        case .one, .omitted:
            try appendArray(
                objects, isOrdered: false, term, place, depth, isOnce: isShared,
                isOne: isShared && !isMerged && !haveLanguages(objects))
        }
    }

    /// Writes values as an array, in their own order or in that of their bytes.
    ///
    /// - Parameters:
    ///   - isOnce: Whether values which are alike are one, as the thing that has them may stand in several places.
    ///   - isOne: Whether there is one value, which stands by itself; several stand under `@set`, and their place is kept.
    mutating func appendArray(
        _ objects: [TermHandle], isOrdered: Bool, _ term: TreeVocabulary.Written, _ place: Int, _ depth: Int,
        isOnce: Bool = false, isOne: Bool = false
    ) throws(RDFError) {
        try takePart(depth: depth)
        output.append(UInt8(ascii: "["))
        let start = output.count
        var ranges: [Range<Int>] = []
        for object in objects {
            let begin = output.count
            try appendValue(object, term, place, depth)
            ranges.append(begin - start..<output.count - start)
            output.append(UInt8(ascii: ","))
        }
        var (isAlone, isOpenPlace) = (false, false)
        if !isOrdered, ranges.count > 1 {
            let count = reorder(ranges, from: start, onlyOnce: isOnce)
            isAlone = isOne && count == 1
            isOpenPlace = isOne && count > 1
        }
        if output.count > start { output.removeLast() }
        if isAlone {
            output.remove(at: start - 1)
        } else {
            output.append(UInt8(ascii: "]"))
        }
        if isOpenPlace {
            addAmbiguousPlace()
            // No reader takes one of them for the value.
            output.insert(contentsOf: "{\"@set\":".utf8, at: start - 1)
            output.append(UInt8(ascii: "}"))
        }
    }

    /// Puts the values that stand behind `start` in the order of their bytes, and counts them.
    private mutating func reorder(_ ranges: [Range<Int>], from start: Int, onlyOnce: Bool) -> Int {
        let written = Array(output[start...])
        let ordered = ranges.sorted { unsafe written.span.bytes.isOrdered($0, before: $1) }
        output.removeLast(written.count)
        var last: Range<Int>?
        var count = 0
        for range in ordered {
            if onlyOnce, let last, written[last].elementsEqual(written[range]) { continue }
            last = range
            count += 1
            output.append(range, of: written)
            output.append(UInt8(ascii: ","))
        }
        return count
    }

    /// Whether values are the texts of one value in several languages.
    private func haveLanguages(_ values: [TermHandle]) -> Bool {
        let bytes = dataset.terms.bytes
        var tags: Set<[UInt8]> = []
        return values.allSatisfy { value in
            guard value.kind == .literal else { return false }
            let range = dataset.terms.range(value.index)
            guard let quote = bytes[range].lastIndex(of: UInt8(ascii: "\"")), quote + 1 < range.upperBound,
                bytes[quote + 1] == UInt8(ascii: "@")
            else { return false }
            return tags.insert(Array(bytes[quote + 2..<range.upperBound])).inserted
        }
    }

    private mutating func appendValue(
        _ object: TermHandle, _ term: TreeVocabulary.Written, _ place: Int, _ depth: Int
    ) throws(RDFError) {
        if object.kind == .literal { return try appendLiteral(object, term.kind) }
        if let items = listItems(object) {
            return try appendArray(items, isOrdered: true, term, place, depth + 1)
        }
        let isText =
            switch term.kind {
            case .address, .text: true
            case .object: false
            case .literal, .reference, .any: !isDescribed(object)
            }
        guard isText, !object.isBlank else {
            return try appendNode(object, in: term.scope ?? outermost, at: place, depth: depth + 1)
        }
        appendQuoted(inner(object))
    }

    /// The values of a well-formed RDF list; `nil` for anything else.
    private mutating func listItems(_ head: TermHandle) -> [TermHandle]? {
        // Most values are no lists, which shows without reading them.
        guard head.isBlank || isEmptyList(head), !isNoList[head.index] else { return nil }
        var items: [TermHandle] = []
        var node = head
        while !isEmptyList(node) {
            guard node.isBlank, !isNoList[node.index], items.count <= quads.count, let (first, rest) = pair(node) else {
                markNoList(head, count: items.count)
                return nil
            }
            items.append(first)
            node = rest
        }
        return items
    }

    /// Remembers that a walk of so many steps found no list, so that none begins on that way again.
    private mutating func markNoList(_ head: TermHandle, count: Int) {
        var node = head
        isNoList[node.index] = true
        for _ in 0..<count {
            guard let (_, rest) = pair(node), !isNoList[rest.index] else { return }
            node = rest
            isNoList[node.index] = true
        }
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

/// Finding where a tree begins.
extension DatasetTree {
    /// The thing of a type that all others of the type are parts of, and that is part of none of them.
    ///
    /// A thing is part of another when statements of the default graph lead from that one to it.
    ///
    /// - Parameter property: The IRI of a property that only counts where nothing is such a thing with it: what is said
    ///   about a thing by its own parts leads back to it.
    /// - Returns: `nil` when there is no such thing, or more than one.
    public func root(ofType type: StaticString, exceptBy property: StaticString) -> TermHandle? {
        var things: [TermHandle] = []
        for quad in quads where quad.graph == nil && isIRI(quad.object, type) && isType(quad.predicate) {
            things.append(quad.subject)
        }
        guard things.count > 1 else { return things.first }
        return whole(of: things, except: nil) ?? whole(of: things, except: property)
    }

    private func whole(of things: [TermHandle], except property: StaticString?) -> TermHandle? {
        var isThing = Array(repeating: false, count: dataset.termCount)
        for thing in things { isThing[thing.index] = true }
        var forward = Array(repeating: [Int32](), count: dataset.termCount)
        var backward = forward
        for quad in quads where quad.graph == nil && quad.object.kind != .literal && !isType(quad.predicate) {
            if let property, isThing[quad.object.index], isIRI(quad.predicate, property) { continue }
            forward[quad.subject.index].append(Int32(truncatingIfNeeded: quad.object.index))
            backward[quad.object.index].append(Int32(truncatingIfNeeded: quad.subject.index))
        }
        // Of all things, only the last from which a walk over new ground began can lead to all the others.
        var seen = Array(repeating: false, count: dataset.termCount)
        var last = things[0]
        for thing in things where !seen[thing.index] {
            last = thing
            Self.walk(from: thing, along: forward, &seen)
        }
        var reached = Array(repeating: false, count: dataset.termCount)
        Self.walk(from: last, along: forward, &reached)
        var leading = Array(repeating: false, count: dataset.termCount)
        Self.walk(from: last, along: backward, &leading)
        let isWhole = things.allSatisfy { $0 == last || reached[$0.index] && !leading[$0.index] }
        return isWhole ? last : nil
    }

    private static func walk(from start: TermHandle, along steps: [[Int32]], _ seen: inout [Bool]) {
        var open = [Int32(truncatingIfNeeded: start.index)]
        seen[start.index] = true
        while let node = open.popLast() {
            for next in steps[Int(node)] where !seen[Int(next)] {
                seen[Int(next)] = true
                open.append(next)
            }
        }
    }

    /// The other things of a type than one.
    public func things(ofType type: StaticString, except root: TermHandle) -> [TermHandle] {
        quads.compactMap { quad in
            let isMeant =
                quad.graph == nil && quad.subject != root && isIRI(quad.object, type) && isType(quad.predicate)
            return isMeant ? quad.subject : nil
        }
    }

    /// The other things with a property than one, each once.
    public func things(having property: StaticString, except root: TermHandle) -> [TermHandle] {
        var found: Set<TermHandle> = [root]
        return quads.compactMap { quad in
            let isMeant = quad.graph == nil && isIRI(quad.predicate, property) && found.insert(quad.subject).inserted
            return isMeant ? quad.subject : nil
        }
    }

    /// Whether a thing has a property.
    public func has(_ property: StaticString, _ node: TermHandle) -> Bool {
        var cursor = firsts[node.index]
        while cursor >= 0 {
            if isIRI(quads[Int(cursor)].predicate, property) { return true }
            cursor = nexts[Int(cursor)]
        }
        return false
    }

    /// Whether a thing is the value of a property of another thing than this one.
    public func isValue(_ node: TermHandle, of property: StaticString, except owner: TermHandle) -> Bool {
        quads.contains { quad in
            quad.graph == nil && quad.object == node && quad.subject != owner && isIRI(quad.predicate, property)
        }
    }

    /// The values of a property of a thing.
    public func values(of property: StaticString, _ node: TermHandle) -> [TermHandle] {
        var values: [TermHandle] = []
        var cursor = firsts[node.index]
        while cursor >= 0 {
            let quad = quads[Int(cursor)]
            cursor = nexts[Int(cursor)]
            if isIRI(quad.predicate, property) { values.append(quad.object) }
        }
        return values
    }

    /// Whether a thing has a type.
    public func isOfType(_ type: StaticString, _ node: TermHandle) -> Bool {
        values(of: "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", node).contains { isIRI($0, type) }
    }

    private func isIRI(_ term: TermHandle, _ iri: StaticString) -> Bool {
        guard term.kind == .iri else { return false }
        let range = inner(term)
        return range.count == iri.utf8CodeUnitCount && dataset.terms.bytes.span.extracting(range).isEqual(to: iri)
    }

    private func isType(_ predicate: TermHandle) -> Bool {
        isIRI(predicate, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    }
}

extension Canonicalizer {
    private enum Progress {
        case descend(UInt32)
        case finished(HashValue)
    }

    /// The hash of a blank node by all that it is connected with: Hash N-Degree Quads, section 4.8.
    ///
    /// The identifiers that go with the hash are in the temporary issuer afterwards.
    mutating func nDegreeHash(_ node: UInt32) throws(RDFError) -> HashValue {
        var frames = [try makeFrame(node)]
        var result: HashValue?
        while true {
            switch try advance(&frames[frames.count - 1], result) {
            case .descend(let related):
                frames.append(try makeFrame(related))
                result = nil
            case .finished(let hash):
                frames.removeLast()
                if frames.isEmpty { return hash }
                result = hash
            }
        }
    }

    /// Begins a run: section 4.8.3, steps 1 to 3.
    private mutating func makeFrame(_ node: UInt32) throws(RDFError) -> NDegreeFrame {
        try budget.takeRun()
        let mentions = index.mentions(of: Int(node))
        try budget.takeSteps(mentions.count)
        var relations: [NDegreeFrame.Relation] = []
        for mention in mentions {
            let quad = quads[Int(mention)]
            try relate(quad.subject, to: node, "s", quad.predicate, &relations)
            try relate(quad.object, to: node, "o", quad.predicate, &relations)
            if let graph = quad.graph { try relate(graph, to: node, "g", nil, &relations) }
        }
        relations.sort { $0.hash < $1.hash }
        return NDegreeFrame(relations)
    }

    private mutating func relate(
        _ term: TermHandle, to node: UInt32, _ position: StaticString, _ predicate: TermHandle?,
        _ relations: inout [NDegreeFrame.Relation]
    ) throws(RDFError) {
        guard let number = index.number(of: term), number != Int(node) else { return }
        let related = UInt32(truncatingIfNeeded: number)
        let hash = try relatedHash(related, position, predicate)
        relations.append(NDegreeFrame.Relation(hash: hash, node: related))
    }

    /// Hash Related Blank Node, section 4.7.
    private mutating func relatedHash(
        _ related: UInt32, _ position: StaticString, _ predicate: TermHandle?
    ) throws(RDFError) -> HashValue {
        input.removeAll(keepingCapacity: true)
        input.append(position)
        if let predicate {
            // A statement has its predicate once, but here it may be hashed as often as there are runs.
            try budget.takeSteps(dataset.terms.range(predicate.index).count / 256)
            input.append(dataset.terms.range(predicate.index), of: dataset.terms.bytes)
        }
        if canonical.hasIssued(related) {
            canonical.append(related, to: &input)
        } else if temporary.hasIssued(related) {
            temporary.append(related, to: &input)
        } else {
            firstDegreeHashes[Int(related)].appendHexadecimal(to: &input)
        }
        return try algorithm.hash(input.span)
    }

    /// Goes on with a run until it needs another one or is done: section 4.8.3, steps 4 to 6.
    private mutating func advance(_ frame: inout NDegreeFrame, _ result: HashValue?) throws(RDFError) -> Progress {
        if let result { appendResult(result, to: &frame) }
        while true {
            guard frame.permutation != nil else {
                guard let group = frame.takeGroup() else {
                    return .finished(try algorithm.hash(frame.data.span))
                }
                group.hash.appendHexadecimal(to: &frame.data)
                frame.chosenPath.removeAll(keepingCapacity: true)
                frame.mark = temporary.order.count
                frame.permutation = Permutation(group.nodes)
                try beginPath(&frame)
                continue
            }
            if !frame.isWorse, frame.recursionPosition < frame.recursion.count {
                return .descend(frame.recursion[frame.recursionPosition])
            }
            try endPath(&frame)
        }
    }

    /// Step 5.4.4: writes what identifies the members of the permutation.
    private mutating func beginPath(_ frame: inout NDegreeFrame) throws(RDFError) {
        frame.path.removeAll(keepingCapacity: true)
        frame.recursion.removeAll(keepingCapacity: true)
        frame.recursionPosition = 0
        guard let members = frame.permutation?.members else { return }
        try budget.takeSteps(members.count)
        for related in members {
            if canonical.hasIssued(related) {
                canonical.append(related, to: &frame.path)
            } else {
                if !temporary.hasIssued(related) { frame.recursion.append(related) }
                temporary.issue(related)
                temporary.append(related, to: &frame.path)
            }
            if frame.isWorse { return }
        }
    }

    /// Step 5.4.5: writes what a run for a member of the recursion list found.
    private mutating func appendResult(_ result: HashValue, to frame: inout NDegreeFrame) {
        temporary.append(frame.recursion[frame.recursionPosition], to: &frame.path)
        frame.path.append(UInt8(ascii: "<"))
        result.appendHexadecimal(to: &frame.path)
        frame.path.append(UInt8(ascii: ">"))
        frame.recursionPosition += 1
    }

    /// Step 5.4.6, and after the last permutation steps 5.5 and 5.6.
    private mutating func endPath(_ frame: inout NDegreeFrame) throws(RDFError) {
        let isChosen = !frame.isWorse && frame.isBetter
        let isLast = frame.permutation?.advance() != true
        if isChosen { frame.chosenPath = frame.path }
        // Mostly what is tried last, or alone, is chosen: then its identifiers are in the issuer already.
        if !(isChosen && isLast) {
            if isChosen {
                frame.chosenOrder = Array(temporary.order[frame.mark...])
                try budget.takeSteps(frame.chosenOrder.count)
            }
            temporary.revert(to: frame.mark)
            guard isLast else { return try beginPath(&frame) }
            try budget.takeSteps(frame.chosenOrder.count)
            for node in frame.chosenOrder { temporary.issue(node) }
        }
        frame.data += frame.chosenPath
        frame.permutation = nil
    }
}

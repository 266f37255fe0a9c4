extension TapeParser {
    /// Adds a node for what stands between `start` and the position.
    mutating func append(_ kind: JSONKind, from start: Int) {
        if nodeCount == nodeCapacity {
            let larger = UnsafeMutablePointer<JSONTape.Node>.allocate(capacity: nodeCapacity * 2)
            unsafe larger.moveInitialize(from: nodes, count: nodeCount)
            unsafe nodes.deallocate()
            unsafe nodes = larger
            nodeCapacity *= 2
        }
        unsafe (nodes + nodeCount).initialize(
            to: JSONTape.Node(
                kind: kind, offset: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position),
                next: UInt32(truncatingIfNeeded: nodeCount + 1)))
        nodeCount += 1
    }

    /// Adds text to the side buffer; all of it together is never longer than the document.
    mutating func appendSide(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
        if sideCount + length > sideCapacity {
            let capacity = max(sideCapacity * 2, sideCount + length, 256)
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
            unsafe larger.moveInitialize(from: side, count: sideCount)
            unsafe side.deallocate()
            unsafe side = larger
            sideCapacity = capacity
        }
        unsafe (side + sideCount).initialize(from: bytes, count: length)
        sideCount += length
    }

    /// Makes room for the sorted names of one more object.
    mutating func reserveOrder(_ more: Int) {
        guard orderCount + more > orderCapacity else { return }
        let capacity = max(orderCapacity * 2, orderCount + more)
        let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
        unsafe larger.moveInitialize(from: order, count: orderCount)
        unsafe order.deallocate()
        unsafe order = larger
        orderCapacity = capacity
    }

    /// Counts a member or an element before anything of it is read.
    @inline(__always)
    mutating func countMember() throws(JSONError) {
        members += 1
        guard members <= limits.memberCount else {
            throw error(.limit, "a document has at most \(limits.memberCount) members and elements, found one more")
        }
    }
}

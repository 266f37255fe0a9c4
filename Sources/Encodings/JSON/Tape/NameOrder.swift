/// Puts the member names of an object into the order of RFC 8785, section 3.2.3: by UTF-16 code units.
///
/// UTF-8 bytes sort like code points. That differs from UTF-16 only where a character above U+FFFF (a surrogate pair,
/// D800 to DFFF) meets one from U+E000 to U+FFFF, so the lead bytes EE and EF are ranked above F0 to F4.
@safe struct NameOrder {
    let base: UnsafePointer<UInt8>
    let side: UnsafePointer<UInt8>
    let nodes: UnsafePointer<JSONTape.Node>

    init(base: UnsafePointer<UInt8>, side: UnsafePointer<UInt8>, nodes: UnsafePointer<JSONTape.Node>) {
        unsafe self.base = base
        unsafe self.side = side
        unsafe self.nodes = nodes
    }

    /// A name's first eight bytes, ranked, as one number: the comparison that decides nearly always.
    private struct Key {
        var prefix: UInt64
        var node: UInt32
    }

    /// Fills `slots` with the sorted name nodes of `object`.
    ///
    /// - Returns: The node of the second of two equal names, or `nil`.
    func sort(_ slots: UnsafeMutableBufferPointer<UInt32>, object: Int) -> Int? {
        guard slots.count > 1 else {
            if slots.count == 1 { unsafe slots.initialize(repeating: UInt32(truncatingIfNeeded: object + 1)) }
            return nil
        }
        return unsafe withUnsafeTemporaryAllocation(of: Key.self, capacity: slots.count) { keys in
            var name = object + 1
            for index in 0..<slots.count {
                unsafe keys.initializeElement(
                    at: index, to: Key(prefix: prefix(name), node: UInt32(truncatingIfNeeded: name)))
                name = unsafe Int(nodes[name + 1].next)
            }
            var sorted = unsafe keys
            if slots.count <= 24 { unsafe insertionSort(keys) } else { unsafe sorted.sort(by: isOrdered) }
            for index in 0..<slots.count {
                unsafe slots.initializeElement(at: index, to: keys[index].node)
                if index > 0, unsafe isSame(keys[index - 1], keys[index]) {
                    return unsafe Int(max(keys[index - 1].node, keys[index].node))
                }
            }
            return nil
        }
    }

    /// Cheapest for the few names that an object usually has, most of them already near their place.
    private func insertionSort(_ keys: UnsafeMutableBufferPointer<Key>) {
        for index in 1..<keys.count {
            let key = unsafe keys[index]
            var hole = index
            while hole > 0, unsafe isOrdered(key, keys[hole - 1]) {
                unsafe keys[hole] = keys[hole - 1]
                hole -= 1
            }
            unsafe keys[hole] = key
        }
    }

    private func text(_ name: UInt32) -> UnsafeBufferPointer<UInt8> {
        let node = unsafe nodes[Int(name)]
        if node.isEscaped { return unsafe UnsafeBufferPointer(start: side + Int(node.extra), count: Int(node.count)) }
        return unsafe UnsafeBufferPointer(
            start: base + Int(node.offset) + 1, count: Int(node.end) - Int(node.offset) - 2)
    }

    private func prefix(_ name: Int) -> UInt64 {
        let text = unsafe self.text(UInt32(truncatingIfNeeded: name))
        var result: UInt64 = 0
        if let start = text.baseAddress, text.count >= 8 {
            result = unsafe UInt64(bigEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
        } else {
            for index in 0..<text.count { result |= unsafe UInt64(text[index]) << UInt64(56 - 8 * index) }
        }
        return result & 0x8080_8080_8080_8080 == 0 ? result : ranked(result)
    }

    /// The same bytes by their rank, so that numbers compare as names do.
    private func ranked(_ bytes: UInt64) -> UInt64 {
        var result: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            result |= UInt64(rank(UInt8(truncatingIfNeeded: bytes >> shift))) << shift
        }
        return result
    }

    /// Whether `left` stands before `right`.
    private func isOrdered(_ left: Key, _ right: Key) -> Bool {
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        let leftText = unsafe text(left.node)
        let rightText = unsafe text(right.node)
        for index in 0..<min(leftText.count, rightText.count) {
            let (one, other) = unsafe (leftText[index], rightText[index])
            if one != other { return rank(one) < rank(other) }
        }
        return leftText.count < rightText.count
    }

    private func isSame(_ left: Key, _ right: Key) -> Bool {
        guard left.prefix == right.prefix else { return false }
        return unsafe text(left.node).elementsEqual(text(right.node))
    }

    private func rank(_ byte: UInt8) -> UInt8 { byte == 0xEE ? 0xF5 : byte == 0xEF ? 0xF6 : byte }
}

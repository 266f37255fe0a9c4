extension JSONNode {
    /// The bytes of a string, or of a number's digits, in place where they were written without escapes; empty for any
    /// other kind.
    public var textBytes: ArraySlice<UInt8> {
        let node = tape.node(index)
        guard node.kind == .string || node.kind == .number else { return [] }
        guard !node.isEscaped else { return utf8[...] }
        let quotes = node.kind == .string ? 1 : 0
        return tape.source[Int(node.offset) + quotes..<Int(node.end) - quotes]
    }

    /// Whether any string or member name within the value is written with escapes, so that its received bytes are not
    /// its text.
    public var hasEscapes: Bool {
        let end = Int(tape.node(index).next)
        for position in index..<end where tape.node(position).isEscaped { return true }
        return false
    }
}

/// Issues identifiers to blank nodes in order: the blank node identifier issuer of RDFC-1.0, sections 4.3 and 4.5.
///
/// Where the algorithm copies an issuer, tries something and may take the copy for the original, this one is taken back
/// to where it was, which copies nothing.
struct IdentifierIssuer {
    private let prefix: StaticString
    private var numbers: [UInt32]

    /// The blank nodes in the order in which they received their identifiers.
    private(set) var order: [UInt32] = []

    /// Makes an issuer for so many blank nodes; `prefix` is `_:` and what stands before the number.
    init(prefix: StaticString, nodeCount: Int) {
        self.prefix = prefix
        numbers = Array(repeating: BlankNodeIndex.none, count: nodeCount)
    }

    /// Whether a blank node has an identifier.
    func hasIssued(_ node: UInt32) -> Bool { numbers[Int(node)] != BlankNodeIndex.none }

    /// Issues an identifier to a blank node, unless it has one.
    mutating func issue(_ node: UInt32) {
        guard !hasIssued(node) else { return }
        numbers[Int(node)] = UInt32(truncatingIfNeeded: order.count)
        order.append(node)
    }

    /// Takes back all identifiers but the first `count`.
    mutating func revert(to count: Int) {
        while order.count > count, let node = order.popLast() { numbers[Int(node)] = BlankNodeIndex.none }
    }

    /// Writes the identifier of a blank node that has one, with `_:`, at the end of `output`.
    func append(_ node: UInt32, to output: inout [UInt8]) {
        output.append(prefix)
        output.append(decimal: numbers[Int(node)])
    }
}

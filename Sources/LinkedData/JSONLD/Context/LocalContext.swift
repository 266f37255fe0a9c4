internal import Encodings

/// A context definition while its terms are being defined: its entries, found by their names.
struct LocalContext {
    /// How far the definition of a term is: the map `defined` of the algorithms.
    enum State: UInt8 {
        case untouched, begun, complete
    }

    private(set) var names: ByteTable
    private(set) var values: [JSONNode] = []
    private var states: [State] = []

    /// The entries of `node`, and those of an imported context that it does not replace.
    init(_ node: JSONNode, importing imported: JSONNode?) {
        names = ByteTable(reserving: node.count + (imported?.count ?? 0))
        if let imported { add(imported) }
        add(node)
    }

    private mutating func add(_ node: JSONNode) {
        for (name, value) in node.members {
            let (index, isNew) = names.insert(name.textBytes.span)
            if isNew {
                values.append(value)
                states.append(.untouched)
            } else {
                values[index] = value
            }
        }
    }

    var count: Int { values.count }

    /// The number of an entry.
    func find(_ name: Span<UInt8>) -> Int? { names.find(name) }

    /// The value of a keyword's entry.
    func value(_ keyword: StaticString) -> JSONNode? {
        keyword.withUTF8Buffer { unsafe names.find($0.span) }.map { values[$0] }
    }

    func state(_ index: Int) -> State { states[index] }

    mutating func set(_ index: Int, to state: State) { states[index] = state }
}

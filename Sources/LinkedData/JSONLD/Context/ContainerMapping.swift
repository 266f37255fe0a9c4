/// How the values of a term are arranged (JSON-LD 1.1, section 9.15.1): the container mapping.
struct ContainerMapping: OptionSet, Sendable {
    let rawValue: UInt8

    static let list = ContainerMapping(rawValue: 1)
    static let set = ContainerMapping(rawValue: 2)
    static let language = ContainerMapping(rawValue: 4)
    static let index = ContainerMapping(rawValue: 8)
    static let id = ContainerMapping(rawValue: 16)
    static let type = ContainerMapping(rawValue: 32)
    static let graph = ContainerMapping(rawValue: 64)

    /// Those in which an object is a map of values by something that its member names say.
    static let maps: ContainerMapping = [.index, .id, .type]

    /// The container that a keyword names.
    init?(_ keyword: Keyword?) {
        switch keyword {
        case .list: self = .list
        case .set: self = .set
        case .language: self = .language
        case .index: self = .index
        case .id: self = .id
        case .type: self = .type
        case .graph: self = .graph
        default: return nil
        }
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Whether the containers may stand together (JSON-LD 1.1 API, section 4.2.2, step 19.1).
    var isAllowed: Bool {
        let single = subtracting(.set)
        if contains(.list) { return self == .list }
        if contains(.graph) { return single == .graph || single == [.graph, .id] || single == [.graph, .index] }
        return single.isEmpty || single.rawValue.nonzeroBitCount == 1
    }
}

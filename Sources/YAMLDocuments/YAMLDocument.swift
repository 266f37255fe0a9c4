/// A YAML file, read strictly: what is not plainly data is refused by name.
///
/// Accepted is a single document of text, lists and mappings, in UTF-8. Refused are duplicate keys, anchors, aliases,
/// tags, merge keys, directives and further documents: they make files that mean something else than they show, or
/// grow without bound. Values stay text until a reader asks for a kind.
///
/// Source: YAML 1.2.2. The parser is libyaml, which follows version 1.1; where the two differ in what a file means, the
/// file is refused or the difference does not arise, since no kind is derived from the text of a value.
public struct YAMLDocument: Sendable {
    /// The outermost value.
    public let root: YAMLNode

    /// Reads a file.
    ///
    /// - Throws: ``YAMLError`` with any of the codes of files that are refused as a whole.
    public init(_ file: [UInt8], limits: YAMLLimits = .standard) throws(YAMLError) {
        let parser = try LibYAMLParser(YAMLText(file, limit: limits.byteCount))
        var builder = YAMLTreeBuilder(limits: limits)
        while true {
            let event = try parser.next()
            try builder.take(event)
            if case .streamEnd = event.kind { break }
        }
        guard let root = builder.root else {
            throw YAMLError(.empty, "expected a document, found nothing", at: .start)
        }
        self.root = root
    }

    /// Where the value at the end of a way begins, or the last value on the way to it that is there.
    public func position(of path: YAMLPath) -> YAMLPosition {
        var node = root
        for step in path.steps {
            switch (step, node.content) {
            case (.key(let key), .mapping(let mapping)):
                guard let value = mapping[key] else { return node.position }
                node = value
            case (.index(let index), .sequence(let items)):
                guard items.indices.contains(index) else { return node.position }
                node = items[index]
            default:
                return node.position
            }
        }
        return node.position
    }
}

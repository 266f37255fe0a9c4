/// Reads one value as what is expected there; what is wrong goes to the list of problems, and `nil` is the answer.
///
/// Readers are made by ``YAMLDocument/read(_:)`` and are of no use after it.
public struct YAMLValueReader {
    /// The value.
    public let node: YAMLNode

    /// The way to it from the top of the document.
    public let path: YAMLPath

    let collector: YAMLProblemCollector

    /// Where it begins.
    public var position: YAMLPosition { node.position }

    /// The value as text; see ``YAMLNode/text(allowsEmpty:)``.
    public func text(allowsEmpty: Bool = false) -> String? {
        attempt { node throws(YAMLError) in try node.text(allowsEmpty: allowsEmpty) }
    }

    /// The value as a whole number; see ``YAMLNode/integer(in:)``.
    public func integer(in range: ClosedRange<Int>? = nil) -> Int? {
        attempt { node throws(YAMLError) in try node.integer(in: range) }
    }

    /// The value as a decimal number in its digits; see ``YAMLNode/decimal()``.
    public func decimal() -> String? {
        attempt { node throws(YAMLError) in try node.decimal() }
    }

    /// The value as `true` or `false`; see ``YAMLNode/boolean()``.
    public func boolean() -> Bool? {
        attempt { node throws(YAMLError) in try node.boolean() }
    }

    /// The value as one of some words; see ``YAMLNode/choice(of:)``.
    public func choice(of words: [String]) -> String? {
        attempt { node throws(YAMLError) in try node.choice(of: words) }
    }

    /// The value as a case of an enumeration, written as its raw value.
    public func choice<Choice>(of type: Choice.Type) -> Choice?
    where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
        choice(of: Choice.allCases.map(\.rawValue)).flatMap { Choice(rawValue: $0) }
    }

    /// The items of a list, each read by `body`; `nil` if one of them, or the list itself, is not as expected.
    ///
    /// Every item is read, so that the problems of all are found.
    ///
    /// - Parameter count: how many items there may be.
    public func list<Item>(count: ClosedRange<Int>? = nil, _ body: (YAMLValueReader) -> Item?) -> [Item]? {
        guard let nodes = attempt({ node throws(YAMLError) in try node.items(count: count) }) else { return nil }
        let items = nodes.enumerated().map { index, node in
            body(YAMLValueReader(node: node, path: path.index(index), collector: collector))
        }
        let read = items.compactMap { $0 }
        return read.count == items.count ? read : nil
    }

    /// The keys and values of a mapping, read by `body`; keys that it did not ask for are problems.
    public func mapping<Value>(_ body: (YAMLMappingReader) -> Value?) -> Value? {
        guard let mapping = attempt({ node throws(YAMLError) in try node.mapping() }) else { return nil }
        let reader = YAMLMappingReader(mapping, at: position, path: path, collector: collector)
        let value = body(reader)
        reader.finish()
        return value
    }

    /// Adds a problem of the caller's own at this value.
    public func report(_ code: YAMLError.Code, _ reason: String, hint: String? = nil) {
        collector.add(YAMLError(code, reason, hint: hint, at: position, path: path))
    }

    private func attempt<Value>(_ body: (YAMLNode) throws(YAMLError) -> Value) -> Value? {
        do throws(YAMLError) {
            return try body(node)
        } catch {
            collector.add(error.at(path))
            return nil
        }
    }
}

/// Reads the keys of one mapping, and remembers which were asked for: all others are problems when it is done.
///
/// A key that is misspelt gives one problem, which says what was probably meant.
/// Ask for every key before giving up on one, also for those that do not matter this time.
public final class YAMLMappingReader {
    /// The way to the mapping from the top of the document.
    public let path: YAMLPath

    /// Where the mapping begins.
    public let position: YAMLPosition

    private let mapping: YAMLMapping
    private let collector: YAMLProblemCollector
    private var knownKeys: [String] = []
    private var missingKeys: [String] = []
    private var knowsAll = false

    init(_ mapping: YAMLMapping, at position: YAMLPosition, path: YAMLPath, collector: YAMLProblemCollector) {
        self.mapping = mapping
        self.position = position
        self.path = path
        self.collector = collector
    }

    /// The keys that are there, in the order of the file.
    public var keys: [String] { mapping.entries.map(\.key) }

    /// The value of a key that must be there; without it, or with nothing after the colon, that is a problem.
    public func required(_ key: String) -> YAMLValueReader? {
        note(key)
        guard let node = mapping[key] else {
            missingKeys.append(key)
            return nil
        }
        let value = reader(of: node, key)
        guard !node.isNull else {
            value.report(.emptyValue, "expected a value, found nothing", hint: "Write the value after the colon.")
            return nil
        }
        return value
    }

    /// The value of a key that can be left out; with nothing after the colon it counts as left out.
    public func optional(_ key: String) -> YAMLValueReader? {
        note(key)
        guard let node = mapping[key], !node.isNull else { return nil }
        return reader(of: node, key)
    }

    /// Every key with its value, where the keys themselves are data, such as languages.
    ///
    /// All keys count as asked for.
    public func all() -> [(key: String, value: YAMLValueReader)] {
        knowsAll = true
        return mapping.entries.map { entry in (entry.key, reader(of: entry.value, entry.key)) }
    }

    /// Adds a problem of the caller's own at the beginning of the mapping.
    public func report(_ code: YAMLError.Code, _ reason: String, hint: String? = nil) {
        collector.add(YAMLError(code, reason, hint: hint, at: position, path: path))
    }

    /// Adds a problem for each key that was not asked for, and for each that is missing.
    func finish() {
        for entry in mapping.entries where !knowsAll && !isKnown(entry.key) {
            // Looking for what was meant takes time that a file of nonsense must not cost.
            guard !collector.isFull else { return collector.noteMore() }
            let free = knownKeys.filter { mapping[$0] == nil }
            let suggestion = SpellingSuggestion.closest(to: entry.key, among: free)
            // What is written wrongly is not missing as well.
            missingKeys.removeAll { $0 == suggestion }
            collector.add(
                YAMLError(
                    .unknownKey, "found the key \(YAMLError.quoted(entry.key)), which means nothing here",
                    hint: suggestion.map { "Did you mean \($0)?" } ?? "Remove it, or put a # before it.",
                    at: entry.keyPosition, path: path.key(entry.key)))
        }
        for key in missingKeys {
            collector.add(
                YAMLError(
                    .missingKey, "expected the key \(YAMLError.quoted(key)), found none",
                    hint: "Add a line that begins with \(key): and its value.", at: position, path: path.key(key)))
        }
    }

    private func note(_ key: String) {
        if !isKnown(key) { knownKeys.append(key) }
    }

    private func isKnown(_ key: String) -> Bool {
        knownKeys.contains { $0.utf8.elementsEqual(key.utf8) }
    }

    private func reader(of node: YAMLNode, _ key: String) -> YAMLValueReader {
        YAMLValueReader(node: node, path: path.key(key), collector: collector)
    }
}

/// Keys with values, in the order of the file; no key is there twice.
public struct YAMLMapping: Sendable {
    /// A key with its value.
    public struct Entry: Sendable {
        /// The key.
        public let key: String

        /// Where the key begins.
        public let keyPosition: YAMLPosition

        /// The value.
        public let value: YAMLNode

        /// Makes an entry.
        public init(key: String, keyPosition: YAMLPosition, value: YAMLNode) {
            self.key = key
            self.keyPosition = keyPosition
            self.value = value
        }
    }

    /// The keys with their values, in the order of the file.
    public let entries: [Entry]

    /// Makes a mapping of entries whose keys are all different.
    package init(entries: [Entry]) {
        self.entries = entries
    }

    /// The value of a key, found by the bytes of the key, or `nil`.
    public subscript(_ key: String) -> YAMLNode? {
        entries.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
    }
}

internal import Encodings

/// The values of an expanded document, without an object for each: numbered rows that refer to each other.
///
/// What the expansion algorithm returns as maps are ``ExpandedItem`` here. Texts that are not in the document as they
/// are, IRIs above all, stand one after the other in ``bytes``.
struct ExpandedArena: Sendable {
    /// A text in ``bytes``.
    struct Text: Sendable {
        var start: UInt32
        var end: UInt32

        /// No text: null.
        static let none = Text(start: .max, end: .max)

        var isNone: Bool { start == .max }
    }

    /// Items in a row, each of which is in one row only.
    struct Row: Sendable {
        var first = UInt32.max
        var last = UInt32.max

        var isEmpty: Bool { first == .max }
        /// The first item, if there is one.
        var start: UInt32? { isEmpty ? nil : first }
    }

    /// The values of a property; a property may have several entries.
    struct Entry: Sendable {
        var name: Text
        var values: Row
        var next = UInt32.max
        /// Where the member stands that the entry comes from.
        var place: JSONNode.Place
    }

    /// A type of an item.
    struct TypeEntry: Sendable {
        var name: Text
        var next = UInt32.max
    }

    var bytes: [UInt8] = []
    var items: [ExpandedItem] = []
    var entries: [Entry] = []
    var types: [TypeEntry] = []

    init(reserving byteCount: Int) {
        bytes.reserveCapacity(2 * byteCount)
        items.reserveCapacity(byteCount / 32)
        entries.reserveCapacity(byteCount / 32)
    }

    // MARK: Texts

    mutating func add(_ text: Span<UInt8>) -> Text {
        let start = bytes.count
        bytes.append(text)
        return textSince(start)
    }

    mutating func add(_ text: Span<UInt8>, _ rest: Span<UInt8>) -> Text {
        let start = bytes.count
        bytes.append(text)
        bytes.append(rest)
        return textSince(start)
    }

    private func textSince(_ start: Int) -> Text {
        // Both fit: a document has at most 1 GiB, and the limits on items keep the rest below that.
        Text(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: bytes.count))
    }

    func range(_ text: Text) -> Range<Int> { text.isNone ? 0..<0 : Int(text.start)..<Int(text.end) }

    func string(_ text: Text) -> String { String(decoding: bytes[range(text)], as: UTF8.self) }

    // MARK: Items

    mutating func add(_ item: ExpandedItem) -> UInt32 {
        items.append(item)
        return UInt32(truncatingIfNeeded: items.count - 1)
    }

    func row(of item: UInt32) -> Row { Row(first: item, last: item) }

    mutating func append(_ item: UInt32, to row: inout Row) { append(self.row(of: item), to: &row) }

    mutating func append(_ other: Row, to row: inout Row) {
        guard !other.isEmpty else { return }
        if row.isEmpty {
            row = other
        } else {
            items[Int(row.last)].next = other.first
            row.last = other.last
        }
    }

    /// The item after another in its row, or `nil`.
    func item(after item: UInt32) -> UInt32? {
        let next = items[Int(item)].next
        return next == .max ? nil : next
    }

    /// Takes an item out of its row, of which it must be the first, and gives the one that followed.
    mutating func detach(_ item: UInt32) -> UInt32? {
        let next = items[Int(item)].next
        items[Int(item)].next = .max
        return next == .max ? nil : next
    }

    // MARK: Properties and types

    mutating func addProperty(_ name: Text, _ values: Row, at place: JSONNode.Place, to item: UInt32) {
        let entry = UInt32(truncatingIfNeeded: entries.count)
        entries.append(Entry(name: name, values: values, next: items[Int(item)].properties, place: place))
        items[Int(item)].properties = entry
    }

    mutating func addReverse(_ name: Text, _ values: Row, at place: JSONNode.Place, to item: UInt32) {
        let entry = UInt32(truncatingIfNeeded: entries.count)
        entries.append(Entry(name: name, values: values, next: items[Int(item)].reverse, place: place))
        items[Int(item)].reverse = entry
    }

    mutating func addType(_ name: Text, to item: UInt32) {
        let entry = UInt32(truncatingIfNeeded: types.count)
        types.append(TypeEntry(name: name, next: items[Int(item)].types))
        items[Int(item)].types = entry
        items[Int(item)].present.insert(.type)
    }
}

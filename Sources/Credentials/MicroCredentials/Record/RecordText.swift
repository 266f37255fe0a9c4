public import Encodings

/// A text in a record with its place, read in place: nothing is copied before somebody asks for the text.
///
/// A value of a received document that is no string stays what it is: it has a place but no text, so that the rule for
/// the field says what is expected there.
public struct RecordText: Sendable {
    private enum Storage: Sendable {
        case node(JSONNode)
        case written(Written)
    }

    /// A text that does not come from a received document.
    private final class Written: Sendable {
        let bytes: [UInt8]
        let place: RecordPlace

        init(bytes: [UInt8], place: RecordPlace) {
            self.bytes = bytes
            self.place = place
        }
    }

    private let storage: Storage

    /// Takes a value of a received document.
    public init(_ node: JSONNode) { storage = .node(node) }

    /// Takes a text that somebody wrote at `place`.
    public init(_ text: String, at place: RecordPlace) {
        storage = .written(Written(bytes: Array(text.utf8), place: place))
    }

    /// Where it stands.
    public var place: RecordPlace {
        switch storage {
        case .node(let node): .node(node)
        case .written(let written): written.place
        }
    }

    /// The value of a received document that this is; `nil` for a text that somebody wrote.
    var node: JSONNode? {
        guard case .node(let node) = storage else { return nil }
        return node
    }

    /// Whether this is a text at all.
    public var isText: Bool {
        switch storage {
        case .node(let node): node.kind == .string
        case .written: true
        }
    }

    /// The text in UTF-8; empty when this is no text.
    public var bytes: ArraySlice<UInt8> {
        switch storage {
        case .node(let node): node.kind == .string ? node.textBytes : []
        case .written(let written): written.bytes[...]
        }
    }

    /// The text; empty when this is no text.
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether there is nothing but blanks.
    public var isBlank: Bool { !bytes.contains { $0 > 0x20 } }

    /// The number of characters (Unicode scalar values) without blanks at the ends.
    public var characterCount: Int {
        let bytes = self.bytes
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 })
        else { return 0 }
        return bytes[first...last].count { $0 & 0xC0 != 0x80 }
    }

    /// Whether the text has exactly the bytes of `text`.
    public func isEqual(to text: StaticString) -> Bool {
        switch storage {
        case .node(let node): node.isString(text)
        case .written(let written):
            unsafe written.bytes.elementsEqual(
                UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        }
    }
}

extension RecordText: Equatable {
    /// Texts are equal when their bytes are; where they stand does not matter.
    public static func == (left: RecordText, right: RecordText) -> Bool {
        left.isText == right.isText && left.bytes.elementsEqual(right.bytes)
    }
}

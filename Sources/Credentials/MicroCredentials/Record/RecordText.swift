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

    /// Lends the text in UTF-8 to `body`, without copying it; nothing when this is no text.
    func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        switch storage {
        case .node(let node):
            if let result = node.withUTF8(body) { return result }
            let nothing: [UInt8] = []
            return body(nothing.span)
        case .written(let written):
            let bytes = written.bytes
            return body(bytes.span)
        }
    }

    /// Whether there is nothing but blanks.
    public var isBlank: Bool { withBytes { $0.isBlank } }

    /// The number of characters (Unicode scalar values) without blanks at the ends.
    public var characterCount: Int { withBytes { $0.characterCount } }

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
        guard left.isText == right.isText else { return false }
        let other = right.bytes
        return left.withBytes { $0.isEqual(to: other.span) }
    }
}

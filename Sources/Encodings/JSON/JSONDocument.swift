/// A JSON document that passed the strict parser, with the bytes as they were received.
///
/// It is an immutable value: the canonical form, every view of a credential and every message are made from this one
/// parse. See ``JSONNode`` for reading it.
public struct JSONDocument: Sendable {
    let tape: JSONTape

    /// Parses a document.
    ///
    /// Source: RFC 8259, with the refusals of RFC 7493 (I-JSON) and the bounds of `limits`.
    ///
    /// - Throws: ``JSONError`` with the code, the byte and the JSON pointer of the first thing that is wrong.
    public init(parsing bytes: [UInt8], limits: Limits) throws(JSONError) {
        tape = try TapeParser.parse(bytes, limits: limits)
    }

    /// The bytes as received.
    public var bytes: [UInt8] { tape.source }

    /// The outermost value.
    public var root: JSONNode { JSONNode(tape: tape, index: 0) }
}

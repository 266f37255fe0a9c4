/// One named step by which the schema of a database becomes what a version of this software needs.
///
/// The text is SQL that all drivers take, with the types `INTEGER` (64 bits), `TEXT` and `BLOB`, and with `STRICT`
/// behind each table, or `STRICT, WITHOUT ROWID` behind one that is kept in the order of its key; a driver whose database
/// has other words for them replaces these. A migration that somebody may have applied is never changed: the digest of
/// its text is recorded, and another one is refused.
public struct Migration: Sendable {
    /// The name, by which it is known for good.
    public let name: StaticString

    /// The statements, each ended by a semicolon.
    public let text: StaticString

    /// Names the statements of a step.
    public init(_ name: StaticString, _ text: StaticString) {
        self.name = name
        self.text = text
    }
}

extension StaticString {
    /// The text as bytes.
    var bytes: [UInt8] { withUTF8Buffer { unsafe Array($0) } }
}

internal import Encodings

/// A decentralized identifier, such as `did:web:university.example`.
///
/// Source: Decentralized Identifiers 1.0, section 3.1. The syntax is ASCII, and identifiers compare byte by byte: two
/// that differ in the case of a letter, or in how one is percent-encoded, are two identifiers.
public struct DID: Sendable, Hashable {
    /// The whole identifier as it was written.
    public let text: String

    /// Where the colon after the method name stands, in bytes.
    private let methodEnd: Int

    /// Takes a text whose parts are known.
    init(knownText text: String, methodEnd: Int) {
        self.text = text
        self.methodEnd = methodEnd
    }

    /// The method name, for example `key` or `web`.
    public var method: String { String(Substring(text.utf8.prefix(methodEnd).dropFirst(4))) }

    /// The part after the method name and its colon.
    public var methodSpecificID: String { String(Substring(text.utf8.dropFirst(methodEnd + 1))) }

    /// Whether this is a DID of the method `name`.
    public func hasMethod(_ name: StaticString) -> Bool {
        text.utf8.span.extracting(4..<methodEnd).equals(name)
    }
}

extension DID: CustomStringConvertible {
    /// The identifier as it was written.
    public var description: String { text }
}

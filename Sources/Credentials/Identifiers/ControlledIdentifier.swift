/// The identifier of somebody whose keys a document tells: a DID, or an address that begins with `https://`.
///
/// Source: Controlled Identifiers 1.0, section 2.1.1. Identifiers compare byte by byte, so that nothing is resolved or
/// brought into another form.
public struct ControlledIdentifier: Sendable, Hashable {
    /// The identifier as it was written.
    public let text: String
    /// Whether it is a DID; an address on the web otherwise.
    public let isDID: Bool

    /// Reads an identifier.
    ///
    /// - Returns: `nil` unless `text` is a DID, or an absolute address in ASCII that begins with `https://` and has no
    ///   fragment, for a fragment names a part of somebody's document.
    public init?(_ text: String) {
        isDID = DID(text) != nil
        let isAddress = text.utf8.starts(with: "https://".utf8) && URLSyntax.isAbsolute(text, .ascii)
        guard isDID || isAddress && !text.utf8.contains(UInt8(ascii: "#")) else { return nil }
        self.text = text
    }

    /// The whole name of a verification method that is written whole or, from `#` on, for short.
    public func fullName(of name: String) -> String { name.utf8.first == UInt8(ascii: "#") ? text + name : name }

    /// Whether a whole name is this identifier, `#`, and a fragment.
    public func controls(_ name: String) -> Bool {
        let prefix = text + "#"
        return name.utf8.starts(with: prefix.utf8) && name.utf8.count > prefix.utf8.count
            && URLSyntax.isAbsolute(name, .ascii)
    }
}

extension ControlledIdentifier: CustomStringConvertible {
    /// The identifier as it was written.
    public var description: String { text }
}

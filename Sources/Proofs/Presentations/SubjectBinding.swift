public import Encodings

/// How the identifier of a credential's subject stands to a holder.
///
/// A DID names who can prove to be it. An identifier of another kind, such as a number in a register, is bound to no
/// key: nobody can prove to be it, and nobody has to.
public enum SubjectBinding: Sendable, Hashable {
    /// The identifier is the holder.
    case holder
    /// The identifier is another DID, or nothing that an identifier can be.
    case other
    /// The identifier is none that a key stands behind.
    case bearer

    /// Compares an identifier with a holder, byte by byte.
    public init(_ id: JSONNode, _ holder: String) {
        guard id.kind == .string else {
            self = .other
            return
        }
        let bytes = id.utf8
        if bytes.elementsEqual(holder.utf8) {
            self = .holder
        } else {
            // In whatever case a scheme is written, it is a DID to somebody.
            let scheme = bytes.prefix(4).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
            self = scheme.elementsEqual("did:".utf8) ? .other : .bearer
        }
    }
}

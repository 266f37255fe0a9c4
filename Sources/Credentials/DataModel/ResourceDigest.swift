internal import Encodings

/// The two ways in which a credential writes the digest of something that it refers to.
enum ResourceDigest {
    /// Whether the value is subresource integrity metadata: `sha384-` and base64, several between spaces.
    ///
    /// Source: Subresource Integrity, section 3.5, `hash-expression`; base64 as in Content Security Policy, section
    /// 2.3.1, which admits both alphabets. The length must be that of the hash function.
    static func isIntegrityMetadata(_ node: JSONNode) -> Bool {
        let expressions = node.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
        return node.kind == .string && !expressions.isEmpty && expressions.allSatisfy(isHashExpression)
    }

    private static func isHashExpression(_ text: ArraySlice<UInt8>) -> Bool {
        for (name, digitCount) in [("sha256-", 43), ("sha384-", 64), ("sha512-", 86)] where text.starts(with: name.utf8)
        {
            let digits = text.dropFirst(name.utf8.count).prefix { base64.contains($0) }
            let padding = text[digits.endIndex...].prefix { $0 == UInt8(ascii: "=") }
            let rest = text[padding.endIndex...]
            return digits.count == digitCount && padding.count <= 2 && (rest.isEmpty || rest.first == UInt8(ascii: "?"))
        }
        return false
    }

    private static let base64 = ASCIISet.alphanumerics.union(ASCIISet("+/-_"))

    /// Whether the value is a digest in multibase, base58btc or base64url (Data Integrity 1.0, section 2.6).
    static func isMultibase(_ node: JSONNode) -> Bool {
        guard node.kind == .string else { return false }
        do throws(EncodingError) { return try !Multibase.decode(node.utf8).isEmpty } catch { return false }
    }
}

public import Encodings

/// The digests by which a credential pins something that it refers to, such as a schema.
public enum ReferenceDigest {
    /// Reads `digestMultibase`, and `digestSRI` as Subresource Integrity writes it; what cannot be read is left out.
    public static func all(of reference: JSONNode) -> [Multihash] {
        var digests: [Multihash] = []
        for text in list(reference["digestMultibase"]) {
            if let digest = try? Multihash(multibase: text.utf8.span, as: nil) { digests.append(digest) }
        }
        for text in list(reference["digestSRI"]) {
            for expression in text.utf8.split(separator: 0x20) {
                if let digest = integrity(expression) { digests.append(digest) }
            }
        }
        return digests
    }

    private static func integrity(_ expression: ArraySlice<UInt8>) -> Multihash? {
        for (prefix, function) in [("sha256-", Multihash.Function.sha256), ("sha384-", .sha384)]
        where expression.starts(with: prefix.utf8) {
            guard let digest = try? Base64.decode(Array(expression.dropFirst(prefix.utf8.count))) else { return nil }
            return try? Multihash(function, digest: digest)
        }
        return nil
    }

    private static func list(_ node: JSONNode?) -> [JSONNode] {
        guard let node else { return [] }
        return node.kind == .array ? Array(node.elements) : [node]
    }
}

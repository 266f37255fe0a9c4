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
            for expression in text.utf8.split(whereSeparator: { $0 == 0x20 || (0x09...0x0D).contains($0) }) {
                if let digest = integrity(expression) { digests.append(digest) }
            }
        }
        return digests
    }

    /// Reads a digest as a person copies it from where something is published: hexadecimal digits of SHA-256 or SHA-384,
    /// `digestMultibase` or one expression of `digestSRI`.
    public static func parse(_ text: String) -> Multihash? {
        let bytes = Array(text.utf8)
        if let function = Multihash.Function.allCases.first(where: { 2 * $0.digestByteCount == bytes.count }),
            let digest = hexadecimal(bytes)
        {
            return try? Multihash(function, digest: digest)
        }
        return integrity(bytes[...]) ?? (try? Multihash(multibase: bytes.span, as: nil))
    }

    private static func hexadecimal(_ text: [UInt8]) -> [UInt8]? {
        var digest: [UInt8] = []
        for index in stride(from: 0, to: text.count - 1, by: 2) {
            let pair = String(decoding: text[index...index + 1], as: UTF8.self)
            guard pair.utf8.first != UInt8(ascii: "+"), let byte = UInt8(pair, radix: 16) else { return nil }
            digest.append(byte)
        }
        return digest
    }

    /// One hash expression (Subresource Integrity, section 3.5): in either alphabet of base64, with or without padding, and
    /// perhaps with options, as Content Security Policy admits it.
    private static func integrity(_ expression: ArraySlice<UInt8>) -> Multihash? {
        for (prefix, function) in [("sha256-", Multihash.Function.sha256), ("sha384-", .sha384)]
        where expression.starts(with: prefix.utf8) {
            var text = Array(expression.dropFirst(prefix.utf8.count).prefix { $0 != UInt8(ascii: "?") })
            for index in text.indices {
                if text[index] == UInt8(ascii: "-") { text[index] = UInt8(ascii: "+") }
                if text[index] == UInt8(ascii: "_") { text[index] = UInt8(ascii: "/") }
            }
            while text.last == UInt8(ascii: "=") { text.removeLast() }
            while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
            guard let digest = try? Base64.decode(text) else { return nil }
            return try? Multihash(function, digest: digest)
        }
        return nil
    }

    private static func list(_ node: JSONNode?) -> [JSONNode] {
        guard let node else { return [] }
        return node.kind == .array ? Array(node.elements) : [node]
    }
}

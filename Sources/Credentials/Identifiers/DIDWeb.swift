/// A `did:web`: an identifier whose document stands on a web server.
///
/// Source: did:web Method Specification, section 2. This only translates between the identifier and the address;
/// nothing is fetched. The host is a domain name, never an IP address, and is kept in the case it was written in.
public struct DIDWeb: Sendable, Hashable {
    /// The identifier.
    public let did: DID

    /// The domain name.
    public let host: String

    /// The port, 1...65535, or `nil` for the usual one of HTTPS.
    public let port: Int?

    /// The path segments as they are written in the identifier, percent-encoding included; often empty.
    public let path: [String]

    /// Where the document stands: `/.well-known/did.json` of the host, or `did.json` under the path (section 2.5.2).
    public var documentURL: String {
        let authority = port.map { "\(host):\($0)" } ?? host
        let folder = path.isEmpty ? ".well-known" : path.joined(separator: "/")
        return "https://\(authority)/\(folder)/did.json"
    }

    /// Reads a `did:web`.
    ///
    /// - Throws: ``IdentifierError`` with code `otherMethod`, `webHost` or `webPath`.
    public init(_ did: DID) throws(IdentifierError) {
        guard did.hasMethod("web") else {
            throw IdentifierError(.otherMethod, "expected a did:web, found did:\(did.method)")
        }
        var parts = did.methodSpecificID.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let authority = parts.removeFirst()
        (host, port) = try Self.hostAndPort(authority)
        for segment in parts { try Self.checkSegment(segment) }
        path = parts
        self.did = did
    }

    /// Makes the `did:web` of a place on the web.
    ///
    /// - Parameter path: path segments, already percent-encoded where they need it.
    /// - Throws: ``IdentifierError`` with code `webHost`, `webPath`, `syntax` or `notASCII`.
    public init(host: String, port: Int? = nil, path: [String] = []) throws(IdentifierError) {
        let authority = port.map { "\(host)%3A\($0)" } ?? host
        let text = "did:web:" + ([authority] + path).joined(separator: ":")
        try self.init(DID(parsing: text))
        // A colon inside a part would have become a boundary, and another port.
        guard self.host.utf8.elementsEqual(host.utf8), self.port == port else {
            throw IdentifierError(.webHost, "expected a domain name without port and a port from 1 to 65535")
        }
        guard self.path == path else {
            throw IdentifierError(.webPath, "expected path segments without colons")
        }
    }

    private static func hostAndPort(_ text: String) throws(IdentifierError) -> (String, Int?) {
        let bytes = Array(text.utf8)
        guard let percent = bytes.firstIndex(of: UInt8(ascii: "%")) else {
            try checkHost(bytes[...])
            return (text, nil)
        }
        try checkHost(bytes[..<percent])
        let mark = bytes[percent...].prefix(3)
        guard mark.elementsEqual("%3A".utf8) || mark.elementsEqual("%3a".utf8) else {
            throw IdentifierError(
                .webHost, "expected %3A before the port of a did:web, found another encoded character")
        }
        let digits = bytes[(percent + 3)...]
        // A leading zero would give one place two identifiers.
        guard (1...5).contains(digits.count), digits.allSatisfy({ ASCIISet.digits.contains($0) }),
            digits.first != UInt8(ascii: "0"), let port = Int(String(decoding: digits, as: UTF8.self)), port <= 65_535
        else { throw IdentifierError(.webHost, "expected a port from 1 to 65535 after %3A in a did:web") }
        return (String(decoding: bytes[..<percent], as: UTF8.self), port)
    }

    /// Checks a domain name: RFC 1123, section 2.1, with the lengths of RFC 1035, section 2.3.4.
    private static func checkHost(_ host: ArraySlice<UInt8>) throws(IdentifierError) {
        guard (1...253).contains(host.count) else {
            throw IdentifierError(.webHost, "expected a domain name of 1 to 253 characters, found \(host.count)")
        }
        let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        for label in labels {
            let hyphen = UInt8(ascii: "-")
            guard (1...63).contains(label.count), label.first != hyphen, label.last != hyphen,
                label.allSatisfy({ $0 == hyphen || ASCIISet.alphanumerics.contains($0) })
            else {
                throw IdentifierError(
                    .webHost,
                    "expected a domain name whose labels have 1 to 63 letters, digits and inner hyphens; write a name "
                        + "in another script in its xn-- form")
            }
        }
        // Web clients read a host whose last label is a number, decimal or hexadecimal, as an IP address.
        guard let last = labels.last, !isNumber(last) else {
            throw IdentifierError(.webHost, "expected a domain name in a did:web, found an IP address")
        }
    }

    private static func isNumber(_ label: ArraySlice<UInt8>) -> Bool {
        if label.allSatisfy({ ASCIISet.digits.contains($0) }) { return true }
        guard label.starts(with: "0x".utf8) || label.starts(with: "0X".utf8) else { return false }
        return label.dropFirst(2).allSatisfy { ASCIISet.hexadecimal.contains($0) }
    }

    /// Refuses what a web server would read as a step up, an end, or a further folder.
    private static func checkSegment(_ segment: String) throws(IdentifierError) {
        let decoded = percentDecoded(Array(segment.utf8))
        guard !decoded.isEmpty, !decoded.elementsEqual(".".utf8), !decoded.elementsEqual("..".utf8) else {
            throw IdentifierError(
                .webPath, "expected a named folder in the path of a did:web, found an empty one or dots")
        }
        guard decoded.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") })
        else {
            throw IdentifierError(.webPath, "expected no slash, space or control character in the path of a did:web")
        }
    }

    private static func percentDecoded(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "%"), isPercentEncoded(text.span, at: index),
                let byte = UInt8(String(decoding: text[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                result.append(byte)
                index += 3
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return result
    }
}

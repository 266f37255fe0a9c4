/// Who holds a key of a root, by the name of a host that is theirs, such as `ministry.example`.
///
/// Holders are counted by it, so that one person cannot sign for two by being written in two ways. A name of a host has one
/// form to be compared in: small letters, no port, no dot at its end, no `www.` before it. Letters beyond ASCII look like
/// others and can be written in several ways, so that an internationalised name stands in its ASCII form (`xn--…`, RFC
/// 5890). Whatever is no name of a host is refused and not guessed at.
public struct OperatorName: Hashable, Sendable {
    /// The name in the form in which it is compared.
    public let host: String

    /// Reads a name, also out of an address on the web; `nil` where there is no name of a host.
    public init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        var host = Substring(text.lowercased())
        for scheme in ["https://", "http://"] where host.hasPrefix(scheme) {
            host = host.dropFirst(scheme.utf8.count)
            break
        }
        if let slash = host.firstIndex(of: "/") { host = host[..<slash] }
        if let colon = host.firstIndex(of: ":") {
            let port = host[colon...].dropFirst()
            guard port.utf8.count <= 5, port.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            host = host[..<colon]
        }
        if host.hasSuffix(".") { host = host.dropLast() }
        while host.hasPrefix("www."), host.utf8.count > 4 { host = host.dropFirst(4) }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard host.utf8.count <= 253, labels.allSatisfy(Self.isLabel),
            let last = labels.last, !last.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        self.host = String(host)
    }

    /// Whether a label keeps the rules for hosts (RFC 1123, section 2.1).
    private static func isLabel(_ label: Substring) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return (1...63).contains(label.utf8.count) && label.utf8.first != hyphen && label.utf8.last != hyphen
            && label.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == hyphen }
    }
}

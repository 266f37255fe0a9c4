/// An address on the web that a file may be fetched from: `https`, with no name, password or fragment in it.
///
/// It is what is left of RFC 3986 when everything that programs read differently is refused: only visible ASCII, no
/// backslash, no dots as folders, hosts as lower-case names or as numbers in their one usual form.
public struct WebAddress: Sendable, Hashable {
    /// The longest address that is read, in bytes.
    public static let byteLimit = 2_048

    /// The server: its name in small letters, its number with dots, or its number with colons in brackets.
    public let host: String
    /// The port, 443 unless the address names another.
    public let port: Int
    /// The path, which begins with a slash.
    public let path: String
    /// What follows the question mark; `nil` without one.
    public let query: String?
    /// The server's number, where the address has it instead of a name.
    public let number: NetworkAddress?

    /// Reads an address.
    ///
    /// - Throws: ``RetrievalError`` with code `notHTTPS`, `credentials`, `notAFolder` (for a fragment) or
    ///   `malformedAddress`.
    public init(parsing text: String) throws(RetrievalError) {
        var reader = try WebAddressReader(text)
        try reader.readScheme()
        let authority = try reader.readAuthority()
        (host, number) = try WebAddressReader.host(authority.host)
        port = try WebAddressReader.port(authority.port)
        (path, query) = try reader.readPathAndQuery()
    }

    private init(_ base: WebAddress, path: String) {
        host = base.host
        port = base.port
        number = base.number
        query = nil
        self.path = path
    }

    /// Reads the address of a folder; a slash at its end may be missing.
    ///
    /// - Throws: ``RetrievalError`` as ``init(parsing:)``, and with code `notAFolder` for a query.
    public init(folder text: String) throws(RetrievalError) {
        let address = try WebAddress(parsing: text)
        guard address.query == nil else { throw RetrievalError(.notAFolder, "?") }
        let isComplete = address.path.utf8.last == UInt8(ascii: "/")
        self.init(address, path: isComplete ? address.path : address.path + "/")
    }

    /// The address of a file in the folder that this is the address of.
    ///
    /// - Parameter name: a name, or names with slashes between them, that need no escaping.
    public func file(_ name: String) -> WebAddress { WebAddress(self, path: path + name) }

    /// The address as it is written.
    public var text: String {
        "https://" + origin + path + (query.map { "?" + $0 } ?? "")
    }

    /// The server, with its port where it is not the usual one.
    public var origin: String { port == 443 ? host : "\(host):\(port)" }

    /// Whether both are on the same port of the same server (the origin of RFC 6454).
    public func hasOrigin(of other: WebAddress) -> Bool {
        port == other.port && host.utf8.elementsEqual(other.host.utf8)
    }
}

/// What the program with the network is asked for: one file, on one line.
public struct RetrievalRequest: Sendable, Hashable {
    /// The most bytes that a line can have.
    public static let lineLimit = WebAddress.byteLimit + 64

    /// Where the file is.
    public let address: WebAddress
    /// The most bytes that it may have.
    public let byteLimit: Int
    /// How long it may take, in milliseconds.
    public let milliseconds: Int

    /// Asks for a file.
    public init(_ address: WebAddress, byteLimit: Int, milliseconds: Int) {
        self.address = address
        self.byteLimit = byteLimit
        self.milliseconds = milliseconds
    }

    /// The request on its line, with the line feed.
    public var line: [UInt8] { Array("GET \(byteLimit) \(milliseconds) \(address.text)\n".utf8) }

    /// Reads a line, without its line feed.
    ///
    /// - Throws: ``RetrievalError`` with code `programFailed` for a line that is no request, or that of the address.
    public init(parsing line: some Sequence<UInt8>) throws(RetrievalError) {
        let words = String(decoding: Array(line), as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 4, words[0] == "GET", let byteLimit = Int(words[1]), let milliseconds = Int(words[2]),
            (0...Self.greatest).contains(byteLimit), (0...Self.greatest).contains(milliseconds)
        else { throw RetrievalError(.programFailed) }
        self.init(try WebAddress(parsing: String(words[3])), byteLimit: byteLimit, milliseconds: milliseconds)
    }

    /// 1 GiB, or twelve days: beyond what is ever asked for.
    private static let greatest = 1 << 30
}

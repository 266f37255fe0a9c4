public import Encodings

/// Where context documents come from: a map from their addresses to what is known to stand there.
///
/// A loader fetches nothing. It gives the same answer every time it is asked, and may be asked by several threads at
/// once.
public protocol ContextLoader: Sendable {
    /// The context document at an absolute address, `{"@context": …}`; `nil` when the address is not known.
    func contextDocument(at url: String) throws -> JSONDocument?
}

/// A loader that knows a fixed set of documents.
public struct ContextMap: ContextLoader {
    // By bytes: strings are equal when Unicode holds them to be, which addresses are not.
    private let documents: [[UInt8]: JSONDocument]

    /// Knows the documents at their addresses.
    public init(_ documents: [String: JSONDocument]) {
        self.documents = Dictionary(documents.map { (Array($0.key.utf8), $0.value) }) { first, _ in first }
    }

    /// The document at an address, compared byte by byte.
    public func contextDocument(at url: String) -> JSONDocument? { documents[Array(url.utf8)] }
}

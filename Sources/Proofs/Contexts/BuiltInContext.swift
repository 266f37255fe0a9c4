public import Encodings
internal import LinkedData
internal import Synchronization

/// One edition of a JSON-LD context that this program knows the terms of, so that it is never fetched.
///
/// The document is built from a table of terms when it is first asked for. It says what the published document says,
/// and is not that document byte for byte: the hashes of the published ones are kept here, so that one can be
/// recognised.
public final class BuiltInContext: Sendable {
    /// How a document published at the address of a context compares with what is built in.
    public enum PublishedCopy: Sendable {
        /// It says the same of every term.
        case sameTerms
        /// It was published there too and says otherwise of some term, so that what is built in cannot stand for it.
        case otherTerms
    }

    /// What the document is made of.
    enum Source: Sendable {
        /// A table in ``ContextNotation``.
        case table(@Sendable () -> [UInt8])
        /// A context of this project, which is its own publication.
        case document(@Sendable () -> [UInt8])
    }

    /// The address that stands for the context in `@context`.
    public let url: String

    /// Whether this edition is the one that the address gives; of several at one address, one only is.
    public let isCurrent: Bool

    /// SHA-256, in hexadecimal digits, of the published documents that say the same, the current one first, and SHA-384 of
    /// those that were at hand; empty where no published document is known byte for byte.
    public let publishedDigests: [String]

    /// SHA-256, in hexadecimal digits, of documents published at the address that say otherwise of some term.
    public let divergentDigests: [String]

    private let source: Source
    private let built = Mutex<JSONDocument?>(nil)

    init(
        _ url: String, _ source: Source, isCurrent: Bool = true, publishedAs digests: [String],
        butNot divergentDigests: [String] = []
    ) {
        self.url = url
        self.source = source
        self.isCurrent = isCurrent
        publishedDigests = digests
        self.divergentDigests = divergentDigests
    }

    /// The context document, `{"@context": …}`.
    ///
    /// Safe to call from several threads; the document is built once.
    ///
    /// - Throws: `ContextNotationError` or ``JSONError`` when what is built in is broken, a fault of this program.
    public func document() throws -> JSONDocument {
        try built.withLock { built in
            if let built { return built }
            let document =
                switch source {
                case .table(let table): try ContextNotation.document(table())
                case .document(let bytes): try JSONDocument(parsing: bytes(), limits: .general)
                }
            built = document
            return document
        }
    }

    /// Whether hashes by a function tell every published document that says the same.
    public func isComparable(by function: Multihash.Function) -> Bool {
        let count = publishedDigests.count { $0.utf8.count == 2 * function.digestByteCount }
        return count > 0 && 2 * count >= publishedDigests.count
    }

    /// How the document with the SHA-256 or SHA-384 hash `digest` compares with this context; `nil` when it is no known
    /// copy.
    public func publishedCopy(_ digest: [UInt8]) -> PublishedCopy? {
        let text = Self.hexadecimal(digest)
        if publishedDigests.contains(text) { return .sameTerms }
        return divergentDigests.contains(text) ? .otherTerms : nil
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

internal import Encodings

/// A DID URL: a decentralized identifier with an optional path, query and fragment, for example a verification method.
///
/// Source: Decentralized Identifiers 1.0, section 3.2. The syntax is ASCII, and identifiers compare byte by byte.
public struct DIDURL: Sendable, Hashable {
    /// The whole URL as it was written.
    public let text: String

    private let methodEnd: Int
    private let didEnd: Int
    /// Where the `#` stands, in bytes, or the length of the text.
    private let fragmentMark: Int

    /// Takes a text whose parts are known.
    init(knownText text: String, methodEnd: Int, didEnd: Int, fragmentMark: Int) {
        self.text = text
        self.methodEnd = methodEnd
        self.didEnd = didEnd
        self.fragmentMark = fragmentMark
    }

    /// The part before the first of `/`, `?` and `#`: who controls what the URL names.
    public var did: DID {
        DID(knownText: String(Substring(text.utf8.prefix(didEnd))), methodEnd: methodEnd)
    }

    /// The path and the query with the marks before them, as in `/path?query`; empty when there is neither.
    public var pathAndQuery: String { String(Substring(text.utf8.prefix(fragmentMark).dropFirst(didEnd))) }

    /// The part after `#`, without it; `nil` when there is none.
    public var fragment: String? {
        fragmentMark < text.utf8.count ? String(Substring(text.utf8.dropFirst(fragmentMark + 1))) : nil
    }

    /// Whether the method-specific part of the DID is the fragment again, and nothing stands between the two.
    var repeatsMethodSpecificID: Bool {
        let bytes = text.utf8.span
        guard fragmentMark == didEnd, fragmentMark < bytes.count else { return false }
        return bytes.extracting((fragmentMark + 1)...).equals(bytes.extracting((methodEnd + 1)..<didEnd))
    }

    /// Whether the part before the first of `/`, `?` and `#` has exactly the bytes of `did`.
    public func isControlled(by did: DID) -> Bool { text.utf8.prefix(didEnd).elementsEqual(did.text.utf8) }
}

extension DIDURL: CustomStringConvertible {
    /// The URL as it was written.
    public var description: String { text }
}

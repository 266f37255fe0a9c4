/// The syntax of absolute URLs, as the data model's identifiers need it.
///
/// Nothing is resolved or changed.
/// Source: RFC 3986, sections 3 and 4.3 (with a fragment), and what the URL Standard makes of `http` and `https`: a
/// host is required, and credentials before it are refused. A `did:` is checked as a DID URL.
public enum URLSyntax {
    /// Which characters a URL may be written with.
    public enum Alphabet: Sendable {
        /// ASCII alone, as RFC 3986 has it: for identifiers that tell who speaks, where a look-alike would deceive.
        case ascii
        /// Also visible characters of other scripts (RFC 3987): no spaces, no controls, nothing that changes direction.
        case international
    }

    /// What a text was found to be.
    public enum Verdict: Sendable {
        /// An absolute URL.
        case absolute
        /// No absolute URL, because it holds characters outside ASCII where they are not admitted.
        case notASCII
        /// No absolute URL.
        case malformed
    }

    /// Whether `text` is an absolute URL.
    public static func isAbsolute(_ text: String, _ alphabet: Alphabet = .international) -> Bool {
        verdict(text.utf8.span, alphabet) == .absolute
    }

    /// Tells whether the UTF-8 text is an absolute URL.
    public static func verdict(_ text: Span<UInt8>, _ alphabet: Alphabet = .international) -> Verdict {
        guard let colon = schemeEnd(text), colon + 1 < text.count else { return .malformed }
        if isScheme("did", text, colon) { return verdictOfDID(text) }

        var scanner = URLScanner(from: colon + 1)
        let isWeb = isScheme("https", text, colon) || isScheme("http", text, colon)
        guard scanner.readAuthority(text, isWeb: isWeb), scanner.readPathQueryAndFragment(text) else {
            return .malformed
        }
        return alphabet == .ascii && scanner.hasOtherThanASCII ? .notASCII : .absolute
    }

    private static func verdictOfDID(_ text: Span<UInt8>) -> Verdict {
        do throws(IdentifierError) {
            _ = try DIDURL.scan(text)
            return .absolute
        } catch {
            return error.code == .notASCII ? .notASCII : .malformed
        }
    }

    /// Where the colon after the scheme stands, or `nil` when there is no scheme.
    static func schemeEnd(_ text: Span<UInt8>) -> Int? {
        guard !text.isEmpty, ASCIISet.letters.contains(text[0]) else { return nil }
        let scheme = ASCIISet.scheme
        var index = 1
        while index < text.count, scheme.contains(text[index]) { index += 1 }
        return index < text.count && text[index] == UInt8(ascii: ":") ? index : nil
    }

    /// Whether the scheme before `colon` is `name`, in any case (RFC 3986, section 3.1).
    static func isScheme(_ name: StaticString, _ text: Span<UInt8>, _ colon: Int) -> Bool {
        guard colon == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { name in
            for index in 0..<colon where unsafe text[index] | 0x20 != name[index] { return false }
            return true
        }
    }
}

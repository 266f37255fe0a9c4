import Credentials
import Encodings

/// What is wrong with an address that a person wrote where others will look something up by it.
///
/// The syntax of URLs admits much that helps nobody: `https://catalogue`, `file:///home/me`, `urn:uuid:1`.
/// Source: RFC 3986; RFC 8141, section 2; RFC 9562, section 4.
enum WrittenAddress: String {
    /// It is no absolute address.
    case malformed = ""
    /// It has letters that only look like others.
    case notASCII = "ascii"
    /// It begins with something that others cannot look up.
    case scheme
    /// It names no site of the web.
    case host
    /// It is no URN, or its UUID is none.
    case urn
    /// It is a DID that cannot be one of its method.
    case did

    /// What is wrong with `text`; `nil` when nothing is.
    static func problem(with text: String) -> WrittenAddress? {
        switch URLSyntax.verdict(text.utf8.span, .ascii) {
        case .notASCII: return .notASCII
        case .malformed: return .malformed
        case .absolute: break
        }
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return .malformed }
        switch parts[0].lowercased() {
        case "http", "https": return hasSite(parts[1]) ? nil : .host
        case "urn": return isNamed(parts[1]) ? nil : .urn
        case "did":
            guard let url = DIDURL(text) else { return .malformed }
            return WrittenDID.problem(with: url.did) == nil ? nil : .did
        case "tag", "info": return nil
        default: return .scheme
        }
    }

    /// Whether the host is an address literal, or a name of several parts as all names of public sites are.
    private static func hasSite(_ rest: Substring) -> Bool {
        let authority = rest.drop { $0 == "/" }.prefix { !"/?#".contains($0) }
        if authority.hasPrefix("[") { return true }
        let labels = authority.prefix { $0 != ":" }.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1
            && labels.allSatisfy { label in
                !label.isEmpty && label.utf8.count <= 63
                    && label.utf8.allSatisfy { $0 == UInt8(ascii: "-") || isAlphanumeric($0) }
            }
    }

    private static func isNamed(_ rest: Substring) -> Bool {
        let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, 2...32 ~= parts[0].utf8.count, !parts[1].isEmpty,
            parts[0].utf8.allSatisfy({ $0 == UInt8(ascii: "-") || isAlphanumeric($0) })
        else { return false }
        return parts[0].lowercased() != "uuid" || isUUID(parts[1])
    }

    private static func isUUID(_ text: Substring) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && groups.allSatisfy { group in group.allSatisfy { $0.isASCII && $0.isHexDigit } }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
}

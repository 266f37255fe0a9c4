/// The keywords of JSON-LD 1.1 (section 1.7).
enum Keyword: UInt8, Sendable {
    case base, container, context, direction, graph, id, `import`, included, index, json, language, list, nest, none
    case prefix, propagate, protected, reverse, set, type, value, version, vocab

    private static let all: [(name: StaticString, keyword: Keyword)] = [
        ("@id", .id), ("@type", .type), ("@value", .value), ("@set", .set), ("@list", .list), ("@json", .json),
        ("@none", .none), ("@graph", .graph), ("@language", .language), ("@context", .context), ("@index", .index),
        ("@reverse", .reverse), ("@nest", .nest), ("@included", .included), ("@direction", .direction),
        ("@vocab", .vocab), ("@base", .base), ("@container", .container), ("@import", .import), ("@prefix", .prefix),
        ("@propagate", .propagate), ("@protected", .protected), ("@version", .version),
    ]

    /// The keyword that the bytes are, if they are one.
    init?(_ bytes: Span<UInt8>) {
        guard bytes.count > 2, bytes[0] == UInt8(ascii: "@") else { return nil }
        for entry in Self.all where bytes.isEqual(to: entry.name) {
            self = entry.keyword
            return
        }
        return nil
    }

    /// The keyword as it is written.
    var name: String { Self.all.first { $0.keyword == self }.map { "\($0.name)" } ?? "" }

    /// Whether the bytes have the form of a keyword, `"@"1*ALPHA`, so that they are reserved.
    static func hasForm(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count > 1, bytes[0] == UInt8(ascii: "@") else { return false }
        for index in 1..<bytes.count where !TermSyntax.isLetter(bytes[index]) { return false }
        return true
    }
}

/// A set of keywords.
struct KeywordSet: OptionSet, Sendable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ keyword: Keyword) { rawValue = 1 << UInt32(keyword.rawValue) }

    func contains(_ keyword: Keyword) -> Bool { contains(KeywordSet(keyword)) }

    mutating func insert(_ keyword: Keyword) { formUnion(KeywordSet(keyword)) }
}

public import Encodings

/// Sentences for people, by code and language, kept as data beside the code.
///
/// A catalogue is a flat JSON object for each language: code to sentence. `{name}` in a sentence stands for a fact.
public struct MessageCatalogue: Sendable {
    private let sentences: [Language: JSONDocument]

    /// A catalogue without sentences: every code stands for itself.
    public init() { sentences = [:] }

    /// Reads one JSON text for each language.
    ///
    /// - Throws: ``JSONError`` when a text is not strict JSON.
    public init(_ texts: [Language: [UInt8]]) throws(JSONError) {
        var sentences: [Language: JSONDocument] = [:]
        for (language, bytes) in texts { sentences[language] = try JSONDocument(parsing: bytes, limits: .general) }
        self.sentences = sentences
    }

    /// The sentence for `code`: in `language`, else in English, else the code itself.
    public func sentence(
        _ code: String, in language: Language, _ arguments: [(name: String, value: String)] = []
    ) -> String {
        let template =
            sentences[language]?.root.member(code)?.string ?? sentences[.english]?.root.member(code)?.string ?? code
        guard !arguments.isEmpty, template.utf8.contains(UInt8(ascii: "{")) else { return template }
        return Self.fill(template, arguments)
    }

    /// The codes that a language has sentences for.
    public func codes(in language: Language) -> [String] {
        sentences[language]?.root.members.compactMap(\.name.string) ?? []
    }

    /// Replaces placeholders in one pass, so that a value is never itself searched for placeholders.
    private static func fill(_ template: String, _ arguments: [(name: String, value: String)]) -> String {
        var result = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            result += rest[..<open]
            if let argument = arguments.first(where: { $0.name == name }) {
                result += argument.value
            } else {
                result += rest[open...close]
            }
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}

import Credentials
import YAMLDocuments

/// Reads texts that may be written in several languages: one of them is the main one.
struct MainLanguage {
    /// The tag (BCP 47) of the main language; empty when no field tells it.
    let tag: String
    /// The language in which words are suggested.
    let language: Language

    /// The main language of a file: what its field `language` says, else the first language of its title.
    init(of fields: FieldReader) {
        var tag = ""
        if let value = fields.value("language"), let text = value.text() {
            if Self.isTag(text.string) {
                tag = text.string
            } else {
                fields.problems.add(.unknownLanguage, at: value.position, [("found", text.string)])
            }
        } else if let title = fields.value("title") {
            if case .mapping(let mapping) = title.node.content {
                tag = mapping.entries.first { Self.isTag($0.key) }?.key ?? ""
            } else {
                fields.problems.add(.missingField, "language", at: title.position, [("field", "language")])
            }
        }
        self.tag = tag
        language = Language(tag: tag) ?? .english
    }

    /// Whether a text has the form of a language tag: two or three small letters, perhaps a region.
    static func isTag(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let primary = parts.first, 2...3 ~= primary.utf8.count, parts.count <= 3 else { return false }
        return primary.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
            && parts.dropFirst().allSatisfy { part in
                2...8 ~= part.utf8.count
                    && part.utf8.allSatisfy { byte in
                        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    }
            }
    }

    /// A text of the main language, or texts by language.
    ///
    /// - Parameter isTitle: Whether a rule of the profile tells that the main language is missing.
    func text(_ value: FieldValue?, isTitle: Bool = false) -> LocalizedText {
        guard let value else { return LocalizedText() }
        guard value.hasFields else { return LocalizedText(main: value.text()) }
        return value.fields { fields in text(fields.all(), at: value.position, value.problems, isTitle) }
            ?? LocalizedText()
    }

    /// Texts by language.
    func text(
        _ entries: [(key: String, position: YAMLPosition, value: FieldValue)], at position: YAMLPosition,
        _ problems: FileProblems, _ isTitle: Bool = false
    ) -> LocalizedText {
        var result = LocalizedText()
        var seen: Set<String> = []
        for (key, keyPosition, value) in entries {
            guard Self.isTag(key) else {
                problems.add(.unknownLanguage, at: keyPosition, [("found", key)])
                continue
            }
            // Capitals tell no languages apart (BCP 47, section 2.1.1).
            guard seen.insert(key.lowercased()).inserted else {
                problems.add(.repeatedLanguage, at: keyPosition, [("found", key)])
                continue
            }
            guard let text = value.text() else { continue }
            if key.lowercased() == tag.lowercased() {
                result.main = text
            } else {
                result.translations.append(
                    LocalizedText.Translation(
                        language: RecordText(key, at: problems.place(keyPosition)), text: text))
            }
        }
        if result.main == nil, !isTitle || tag.isEmpty, let first = result.translations.first {
            // Without a main language, that is what has been told.
            if !tag.isEmpty { problems.add(.missingTranslation, at: position, [("lang", tag)]) }
            // One message is enough: the rules see the text that is there.
            result.main = first.text
        }
        return result
    }
}

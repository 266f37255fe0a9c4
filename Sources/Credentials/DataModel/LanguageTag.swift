/// The syntax of language tags, such as `nl`, `nl-BE` or `zh-Hant-TW`.
///
/// Source: BCP 47 (RFC 5646), section 2.1: what the specification calls well-formed. Whether each subtag is registered
/// is not looked up.
public enum LanguageTag {
    /// Whether `text` is a well-formed language tag.
    public static func isWellFormed(_ text: String) -> Bool { isWellFormed(text.utf8.span) }

    /// Whether the UTF-8 text is a well-formed language tag.
    public static func isWellFormed(_ text: Span<UInt8>) -> Bool {
        // The longest tags in use have some 35 characters; the specification sets no limit.
        guard (2...255).contains(text.count), let subtags = subtags(text) else { return false }
        return isLanguageTag(subtags) || isIrregular(text)
    }

    /// One part between hyphens: how long it is, how it starts, and what it is written with.
    private struct Subtag {
        var count = 0
        var first: UInt8 = 0
        var hasLetters = false
        var hasDigits = false

        var isAlphabetic: Bool { !hasDigits }
        var isNumeric: Bool { !hasLetters }
        var isSingleton: Bool { count == 1 }
        var isPrivateUse: Bool { count == 1 && first | 0x20 == UInt8(ascii: "x") }
        var isVariant: Bool { count >= 5 || (count == 4 && ASCIISet.digits.contains(first)) }
        var isRegion: Bool { (count == 2 && isAlphabetic) || (count == 3 && isNumeric) }
    }

    /// Cuts a text at its hyphens, or gives `nil` when a part is empty, too long or not alphanumeric.
    private static func subtags(_ text: Span<UInt8>) -> [Subtag]? {
        var subtags = [Subtag()]
        for index in 0..<text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "-") {
                subtags.append(Subtag())
                continue
            }
            var subtag = subtags.removeLast()
            if subtag.count == 0 { subtag.first = byte }
            if ASCIISet.letters.contains(byte) {
                subtag.hasLetters = true
            } else if ASCIISet.digits.contains(byte) {
                subtag.hasDigits = true
            } else {
                return nil
            }
            subtag.count += 1
            subtags.append(subtag)
        }
        return subtags.allSatisfy { (1...8).contains($0.count) } ? subtags : nil
    }

    private static func isLanguageTag(_ subtags: [Subtag]) -> Bool {
        var rest = subtags[...]
        guard let language = rest.popFirst() else { return false }
        if language.isPrivateUse { return !rest.isEmpty }
        guard language.count >= 2, language.isAlphabetic else { return false }
        if language.count <= 3 {
            // Up to three extended language subtags.
            var extensionCount = 0
            while extensionCount < 3, let next = rest.first, next.count == 3, next.isAlphabetic {
                rest.removeFirst()
                extensionCount += 1
            }
        }
        if let script = rest.first, script.count == 4, script.isAlphabetic { rest.removeFirst() }
        if let region = rest.first, region.isRegion { rest.removeFirst() }
        while let variant = rest.first, variant.isVariant { rest.removeFirst() }
        while let singleton = rest.first, singleton.isSingleton {
            rest.removeFirst()
            // What follows x is for private agreement; what follows another singleton has at least two characters.
            if singleton.isPrivateUse { return !rest.isEmpty }
            guard let next = rest.first, next.count >= 2 else { return false }
            while let next = rest.first, next.count >= 2 { rest.removeFirst() }
        }
        return rest.isEmpty
    }

    /// The tags that were registered before the grammar and do not follow it (section 2.1, `irregular`).
    private static let irregular = [
        "en-gb-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo", "i-navajo",
        "i-pwn", "i-tao", "i-tay", "i-tsu", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de",
    ]

    private static func isIrregular(_ text: Span<UInt8>) -> Bool {
        var lowered: [UInt8] = []
        for index in 0..<text.count {
            let byte = text[index]
            lowered.append((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte)
        }
        return irregular.contains { $0.utf8.elementsEqual(lowered) }
    }
}

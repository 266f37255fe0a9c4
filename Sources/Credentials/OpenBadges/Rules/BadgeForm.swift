internal import Encodings

/// The forms of single values in Open Badges 3.0 (appendix B, primitive and derived types).
enum BadgeForm {
    /// What is wrong with a value, or `nil`.
    static func refusal(of value: JSONNode, as form: BadgeProperty.Value) -> DataModelCode? {
        switch form {
        case .number: value.kind == .number ? nil : .badgeNotNumber
        case .boolean: value.kind == .boolean ? nil : .badgeNotBoolean
        case .time: time(value)
        case .url: value.urlVerdict(.international) == .absolute ? nil : .badgeNotURL
        default: value.withUTF8 { refusal(of: $0, as: form) } ?? .badgeNotText
        }
    }

    private static func refusal(of text: Span<UInt8>, as form: BadgeProperty.Value) -> DataModelCode? {
        switch form {
        case .date: isDate(text) ? nil : .badgeNotDate
        case .language: LanguageTag.isWellFormed(text) ? nil : .textLanguageMalformed
        case .email: isEmail(text) ? nil : .badgeNotEmail
        case .country: isCountry(text) ? nil : .badgeNotCountry
        case .token: isToken(text) ? nil : .badgeNotToken
        case .word(let vocabulary):
            if vocabulary.contains(text) {
                nil
            } else if vocabulary == .achievementType {
                .badgeKindUnknown
            } else {
                vocabulary.isExtensible ? .badgeWordUnknown : .badgeWordOther
            }
        default: nil
        }
    }

    private static func time(_ value: JSONNode) -> DataModelCode? {
        switch ValidityTime.read(value) {
        case .instant: nil
        case .withoutOffset: .badgeTimeIncomplete
        case .malformed: value.withUTF8(isDate) == true ? .badgeTimeIncomplete : .badgeNotTime
        }
    }

    private static func isDate(_ text: Span<UInt8>) -> Bool {
        do throws(EncodingError) {
            _ = try CalendarDate(parsing: text)
            return true
        } catch {
            return false
        }
    }

    /// Something on either side of a single `@`, and nothing that cannot stand in an address.
    private static func isEmail(_ text: Span<UInt8>) -> Bool {
        var place: Int?
        for index in 0..<text.count {
            if text[index] <= 0x20 || text[index] == 0x7F { return false }
            guard text[index] == UInt8(ascii: "@") else { continue }
            guard place == nil else { return false }
            place = index
        }
        return place.map { $0 > 0 && $0 < text.count - 1 } ?? false
    }

    private static func isCountry(_ text: Span<UInt8>) -> Bool {
        text.count == 2 && ASCIISet.letters.contains(text[0]) && ASCIISet.letters.contains(text[1])
    }

    /// Three parts in the alphabet of base64url, of which the second may be empty (RFC 7515, section 7.1 and appendix F).
    private static func isToken(_ text: Span<UInt8>) -> Bool {
        var counts = [0]
        for index in 0..<text.count {
            if text[index] == UInt8(ascii: ".") {
                guard counts.count < 3 else { return false }
                counts.append(0)
            } else {
                guard tokenCharacters.contains(text[index]) else { return false }
                counts[counts.count - 1] += 1
            }
        }
        return counts.count == 3 && counts[0] > 0 && counts[2] > 0
    }

    private static let tokenCharacters = ASCIISet.alphanumerics.union(ASCIISet("-_"))
}

/// MC02: there is a title in the main language, of at most 250 characters, and it is more than a code.
struct MC02TitleRule: ProfileRule {
    let code = "MC02"
    var element: ProfileElement? { .title }

    private static let largestCount = 250

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard let title = record.achievement.title.main, !title.isBlank else {
            let place = record.achievement.title.main?.place ?? record.place(of: .title)
            guard let language = record.achievement.language, !language.isBlank else {
                return error(at: place, "noLanguage")
            }
            return error(at: place, nil, [("lang", language.string)])
        }
        if let finding = length(of: title) { return finding }
        for translation in record.achievement.title.translations {
            if let finding = length(of: translation.text) { return finding }
        }
        return isCode(title, record) ? error(at: title.place, "code") : []
    }

    private func length(of title: RecordText) -> [Finding]? {
        let count = title.characterCount
        return count > Self.largestCount ? error(at: title.place, "long", [("n", String(count))]) : nil
    }

    /// Whether the title is the issuer's code, or one word with digits and a mark between them, such as `MC-BLD-6`.
    private func isCode(_ title: RecordText, _ record: MicroCredentialRecord) -> Bool {
        if let code = record.achievement.code, !code.isBlank, code == title { return true }
        return title.withBytes { title in
            var hasDigit = false
            var hasMark = false
            for index in 0..<title.count {
                switch title[index] {
                case 0...0x20: return false
                case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
                case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"): hasMark = true
                default: break
                }
            }
            return hasDigit && hasMark
        }
    }
}

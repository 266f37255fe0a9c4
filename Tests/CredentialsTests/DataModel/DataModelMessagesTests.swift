import Credentials
import TestSupport
import Testing

@Suite("The sentences of the data model rules")
struct DataModelMessagesTests {
    @Test("exist in every language for every code, and for nothing else", arguments: Language.allCases)
    func coverEveryCode(_ language: Language) {
        let codes = DataModelMessages.catalogue.codes(in: language)
        #expect(Set(codes).count == codes.count)
        #expect(Set(codes) == Set(DataModelCode.allCases.map(\.rawValue)))
    }

    @Test("name the same facts in every language", arguments: DataModelCode.allCases)
    func nameSameFacts(_ code: DataModelCode) {
        let english = Self.placeholders(DataModelMessages.catalogue.sentence(code.rawValue, in: .english))
        let dutch = Self.placeholders(DataModelMessages.catalogue.sentence(code.rawValue, in: .dutch))
        #expect(Set(english) == Set(dutch))
    }

    @Test("say what is wrong and what to do, without technical remains", arguments: DataModelCode.allCases)
    func sayWhatToDo(_ code: DataModelCode) {
        for language in Language.allCases {
            let sentence = DataModelMessages.catalogue.sentence(code.rawValue, in: language)
            let ends = sentence.split(separator: " ").filter { $0.hasSuffix(".") }
            #expect(ends.count >= 2, "\(sentence)")
            #expect(sentence.hasSuffix(".") && sentence.first?.isLowercase == false, "\(sentence)")
            #expect(!sentence.contains("  ") && !sentence.contains(code.rawValue), "\(sentence)")
            #expect(sentence.count <= 220, "\(sentence)")
        }
        #expect(
            DataModelMessages.catalogue.sentence(code.rawValue, in: .english)
                != DataModelMessages.catalogue.sentence(code.rawValue, in: .dutch))
    }

    @Test("put the facts where they belong")
    func fillFacts() {
        let finding = Finding(
            "VALIDITY_REVERSED", .error, at: "/validUntil", [("start", "{end}"), ("end", "validUntil")])
        let sentence = DataModelMessages.sentence(for: finding, in: .english)
        #expect(sentence.hasPrefix("`validUntil` lies before `{end}`"))
        #expect(DataModelMessages.sentence(for: finding, in: .dutch).hasPrefix("`validUntil` ligt vóór `{end}`"))
    }

    @Test("fall back to the code where there is none")
    func fallBack() {
        #expect(DataModelMessages.sentence(for: Finding("NO_SUCH_CODE", .error, at: ""), in: .dutch) == "NO_SUCH_CODE")
        #expect(MessageCatalogue().sentence("NO_SUCH_CODE", in: .english) == "NO_SUCH_CODE")
    }

    private static func placeholders(_ sentence: String) -> [String] {
        sentence.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) }
    }
}

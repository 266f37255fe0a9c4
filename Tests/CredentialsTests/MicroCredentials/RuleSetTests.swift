import Testing

@testable import Credentials

@Test("has every rule of the profile once, in a list")
func hasEveryRule() {
    let codes = [
        "MC01", "MC01b", "MC01c", "MC01d", "MC02", "MC03", "MC04", "MC05", "MC05b", "MC06", "MC06b", "MC06c", "MC07",
        "MC07b", "MC07c", "MC08", "MC08b", "MC08c", "MC09", "MC09b", "MC09c", "MC10", "MC11", "MC11b", "MO1", "MO2",
        "MO3", "MO4", "MO5", "FL1", "FL2", "FL2b", "FL3", "FL4", "FL5", "FL6", "FL7", "FL8", "FL9", "FL10",
    ]
    #expect(ProfileRules.all.map(\.code) == codes)
}

@Test("has a rule for each of the eleven elements")
func coversElements() {
    #expect(Set(ProfileRules.all.compactMap(\.element)) == Set(ProfileElement.allCases))
}

@Test("has a sentence for every rule and a name for every element, in every language")
func hasSentences() {
    for language in Language.allCases {
        let keys = Set(ProfileCatalogue.keys(in: language))
        #expect(ProfileRules.all.allSatisfy { keys.contains($0.code) })
        #expect(ProfileElement.allCases.allSatisfy { keys.contains("element.\($0.number)") })
    }
}

@Test("has the same keys, and in each sentence the same facts, in every language")
func hasSameKeys() {
    let english = ProfileCatalogue.keys(in: .english)
    #expect(ProfileCatalogue.keys(in: .dutch) == english)
    for key in english {
        let facts = Language.allCases.map { placeholders(ProfileCatalogue.text(key, in: $0)) }
        #expect(facts[0] == facts[1], "\(key)")
    }
}

private func placeholders(_ sentence: String) -> [String] {
    Set(sentence.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) })
        .sorted()
}

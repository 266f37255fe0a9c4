import Encodings
import TestSupport
import Testing

@testable import Credentials

private let lists: [ConceptList] = [
    .assessmentTypes, .participationModes, .activityTypes, .supervisionMethods, .learningSettings, .outcomeTypes,
    .qualityAssuranceTypes, .qualityAssuranceScopes, .levelStatuses, .cycles, .sectors, .certificateKinds, .awardBases,
    .stackabilityOptions, .learnerIdentifierSchemes, .institutionIdentifierSchemes,
]

@Test("finds every concept by its address and by every word for it, in any case", arguments: lists.indices)
func findsConcepts(_ index: Int) {
    let list = lists[index]
    for concept in list.concepts {
        #expect(list.concept(at: concept.iri) == concept)
        for word in concept.words {
            #expect(list.concept(named: word) == concept, "\(word)")
            #expect(list.concept(named: "  " + word.uppercased() + " ") == concept, "\(word)")
        }
    }
    #expect(list.concept(named: "") == nil)
    #expect(list.concept(named: "zzzzzz") == nil)
}

@Test("suggests the words that look most like a mistake, and the whole list when none does")
func suggestsWords() {
    let list = ConceptList.assessmentTypes
    #expect(list.suggestions(for: "portfollio", in: .english).first == "portfolio")
    #expect(list.suggestions(for: "oral", in: .english).contains("oral examination"))
    #expect(list.suggestions(for: "mondling examen", in: .dutch).first == "mondeling examen")
    #expect(list.suggestions(for: "quantum", in: .dutch).count == list.concepts.count)
    #expect(list.suggestions(for: String(repeating: "x", count: 100_000), in: .english).count == list.concepts.count)
}

@Test("knows countries by code, name in two languages and address")
func knowsCountries() throws {
    for word in ["BE", "bel", "Belgium", "belgië", "http://publications.europa.eu/resource/authority/country/BEL"] {
        #expect(Country(named: word)?.alpha3 == "BEL", "\(word)")
    }
    #expect(Country(named: "Atlantis") == nil)
    #expect(Country(iri: "http://publications.europa.eu/resource/authority/country/SUN") == nil)
    #expect(Country.all.count == 250)
    #expect(Set(Country.all.map(\.alpha3)).count == 250 && Set(Country.all.map(\.alpha2)).count == 250)
}

@Test("knows levels of the European framework and of Belgium's three, and no ninth level")
func knowsLevels() {
    for number in 1...8 {
        for level: QualificationLevel in [
            .european(number), .flemish(number), .frenchCommunity(number), .germanSpeakingCommunity(number),
        ] {
            #expect(level.iri.flatMap { QualificationLevel(iri: $0) } == level)
        }
    }
    #expect(QualificationLevel.european(9).iri == nil)
    #expect(QualificationLevel(iri: "http://data.europa.eu/snb/eqf/0") == nil)
    #expect(QualificationLevel(iri: "http://data.europa.eu/snb/eqf/77") == nil)
    #expect(QualificationLevel(iri: "http://data.europa.eu/snb/qdr/c_95FEC238") == nil)
}

@Test("knows regions, languages and fields of study by the words people use")
func knowsOtherWords() {
    #expect(Region(named: "Vlaams Gewest")?.code == "BE2")
    #expect(Region(named: "flanders")?.code == "BE2")
    #expect(Region(named: "NL41")?.iri == "http://data.europa.eu/nuts/code/NL41")
    #expect(Region(named: "Atlantis") == nil && Region(named: "NL") == nil && Region(named: "nl41") == nil)
    #expect(InstructionLanguage(named: "Nederlands")?.code == "NLD")
    #expect(InstructionLanguage(named: "nl")?.code == "NLD")
    #expect(InstructionLanguage(named: "Klingon") == nil)
    #expect(FieldOfStudy(named: "0111")?.name == "Education science")
    #expect(FieldOfStudy(named: "education science")?.code == "0111")
    #expect(FieldOfStudy(named: "0119")?.name == "Education, not elsewhere classified")
    #expect(FieldOfStudy(named: "0777") == nil)
}

private let officialPath: String? = {
    guard let folder = Vectors.folder else { return nil }
    let path = folder + "/../design/vocabularies/official-lists.json"
    return Files.exists(path) ? path : nil
}()

@Test("has every address of the official lists and no other", .enabled(if: officialPath != nil))
func agreesWithOfficialLists() throws {
    let document = try JSONDocument(parsing: Files.read(try #require(officialPath)), limits: .general)
    var official: [String: Set<String>] = [:]
    for list in document.root.elements {
        guard let scheme = list["scheme"]?.string else { continue }
        for concept in list["concepts"]?.elements.map({ $0 }) ?? [] {
            if let id = concept["id"]?.string { official[scheme, default: []].insert(id) }
        }
    }
    for (list, scheme) in [
        (ConceptList.assessmentTypes, "assessment"), (.participationModes, "learning-assessment"),
        (.activityTypes, "learning-activity"), (.supervisionMethods, "supervision-verification"),
        (.learningSettings, "learning-setting"), (.outcomeTypes, "skill-type"),
        (.qualityAssuranceTypes, "accreditation"),
    ] {
        let own = Set(list.concepts.map(\.iri).filter { !$0.hasPrefix(MicroCredentialContext.vocabulary) })
        #expect(own == official["http://data.europa.eu/snb/\(scheme)/25831c2"], "\(scheme)")
    }
    let fields = try #require(official["http://data.europa.eu/snb/isced-f/25831c2"])
    #expect(fields.allSatisfy { FieldOfStudy(codeOrIRI: $0) != nil })
    for code in 0...9_999 {
        for count in 2...4 where String(code).count <= count {
            let text = String(repeating: "0", count: count - String(code).count) + String(code)
            let isOfficial = fields.contains("http://data.europa.eu/snb/isced-f/" + text)
            #expect((FieldOfStudy(codeOrIRI: text) != nil) == isOfficial, "\(text)")
        }
    }
    let countries = try #require(official["http://publications.europa.eu/resource/authority/country"])
    #expect(Country.all.allSatisfy { countries.contains($0.iri) })
    let levels = try #require(official["http://data.europa.eu/snb/qdr/25831c2"])
    #expect((1...8).allSatisfy { levels.contains(QualificationLevel.flemish($0).iri ?? "") })
    #expect((1...8).allSatisfy { levels.contains(QualificationLevel.frenchCommunity($0).iri ?? "") })
    #expect((1...8).allSatisfy { levels.contains(QualificationLevel.germanSpeakingCommunity($0).iri ?? "") })
}

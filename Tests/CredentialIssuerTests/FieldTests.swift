import CredentialIssuer
import Credentials
import Encodings
import TestSupport
import Testing

@Test(
    "names each field that is wrong, by code and place",
    arguments: [
        ("sector: higher education", "sector:\n  - higher education", "FIELD_KIND", "mc.yaml:8:3"),
        ("sector: higher education", "sector: ''", "FIELD_EMPTY", "mc.yaml:7:9"),
        ("sector: higher education", "sektor: higher education", "FIELD_UNKNOWN", "mc.yaml:7:1"),
        ("sector: higher education", "zzzzzzzzz: 1", "FIELD_UNKNOWN", "mc.yaml:7:1"),
        ("sector: higher education", "sector: prison", "WORD_UNKNOWN", "mc.yaml:7:9"),
        ("sector: higher education", "flanders_type: 5", "NUMBER_UNREADABLE", "mc.yaml:7:16"),
        ("sector: higher education", "flanders_type: 1.5", "NUMBER_UNREADABLE", "mc.yaml:7:16"),
        ("sector: higher education", "valid_for: two years", "PERIOD_UNREADABLE", "mc.yaml:7:12"),
        ("sector: higher education", "components: [{ects: three}]", "NUMBER_UNREADABLE", "mc.yaml:7:21"),
        ("sector: higher education", "field_of_study: '7777'", "WORD_UNKNOWN", "mc.yaml:7:17"),
        ("sector: higher education", "instruction_languages: Klingon", "WORD_UNKNOWN", "mc.yaml:7:24"),
        ("sector: higher education", "registrations: {Library: '5'}", "WORD_UNKNOWN", "mc.yaml:7:17"),
        ("sector: higher education", "stackability: {towards: nothing}", "ADDRESS_UNREADABLE", "mc.yaml:7:25"),
        ("https://catalogue.leiehove.example/mc/BLD-6/2026", "BLD-6", "ADDRESS_UNREADABLE", "mc.yaml:2:5"),
        ("id: https://catalogue.leiehove.example/mc/BLD-6/2026", "code: BLD-6", "FIELD_MISSING", "mc.yaml:1:1"),
        ("nl: Blended leren ontwerpen", "Dutch: Blended leren ontwerpen", "LANGUAGE_UNKNOWN", "mc.yaml:5:3"),
        ("nl: Blended", "fr-BE: Oui\n  fr-be: Non\n  nl: Blended", "LANGUAGE_REPEATED", "mc.yaml:6:3"),
        ("prerequisites: None.", "prerequisites: {nl: Geen.}", "TRANSLATION_MISSING", "mc.yaml:26:16"),
        ("- portfolio", "- {type: portfolio, weight: 101 %}", "NUMBER_UNREADABLE", "mc.yaml:17:31"),
        ("pass: 10", "pas: 10", "FIELD_UNKNOWN", "mc.yaml:27:32"),
        ("valid_until: 2029-09-30", "valid_until: soon", "DATE_UNREADABLE", "mc.yaml:25:16"),
    ])
func namesWrongField(_ old: String, _ new: String, _ code: String, _ place: String) throws {
    let reading = try SpecificationText.complete.replacing(old, with: new).read()
    let finding = try #require(reading.findings.first { $0.code == code })
    #expect(finding.place == place)
    reading.findings.forEach(expectSentences)
    // Everything else was read nevertheless.
    #expect(reading.value?.achievement.learningOutcomes.count == 2)
}

@Test(
    "names a file that is no YAML of fields at all",
    arguments: [
        ("", "YAML_EMPTY", "mc.yaml:1:1"), ("title: [", "YAML_SYNTAX", "mc.yaml:2:1"),
        ("a: 1\na: 2\n", "YAML_DUPLICATE_KEY", "mc.yaml:2:1"), ("a: &x 1", "YAML_ANCHOR", "mc.yaml:1:4"),
        ("- a\n- b", "FIELD_KIND", "mc.yaml:1:1"), ("just a text", "FIELD_KIND", "mc.yaml:1:1"),
    ])
func namesUnreadableFile(_ text: String, _ code: String, _ place: String) throws {
    let reading = SpecificationReader(file: "mc.yaml").read(Array(text.utf8))
    #expect(reading.value == nil)
    #expect(reading.findings.map(\.code) == [code])
    #expect(reading.findings.first?.place == place)
    reading.findings.forEach(expectSentences)
}

@Test("asks for the language where a title does not tell it")
func asksForLanguage() throws {
    let text = try SpecificationText.complete.removing("language").removing("title").adding("title: Blended Learning")
    #expect(text.read().findings.map(\.code) == ["FIELD_MISSING"])
    text.read().findings.forEach(expectSentences)
    let implied = try SpecificationText.complete.removing("language")
    #expect(implied.read().findings.isEmpty)
    #expect(implied.read().value?.achievement.language?.string == "en")
}

@Test("takes the study load in fields or in words, in both languages, with a comma or a point")
func takesWorkload() throws {
    for (written, expected) in [
        ("6 ECTS", "6"), ("[6 studiepunten, 165 uur]", "6 165"), ("60 lestijden", "60"), ("{ects: '2,50'}", "2.5"),
        ("{teaching_periods: 60}", "60"), ("7.5 hours", "7.5"), ("3 ECVET points", "3"),
    ] {
        let text = try SpecificationText.complete.removing("workload").adding("workload: " + written)
        let workload = try #require(text.read().value).achievement.workload
        let figures = [workload.ectsCredits, workload.hours, workload.ecvetPoints].compactMap { $0?.value?.description }
        #expect(
            (figures + [workload.teachingPeriods?.value.map(String.init)].compactMap { $0 }).joined(separator: " ")
                == expected)
        #expect(text.read().findings.isEmpty)
    }
    let wrong = try SpecificationText.complete.removing("workload").adding("workload: much")
    #expect(wrong.read().findings.map(\.code) == ["LOAD_UNREADABLE"])
}

@Test("takes the words for no level, and addresses of levels in place of numbers")
func takesLevels() throws {
    for word in ["none", "geen", "not levelled"] {
        let text = try SpecificationText.complete.removing("level").adding("level: " + word)
        #expect(text.read().value?.achievement.level.status?.string == "notLevelled")
        #expect(try text.check().isEmpty)
    }
    let text = try SpecificationText.complete.removing("level")
        .adding("level: {eqf: http://data.europa.eu/snb/eqf/7, nqf: http://data.europa.eu/snb/qdr/c_95fec238}")
    #expect(try text.check().isEmpty)
    let vague = try SpecificationText.complete.removing("level").adding("level: high")
    #expect(try vague.check().map(\.code) == ["MC08"])
}

@Test(
    "takes one form of a date alone, and tells how to write it without repeating what may be a date of birth",
    arguments: [
        ("2026-06-30", nil, ""),
        ("31/06/2026", "month-6", "June has 30 days. Write the date as YYYY-MM-DD (for example 2026-06-30)."),
        (
            "29-02-2026", "month-2",
            "February has 28 days in that year. Write the date as YYYY-MM-DD (for example 2026-06-30)."
        ),
        (
            "2026-02-30", "month-2",
            "February has 28 days in that year. Write the date as YYYY-MM-DD (for example 2026-06-30)."
        ),
        ("30.6.2026", "order", "Write the date as YYYY-MM-DD (for example 2026-06-30)."),
        ("2026/6/30", "order", "Write the date as YYYY-MM-DD (for example 2026-06-30)."),
        ("June 2026", "", "This is not a date. Write it as YYYY-MM-DD (for example 2026-06-30)."),
        ("30/06/26", "", "This is not a date. Write it as YYYY-MM-DD (for example 2026-06-30)."),
        ("12/13/2026", "", "This is not a date. Write it as YYYY-MM-DD (for example 2026-06-30)."),
        ("99999999999/1/2026", "", "This is not a date. Write it as YYYY-MM-DD (for example 2026-06-30)."),
    ] as [(String, String?, String)])
func readsDates(_ written: String, _ variant: String?, _ sentence: String) throws {
    let reading = LearnerRecordReader(file: "a.yaml").read(Array("awarded_on: \(written)\n".utf8))
    guard let variant else {
        #expect(reading.findings.isEmpty && reading.value?.awardedOn?.value?.description == written)
        return
    }
    let finding = try #require(reading.findings.first)
    #expect(finding.code == "DATE_UNREADABLE" && finding.place == "a.yaml:1:13")
    #expect(finding.variant ?? "" == variant)
    #expect(SpecificationCatalogue.sentence(for: finding, in: .english) == sentence)
    expectSentences(finding)
}

@Test("reads periods in both languages and ends them on days that exist")
func readsPeriods() throws {
    for (text, start, end) in [
        ("2 years", "2026-06-30T10:00:00Z", "2028-06-30T10:00:00Z"),
        ("1 jaar", "2028-02-29T10:00:00Z", "2029-02-28T10:00:00Z"),
        ("18 months", "2026-08-31T00:00:01Z", "2028-02-29T00:00:01Z"),
        ("1 maand", "2026-12-31T23:59:59Z", "2027-01-31T23:59:59Z"),
        ("90 dagen", "2026-06-30T10:00:00Z", "2026-09-28T10:00:00Z"),
        ("1200 years", "9000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"),
    ] {
        let period = try #require(ValidityPeriod(text))
        #expect(period.end(after: try Timestamp(parsing: start)).description == end)
    }
    for text in [
        "", "2", "years", "0 years", "-1 years", "1201 days", "2 year olds", "two years", "99999999999999999999 days",
    ] {
        #expect(ValidityPeriod(text) == nil, "\(text)")
    }
}

@Test("puts a salted hash in place of an identifier that is to be hashed, and asks for a salt for no other")
func hashesIdentifiers() throws {
    let text = """
        identifiers:
          - {scheme: studentnummer, value: "20251234", hashed: ja}
          - {scheme: ext:Library, value: "7", hashed: false}
          - {scheme: e-mail, value: lotte@leiehove.example}
        """
    let learner = try #require(LearnerRecordReader(file: "a.yaml").read(Array(text.utf8)).value)
    var salts = ["5f3c9a7d1e"]
    let award = try learner.award(issuedAt: try Timestamp(parsing: "2026-06-30T10:00:00Z")) { salts.removeLast() }
    #expect(award.learner.identifiers.map(\.scheme.string) == ["ext:StudentNumber", "ext:Library", "emailAddress"])
    #expect(award.learner.identifiers.map(\.isHashed) == [true, false, false])
    #expect(
        award.learner.identifiers[0].value.string
            == "sha256$c643d02aaf273843cd405cceda72a03d8e0d1cbcbc6d932d50003033c8897f44")
    #expect(award.learner.identifiers[0].salt?.string == "5f3c9a7d1e")
    #expect(award.learner.identifiers[1].value.string == "7" && award.learner.identifiers[1].salt == nil)
}

@Test(
    "names what is wrong in a learner's file, without repeating an identifier",
    arguments: [
        ("learner_id: 20251234", "ADDRESS_UNREADABLE", "a.yaml:1:13"),
        ("learner_id: 'did:key:z6Mk20251234'", "ADDRESS_UNREADABLE", "a.yaml:1:13"),
        ("identifiers: [{scheme: shoe size, value: '40'}]", "WORD_UNKNOWN", "a.yaml:1:24"),
        ("identifiers: [{value: '40'}]", "FIELD_MISSING", "a.yaml:1:15"),
        ("identifiers: [{scheme: account, value: '40', hashed: maybe}]", "WORD_UNKNOWN", "a.yaml:1:54"),
        ("name: Lotte", "FIELD_UNKNOWN", "a.yaml:1:1"),
        ("given_names: [Lotte, Marie]", "FIELD_KIND", "a.yaml:1:14"),
        ("grade: {mark: 15}", "FIELD_KIND", "a.yaml:1:8"),
        ("identifiers: 20251234", "FIELD_KIND", "a.yaml:1:14"),
        ("family_name: \"Ver\\u202Ehaegen\"", "CHARACTER_UNSEEN", "a.yaml:1:14"),
        ("family_name: \"Ver\\u200Bhaegen\"", "CHARACTER_UNSEEN", "a.yaml:1:14"),
        ("given_names: \"Zoe\\u0308\"", "NAME_FORM", "a.yaml:1:14"),
        ("single_name: " + String(repeating: "x", count: 201), "NAME_FORM", "a.yaml:1:14"),
        ("learning_outcomes: Sings.", "FILE_OTHER", "a.yaml:1:1"),
    ])
func namesWrongLearnerField(_ text: String, _ code: String, _ place: String) throws {
    let reading = LearnerRecordReader(file: "a.yaml").read(Array((text + "\n").utf8))
    #expect(reading.findings.map { $0.code + " " + $0.place } == [code + " " + place])
    reading.findings.forEach(expectSentences)
    let first = try #require(reading.findings.first)
    #expect(!SpecificationCatalogue.sentence(for: first, in: .english).contains("20251234"))
}

@Test("has the same keys, and in each sentence the same facts, in every language")
func hasSameSentences() {
    let english = SpecificationCatalogue.keys(in: .english)
    #expect(SpecificationCatalogue.keys(in: .dutch) == english)
    #expect(SpecificationCode.allCases.allSatisfy { english.contains($0.rawValue) })
}

@Test("reads any text at all without a fault, and tells what is wrong with it")
func readsAnything() throws {
    for (trial, generator) in Trials(250) {
        var random = generator
        var bytes = SpecificationText.complete.bytes
        for _ in 0..<random.number(in: 1...6) {
            let position = random.number(in: 0...bytes.count - 1)
            switch random.number(in: 0...3) {
            case 0: bytes.remove(at: position)
            case 1: bytes.insert(UInt8(random.number(in: 0x20...0x7E)), at: position)
            case 2: bytes[position] = UInt8(random.number(in: 0...255))
            default: bytes.removeSubrange(position..<min(position + random.number(in: 1...40), bytes.count))
            }
            if bytes.isEmpty { bytes = [0x20] }
        }
        let reading = SpecificationReader(file: "mc.yaml").read(bytes)
        #expect(reading.value != nil || !reading.findings.isEmpty, "trial \(trial)")
        if let specification = reading.value { _ = specification.check(for: try SpecificationText.issuer()) }
        _ = LearnerRecordReader(file: "a.yaml").read(bytes)
    }
}

@Test(
    "takes a learner's identifier that somebody can hold the key of, and tells what is wrong with another",
    arguments: [
        ("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", nil),
        ("did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv", nil),
        ("did:web:wallet.example", nil), ("did:example:anna", nil),
        ("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2do", "did-key"),
        ("did:key:z6MkeTG3bFFSLYVU7VqhgZxqr6YzpaGrQtFMh1uvqGy1vDnP", "did-key"),
        ("did:key:anna", "did-key"), ("did:web:192.0.2.1", "did-web"), ("did:web:%20", "did-web"),
        (
            "did:key:"
                + Multibase.encode(
                    Multicodec.ed25519PrivateKey.prefixing(Array(repeating: 7, count: 32)), as: .base58btc),
            "did-private"
        ),
        ("did:anna", "did"), ("anna", "did"), ("did:key:z6Mk hak", "did"), ("https://wallet.example/anna", "did"),
    ] as [(String, String?)])
func readsLearnerIdentifiers(_ written: String, _ variant: String?) throws {
    let reading = LearnerRecordReader(file: "a.yaml").read(Array("learner_id: '\(written)'\n".utf8))
    #expect(reading.value?.learner.id?.string == (variant == nil ? written : nil))
    #expect(reading.findings.map(\.variant) == (variant.map { [$0] } ?? []))
    for finding in reading.findings {
        #expect(finding.code == "ADDRESS_UNREADABLE" && finding.place == "a.yaml:1:13")
        expectSentences(finding)
        #expect(!SpecificationCatalogue.sentence(for: finding, in: .english).contains(written))
    }
}

@Test(
    "takes an address by which somebody finds something, and tells what is wrong with another",
    arguments: [
        ("https://catalogue.leiehove.example/mc/BLD-6", nil), ("http://leiehove.example:8080", nil),
        ("urn:uuid:5d2bd1c4-8a4e-4f6b-9a53-0d7f0c1a2b3c", nil), ("urn:isbn:9789076174082", nil),
        ("did:web:leiehove.example#BLD-6", nil), ("tag:leiehove.example,2026:BLD-6", nil),
        ("BLD-6", ""), ("https://leiehove.example/a b", ""), ("https:leiehove.example", ""), ("https://", ""),
        ("https://leiehove.example@evil.example/", ""), ("https://leiehove.example/één", "ascii"),
        ("https://l\u{435}iehove.example/", "ascii"), ("https://catalogue/BLD-6", "host"),
        ("https://leiehove..example/", "host"), ("https://leie%20hove.example/", "host"),
        ("htps://leiehove.example/", "scheme"), ("file:///home/me/course.yaml", "scheme"),
        ("javascript:alert(1)", "scheme"), ("mailto:info@leiehove.example", "scheme"),
        ("urn:uuid:1", "urn"), ("urn:5d2bd1c4", "urn"), ("urn:uuid:5d2bd1c4-8a4e-4f6b-9a53-0d7f0c1a2b3x", "urn"),
        ("did:key:z6Mk", "did-uri"),
    ] as [(String, String?)])
func readsAddresses(_ written: String, _ variant: String?) throws {
    let text = try SpecificationText.complete.replacing(
        "https://catalogue.leiehove.example/mc/BLD-6/2026", with: written)
    let reading = text.read()
    #expect(reading.value?.achievement.id?.string == (variant == nil ? written : nil))
    #expect(reading.findings.map { $0.variant ?? "" } == (variant.map { [$0] } ?? []))
    for finding in reading.findings {
        #expect(finding.code == "ADDRESS_UNREADABLE" && finding.place == "mc.yaml:2:5")
        expectSentences(finding)
    }
}

@Test("reads when a version is offered, and no credential says it")
func readsOffering() throws {
    let text = SpecificationText.complete.adding(
        "published: 2026-01-05\ndiscontinued: 2026-09-01\nteach_out_until: 2027-06-30")
    let reading = text.read()
    #expect(reading.findings.isEmpty)
    let offering = try #require(reading.value).record(of: SpecificationText.issuer("authorised_fields: ['01']"))
        .offering
    #expect(offering.publishedOn?.value?.description == "2026-01-05")
    #expect(offering.discontinuedOn?.value?.description == "2026-09-01")
    #expect(offering.teachOutUntil?.value?.description == "2027-06-30")
    #expect(offering.authorisedFields.map(\.string) == ["http://data.europa.eu/snb/isced-f/01"])
    #expect(throws: IssuerError(.profileMalformed, "")) {
        try SpecificationText.issuer("authorised_fields: [witchcraft]")
    }
    for wrong in [
        "url: leiehove.example", "url: 'did:web:leiehove.example'", "email: nobody", "email: 'a b@c.example'",
    ] {
        #expect(throws: IssuerError(.profileMalformed, ""), "\(wrong)") { try SpecificationText.issuer(wrong) }
    }
}

@Test("keeps names of every script, with the joiners and marks that they need")
func readsNames() {
    for name in [
        "Zo\u{EB}", "\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}", "\u{5D0}\u{200F}", "Nguy\u{1EC5}n",
        String(repeating: "x", count: 200),
    ] {
        let reading = LearnerRecordReader(file: "a.yaml").read(Array("family_name: '\(name)'\n".utf8))
        #expect(reading.findings.isEmpty && reading.value?.learner.familyName?.string == name)
    }
}

@Test(
    "tells one mistake once, at its line, in specifications",
    arguments: [
        ("assessment:", "asessment:", "FIELD_UNKNOWN", nil),
        ("language: en", "language: english", "LANGUAGE_UNKNOWN", nil),
        ("min: 0, max: 20, pass: 10", "min: 20, max: 0, pass: 10", "SCALE_CONTRADICTORY", nil),
        ("min: 0, max: 20, pass: 10", "min: 0, max: 20, pass: 21", "SCALE_CONTRADICTORY", "pass"),
        ("min: 0, max: 20, pass: 10", "min: 5, max: 20, pass: 4", "SCALE_CONTRADICTORY", "pass"),
        ("min: 0, max: 20, pass: 10", "labels: [fail, pass], pass: passed", "SCALE_CONTRADICTORY", "label"),
        ("min: 0, max: 20, pass: 10", "max: 20, pass: 10", "FIELD_MISSING", nil),
        (
            "grade_scale:", "components: [{code: A, fqf: seven}, {code: B, fqf: 6}]\ngrade_scale:", "NUMBER_UNREADABLE",
            "range"
        ),
        ("- portfolio", "- {type: portfolio, weight: 170 %}", "NUMBER_UNREADABLE", "percent"),
        ("- portfolio", "- {type: portfolio, weight: 70 %}", "MC09c", "some"),
        ("learning_outcomes:", "family_name: Verhaegen\nlearning_outcomes:", "FIELD_UNKNOWN", nil),
    ] as [(String, String, String, String?)])
func tellsOnce(_ old: String, _ new: String, _ code: String, _ variant: String?) throws {
    let text = try SpecificationText.complete.replacing(old, with: new)
    let reading = text.read()
    let unread = Set(reading.findings.map { $0.place.split(separator: ":")[1] })
    let rules = try #require(reading.value).check(for: try SpecificationText.issuer())
    let findings = reading.findings + rules.filter { !unread.contains($0.place.split(separator: ":")[1]) }
    #expect(findings.map(\.code) == [code], "\(findings.map(\.place))")
    if let variant { #expect(findings.first?.variant == variant) }
    findings.forEach(expectSentences)
}

@Test("takes a learner's file for what it is where a specification is expected")
func tellsOtherFile() throws {
    let reading = SpecificationReader(file: "mc.yaml").read(
        Array("family_name: Verhaegen\nawarded_on: 2026-06-26\n".utf8))
    #expect(reading.value == nil)
    #expect(reading.findings.map(\.code) == ["FILE_OTHER"])
    reading.findings.forEach(expectSentences)
}

@Test("counts a country once, however often and however it is written")
func countsCountriesOnce() throws {
    let text = """
        format: testamur issuer
        version: 1
        id: did:web:credentials.leiehove.example
        verification_method: did:web:credentials.leiehove.example#key-1
        public_key: z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw
        legal_name: {fr: Haute \u{C9}cole}
        countries: [FR, France, BE]
        """
    let issuer = try IssuerProfile(parsing: Array(text.utf8))
    #expect(issuer.identity(in: "fr").countries.map { String($0.string.suffix(3)) } == ["FRA", "BEL"])
}

import Encodings
import Testing

@testable import Credentials

/// What the table of classes says, asked of the checker property by property.
@Suite("The classes of Open Badges")
struct BadgeClassTests {
    /// A value that a property admits; parts with what they need alone.
    private static func sample(_ value: BadgeProperty.Value) -> JSONValue {
        switch value {
        case .text, .words: "some words"
        case .number: .number("4.5")
        case .boolean: false
        case .url: "https://a.example/x"
        case .time: "2026-06-30T10:00:00+02:00"
        case .date: "1984-03-09"
        case .language: "nl-BE"
        case .email: "office@a.example"
        case .country: "BE"
        case .token: "eyJh.eyJi.c2ln"
        case .word(let vocabulary): .string(vocabulary.words[0].description)
        case .part(let part): object(part) { $0.cardinality.isRequired }
        case .profile: "did:example:a"
        case .credential: ["type": ["VerifiableCredential"]]
        }
    }

    /// An object of a class with some of its properties.
    private static func object(_ part: BadgePart, _ isTaken: (BadgeProperty) -> Bool) -> JSONValue {
        var value: JSONValue = .object([])
        value["type"] = part.definition.type.map { .array([.string($0.description)]) }
        if part == .achievementSubject { value["id"] = "did:example:learner" }
        for property in part.definition.properties
        where isTaken(property) && value[property.name.description] == nil {
            let sample = sample(property.value)
            value[property.name.description] = property.cardinality.isList ? .array([sample]) : sample
        }
        return value
    }

    private static func findings(_ value: JSONValue, _ part: BadgePart) throws -> [String] {
        let document = try JSONDocument(parsing: value.serialized(), limits: .credential)
        var findings = DataModelFindings()
        BadgeClassRule().check(document.root, part, .v2, &findings)
        return findings.all.map { "\($0.code) \($0.place)" }
    }

    @Test("admit objects with everything and with what is required alone", arguments: BadgePart.allCases)
    func admits(_ part: BadgePart) throws {
        #expect(try Self.findings(Self.object(part) { _ in true }, part) == [])
        #expect(try Self.findings(Self.object(part) { $0.cardinality.isRequired }, part) == [])
    }

    @Test("miss what is required, and the type, each at its place", arguments: BadgePart.allCases)
    func requires(_ part: BadgePart) throws {
        let whole = Self.object(part) { _ in true }
        var seen: Set<String> = []
        for property in part.definition.properties where seen.insert(property.name.description).inserted {
            var value = whole
            let name = property.name.description
            value[name] = nil
            let expected = property.cardinality.isRequired ? ["BADGE_MEMBER_MISSING /\(name)"] : []
            #expect(try Self.findings(value, part).filter { !$0.hasPrefix("BADGE_SUBJECT") } == expected)
        }
        guard part.definition.type != nil else { return }
        var value = whole
        value["type"] = "Something"
        #expect(try Self.findings(value, part) == ["BADGE_TYPE_MISSING /type"])
        value["type"] = nil
        #expect(try Self.findings(value, part) == ["BADGE_TYPE_MISSING /type"])
    }

    @Test("admit no other kind of value, and no list for one value", arguments: BadgePart.allCases)
    func refusesKinds(_ part: BadgePart) throws {
        let whole = Self.object(part) { _ in true }
        for property in part.definition.properties {
            let name = property.name.description
            for wrong: JSONValue in [.null, 5, true, "", ["a": "b"], [[]]] {
                if case .number = property.value, wrong.serialized() == Array("5".utf8) { continue }
                if case .boolean = property.value, wrong.serialized() == Array("true".utf8) { continue }
                let isEmptyText = wrong.serialized() == Array("\"\"".utf8)
                let isObject = wrong.serialized() == Array(#"{"a":"b"}"#.utf8)
                switch property.value {
                case .credential, .part(.criteria): if isObject { continue }
                case .text, .words, .profile: if isEmptyText { continue }
                case .part, .number, .boolean, .url, .time, .date, .language, .email, .country, .token,
                    .word:
                    break
                }
                var value = whole
                value[name] = property.cardinality.isList ? .array([wrong]) : wrong
                let found = try Self.findings(value, part)
                #expect(!found.isEmpty && found.allSatisfy { $0.contains(" /\(name)") }, "\(name): \(found)")
            }
            guard !property.cardinality.isList, name != "name", name != "description" else { continue }
            var value = whole
            value[name] = .array([Self.sample(property.value)])
            #expect(try Self.findings(value, part) == ["BADGE_VALUE_REPEATED /\(name)"])
        }
    }

    @Test(
        "admit the forms of their values and no others",
        arguments: [
            ("email", ["a@b"], ["a", "@b", "a@", "a@b@c", "a b@c", ""]),
            ("dateOfBirth", ["2000-02-29"], ["2001-02-29", "2000-2-1", "2000-02-29T00:00:00Z"]),
            ("endorsementJwt", ["a.b.c", "a..c"], ["a.b", "a.b.", ".b.c", "a.b.c.d", "a.b+.c", "not a jwt"]),
            ("url", ["https://a.example", "urn:x:y"], ["a.example", "nope", "https://a b"]),
        ])
    func forms(_ name: String, _ good: [String], _ bad: [String]) throws {
        func value(_ text: String) -> JSONValue {
            var profile = Self.object(.profile) { _ in true }
            profile[name] = name == "endorsementJwt" ? .array([.string(text)]) : .string(text)
            return profile
        }
        for text in good { #expect(try Self.findings(value(text), .profile) == [], "\(text)") }
        for text in bad { #expect(try Self.findings(value(text), .profile).count == 1, "\(text)") }
    }

    @Test(
        "extend the lists of words that may be extended by ext: and nothing else",
        arguments: ["ext:", "ext:a b", "xext:a", "ext", "EXT:a", "Percentage", "percent"])
    func extensions(_ word: String) {
        func isAdmitted(_ word: String, _ vocabulary: BadgeVocabulary) -> Bool { vocabulary.contains(word.utf8.span) }
        #expect(!isAdmitted(word, .resultType))
        #expect(isAdmitted("ext:My.own-word_1|2", .resultType))
        #expect(!isAdmitted("ext:Own", .resultStatus) && !isAdmitted("ext:Own", .association))
    }

    @Test("have at most as many properties as are counted, and each once, but for the name of a record")
    func size() {
        for part in BadgePart.allCases {
            let names = part.definition.properties.map(\.name.description)
            #expect(names.count <= 32)
            #expect(names.count - Set(names).count == (part == .learnerRecordCredential ? 1 : 0))
        }
    }
}

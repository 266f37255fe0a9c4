import Encodings
import TestSupport
import Testing

@testable import Credentials

@Test(
    "builds the members of the design's own example, with the same values", .enabled(if: Example.publishedPath != nil))
func buildsPublishedExample() throws {
    let bytes = try Files.read(try #require(Example.publishedPath))
    let published = try JSONDocument(parsing: bytes, limits: .credential).root
    let record = MicroCredentialRecord(CredentialView(published))
    let builder = OpenBadgesBuilder(issuer: record.issuer, achievement: record.achievement, namesSchemas: true)
    let built = builder.credential(
        for: try #require(record.award), id: try #require(published["id"]?.string),
        status: [JSONValue(try #require(published["credentialStatus"]))])
    // Name and description of the credential are the builder's own words, in the main language.
    #expect(
        built["name"]?.serialized() == Array(#""Microcredential: Blended Learning Design for Adult Educators""#.utf8))
    let expected = JSONValue(published).setting("name", to: built["name"])
        .setting("description", to: built["description"])
    let left = try JSONDocument(parsing: built.serialized(), limits: .credential).root.canonicalBytes()
    let right = try JSONDocument(parsing: expected.serialized(), limits: .credential).root.canonicalBytes()
    let common = zip(left, right).prefix { $0 == $1 }.count
    #expect(left == right, "first difference: \(String(decoding: right[common...].prefix(80), as: UTF8.self))")
}

@Test("reads a record back from the credential that was built of it, and judges both alike")
func readsBackWhatWasBuilt() throws {
    for (trial, generator) in Trials(200) {
        var random = RandomRecord(generator)
        let record = random.record()
        let view = try Example.view(of: Example.document(of: record))
        let read = MicroCredentialRecord(view)
        #expect(read == record, "trial \(trial)")
        #expect(
            ProfileRules.check(read, phase: .credential).map(\.code)
                == ProfileRules.check(record, phase: .credential).map(\.code), "trial \(trial)")
    }
}

@Test("builds the same bytes from the same arguments, and other bytes from other ones")
func isDeterministic() {
    let bytes = Example.document.serialized()
    #expect(Example.document.serialized() == bytes)
    var record = Example.record
    record.award?.awardedOn = RecordValue(Example.text("2026-06-25"))
    #expect(Example.document(of: record).serialized() != bytes)
}

@Test("names schemas, and the context that defines them, only when asked to")
func namesSchemas() {
    let builder = OpenBadgesBuilder(issuer: Example.issuer, achievement: Example.achievement)
    let document = builder.credential(for: Example.award, id: "urn:uuid:1")
    #expect(document["credentialSchema"] == nil)
    #expect(document["credentialStatus"] == nil)
    #expect(
        document["@context"]?.serialized()
            == JSONValue.array([
                "https://www.w3.org/ns/credentials/v2", .string(OpenBadgesBuilder.context),
                .string(MicroCredentialContext.url),
            ]).serialized())
    #expect(Example.document["credentialSchema"] != nil)
}

@Test("writes credits as the shortest number, and our own decimals as strings")
func writesNumbers() {
    var record = Example.record
    record.achievement.workload = NotionalWorkload(
        ectsCredits: RecordValue(Example.text("2.50")), teachingPeriods: RecordValue(Example.text("60")))
    let document = Example.document(of: record)
    let achievement = document.value(at: "credentialSubject/achievement")
    #expect(document.value(at: "credentialSubject/creditsEarned")?.serialized() == Array("2.5".utf8))
    #expect(achievement?["creditsAvailable"]?.serialized() == Array("2.5".utf8))
    #expect(achievement?["ectsCredits"]?.serialized() == Array(#""2.5""#.utf8))
    #expect(achievement?["teachingPeriods"]?.serialized() == Array("60".utf8))
}

@Test("calls a certificate of Flemish law by its name, not a micro-credential")
func namesCertificates() throws {
    var record = Example.record
    record.achievement.certificateKind = Example.text("moduleCertificate")
    record.achievement.language = Example.text("nl")
    let view = try Example.view(of: Example.document(of: record))
    #expect(view.node["name"]?.string == "Deelcertificaat: Blended Learning Design for Adult Educators")
    #expect(view.node["credentialSubject"]?["achievement"]?["achievementType"]?.string == "Certificate")
    #expect(MicroCredentialProfile.applies(to: view))
    #expect(AchievementView(view).kind(in: .english) == "module certificate")
}

@Test("uses no term that its contexts leave undefined", .enabled(if: Vectors.areAvailable))
func usesDefinedTerms() throws {
    var terms: Set<String> = ["@context"]
    for path in [
        "contexts/credentials-v2.jsonld", "contexts/1edtech-validator/ob-v3p0-context-3.0.3.json",
        "contexts/1edtech-validator/ob-v3p0-extensions.json",
    ] {
        collectTerms(try JSONDocument(parsing: Vectors.bytes(path), limits: .general).root, into: &terms)
    }
    collectTerms(try JSONDocument(parsing: MicroCredentialContext.document, limits: .general).root, into: &terms)
    var random = RandomRecord(SeededGenerator(seed: 7))
    let languages: Set<String> = ["nl"]
    for document in [Example.document] + (0..<50).map({ _ in Example.document(of: random.record()) }) {
        var names: Set<String> = []
        collectNames(document, into: &names)
        #expect(names.subtracting(terms).subtracting(languages).isEmpty)
    }
}

@Test("keeps every term of the design's context as it is", .enabled(if: Example.publishedPath != nil))
func keepsPublishedTerms() throws {
    let path = try #require(Example.publishedPath).replacing("mc-ob3.json", with: "mc-context-v1.json")
    // The design has a prefix for datatypes, which the context does without: see there.
    let text = try String(decoding: Files.read(path), as: UTF8.self).replacing(
        "\"xsd:", with: "\"http://www.w3.org/2001/XMLSchema#")
    let published = try #require(try JSONDocument(parsing: Array(text.utf8), limits: .general).root["@context"])
    let own = try #require(
        try JSONDocument(parsing: MicroCredentialContext.document, limits: .general).root["@context"])
    for (name, value) in published.members where !name.isString("xsd") {
        let ownValue = try #require(own.member(name.string ?? ""))
        guard let scoped = value["@context"] else {
            #expect(ownValue.isEqual(to: value), "\(name.string ?? "")")
            continue
        }
        #expect(value.canonicalBytes(omitting: ["@context"]) == ownValue.canonicalBytes(omitting: ["@context"]))
        for (term, meaning) in scoped.members {
            let same = ownValue["@context"]?.member(term.string ?? "")?.isEqual(to: meaning)
            #expect(same == true, "\(term.string ?? "")")
        }
    }
}

/// The names that a context, and the contexts in it, define.
private func collectTerms(_ node: JSONNode, into terms: inout Set<String>) {
    for (name, value) in node.members {
        terms.insert(name.string ?? "")
        collectTerms(value, into: &terms)
    }
    for element in node.elements { collectTerms(element, into: &terms) }
}

private func collectNames(_ value: JSONValue, into names: inout Set<String>) {
    switch value {
    case .object(let members):
        for member in members {
            names.insert(member.name)
            collectNames(member.value, into: &names)
        }
    case .array(let elements):
        for element in elements { collectNames(element, into: &names) }
    default: break
    }
}

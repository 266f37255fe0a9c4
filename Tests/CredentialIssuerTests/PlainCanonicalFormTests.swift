import Encodings
import Proofs
import TestSupport
import Testing

@testable import CredentialIssuer

@Suite("Records of the register in canonical form")
struct PlainCanonicalFormTests {
    @Test("what is written without a parser has the bytes of the general way, and what is not plain is left to it")
    func equality() throws {
        var plain = 0
        for (trial, generator) in Trials(500) {
            var random = generator
            let value = Self.object(&random, depth: 0)
            let general = try JSONDocument(parsing: value.serialized(), limits: .credential).root
            guard let form = PlainCanonicalForm(value, placeOf: "chain") else { continue }
            plain += 1
            #expect(form.bytes == general.canonicalBytes(), "trial \(trial)")
            guard form.place > 0 else { continue }
            var longer = value
            longer["chain"] = "x"
            let bytes = form.bytes[..<form.place] + Array(",\"chain\":\"x\"".utf8) + form.bytes[form.place...]
            let expected = try JSONDocument(parsing: longer.serialized(), limits: .credential).root
            #expect(Array(bytes) == expected.canonicalBytes(), "trial \(trial)")
        }
        #expect(plain > 50)
    }

    @Test(
        "a text or a number that is written in another way has no plain form",
        arguments: [
            "a\"b", "a\\b", "é", "\u{7F}", "\n", "\u{0}", "\u{1F600}",
        ])
    func notPlain(_ text: String) {
        #expect(PlainCanonicalForm(["a": .string(text)]) == nil)
        #expect(PlainCanonicalForm([text: "a"] as [String: JSONValue]) == nil)
        for digits in ["-1", "1.0", "1e3", "01", "", "1234567890123456", "9007199254740993"] {
            #expect(PlainCanonicalForm(["a": .number(digits)]) == nil)
        }
        #expect(PlainCanonicalForm("a") == nil && PlainCanonicalForm(["a": .null]) == nil)
    }

    @Test("two members of one name, what nests deep, is long or has many members is left to the general way")
    func limits() {
        let twice: JSONValue = .object([("b", "x"), ("a", "x"), ("b", "y")])
        #expect(PlainCanonicalForm(twice) == nil && PlainCanonicalForm(["in": twice]) == nil)
        var deep: JSONValue = "x"
        for _ in 0..<20 { deep = .array([deep]) }
        #expect(PlainCanonicalForm(["a": deep]) == nil)
        #expect(PlainCanonicalForm(["a": .string(String(repeating: "x", count: 40_000))]) == nil)
        #expect(PlainCanonicalForm(.object((0..<100).map { ("a\($0)", "x") })) == nil)
    }

    @Test("a record of a batch that is written without the tree of its values has the bytes of the general way")
    func records() throws {
        var plain = 0
        for (trial, generator) in Trials(300) {
            var random = generator
            let record = try Self.record(&random)
            guard let form = PlainRecord(record) else {
                #expect(PlainCanonicalForm(record.json) == nil, "trial \(trial)")
                continue
            }
            plain += 1
            let general = try JSONDocument(parsing: record.json.serialized(), limits: .credential).root
            #expect(form.bytes == general.canonicalBytes(), "trial \(trial)")
            #expect(form.place == PlainCanonicalForm(record.json, placeOf: "chain")?.place, "trial \(trial)")
            let (line, chain) = try record.line(after: RegisterRecord.start)
            #expect(try RegisterRecord.read(line, number: record.sequence, after: RegisterRecord.start).chain == chain)
        }
        #expect(plain > 50)
    }

    /// A record with some of what records can have, and now and then a text that is not plain.
    private static func record(_ random: inout SeededGenerator) throws -> RegisterRecord {
        func text() -> String {
            let isPlain = !random.isOne(in: 40)
            return random.pick(isPlain ? ["x", "urn:uuid:1", "", "A b~"] : ["é", "a\"", "\\"])
        }
        let time = try Timestamp(parsing: "2026-06-26T00:00:0\(random.number(in: 0...9))Z")
        let sequence = random.number(in: 1...1_000_000)
        if random.isOne(in: 3) {
            let digest = try IssuerPaths.digest(of: [UInt8(random.number(in: 0...255))])
            return RegisterRecord(sequence: sequence, time: time, event: .issued(credentialID: text(), digest: digest))
        }
        let digest = try Multihash(.sha256, digest: IssuerPaths.hash(of: [UInt8(random.number(in: 0...255))]))
        var plan = IssuancePlan(
            credentialID: text(), time: time, verificationMethod: text(),
            suites: random.isOne(in: 2) ? [.eddsaJCS2022] : [.eddsaJCS2022, .eddsaRDFC2022], specificationID: text(),
            specificationDigest: digest,
            learner: LearnerKeys(distinct: (0..<random.number(in: 0...2)).map { _ in text() }, name: text()),
            claims: text(), draft: text())
        if random.isOne(in: 2) { plan.after = text() }
        if random.isOne(in: 2) { plan.corrects = digest }
        if random.isOne(in: 2) { plan.status = StatusPlace(list: 1, index: random.number(in: 0...131_071)) }
        if random.isOne(in: 2) { plan.batch = BatchPlace(id: text(), row: random.number(in: 2...1_000_001)) }
        return RegisterRecord(sequence: sequence, time: time, event: .planned(plan))
    }

    private static let names = ["sequence", "time", "action", "a", "b", "chaim", "chair", "z", "A", "~", "id", "B b"]
    private static let texts = ["", "x", "2026-06-26T00:00:00Z", "urn:uuid:1", "z6Mk", "a b", "\"", "\\", "é"]

    private static func object(_ random: inout SeededGenerator, depth: Int) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = []
        for _ in 0..<random.number(in: 0...6) {
            let name = random.pick(names)
            if !members.contains(where: { $0.name == name }) { members.append((name, value(&random, depth: depth))) }
        }
        return .object(members)
    }

    private static func value(_ random: inout SeededGenerator, depth: Int) -> JSONValue {
        switch random.number(in: 0...(depth < 5 ? 10 : 5)) {
        case 10: .boolean(random.isOne(in: 2))
        case 0: .number(String(random.number(in: 0...1_000_000)))
        case 1: random.isOne(in: 8) ? .number("1.50") : .number("0")
        case 2...5: .string(texts[random.number(in: 0...(random.isOne(in: 8) ? texts.count - 1 : 5))])
        case 6...7: .array((0..<random.number(in: 0...3)).map { _ in value(&random, depth: depth + 1) })
        default: object(&random, depth: depth + 1)
        }
    }
}

extension PlainCanonicalForm {
    fileprivate init?(_ members: [String: JSONValue]) { self.init(.object(members.map { ($0.key, $0.value) })) }
}

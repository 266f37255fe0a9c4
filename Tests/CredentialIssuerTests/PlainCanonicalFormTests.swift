import Encodings
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
        switch random.number(in: 0...(depth < 5 ? 9 : 5)) {
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

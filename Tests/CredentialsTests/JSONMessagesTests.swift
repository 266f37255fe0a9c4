import Credentials
import Encodings
import TestSupport
import Testing

@Suite("What the JSON parser says, in Dutch")
struct JSONMessagesTests {
    @Test(
        "What was expected and what was found are told in Dutch as in English",
        arguments: [
            ("{\"a\":\"b", "verwacht: het aanhalingsteken dat een tekst sluit; gevonden: het einde van het document"),
            ("{\"a\" 1}", "verwacht: ':' na de naam; gevonden: '1'"),
            ("", "verwacht: een JSON-waarde; gevonden: niets"),
            ("[nul]", "verwacht: het woord null; gevonden: ']'"),
            ("[1\u{1}]", "verwacht: ',' of ']'; gevonden: de byte 0x01"),
            ("[\"\\x\"]", "verwacht: een van \" \\ / b f n r t u na een backslash; gevonden: 'x'"),
            ("[-0]", "de negatieve nul (-0) is niet toegelaten"),
            ("{\"a\":1,\"a\":2}", "een naam mag in een object eenmaal staan, hier staat hij tweemaal"),
            ("[\"\\ud800\"]", "verwacht: een surrogaatpaar; gevonden: een hoog surrogaat alleen"),
        ])
    func dutch(_ text: String, _ expected: String) throws {
        let error = try #require(throws: JSONError.self) {
            try JSONDocument(parsing: Array(text.utf8), limits: .credential)
        }
        #expect(JSONMessages.reason(error, in: .dutch) == expected)
        #expect(JSONMessages.reason(error, in: .english) == error.reason)
    }

    @Test("A limit is told with what it is and what was found")
    func limit() throws {
        let text = "\"" + String(repeating: "a", count: Limits.credential.stringByteCount + 1) + "\""
        let error = try #require(throws: JSONError.self) {
            try JSONDocument(parsing: Array(text.utf8), limits: .credential)
        }
        let most = Limits.credential.stringByteCount
        #expect(
            JSONMessages.reason(error, in: .dutch)
                == "een tekst heeft hier hoogstens \(most) bytes, deze heeft er \(most + 1)")
    }

    @Test("Every sentence in the source of the parser has its Dutch one")
    func complete() throws {
        let folder = Vectors.repository + "/Sources/Encodings/JSON"
        let files =
            try Files.names(in: folder + "/Tape").map { folder + "/Tape/" + $0 } + [folder + "/JSONNumber.swift"]
        var count = 0
        for file in files {
            let source = String(decoding: try Files.read(file), as: UTF8.self)
            // Reasons begin with these words; the parts of one are what `syntax` is given.
            for match in source.matches(
                of: /(?:syntax\(|digits\(|")"?((?:a|an|the|arrays|expected|four|no) [^\n]*?)"[,)\n ;]/)
            {
                let text = String(match.output.1).replacing(/\\\([^)]*\)+/, with: "7").replacing("\\\\", with: "\\")
                    .replacing("\\\"", with: "\"")
                #expect(JSONMessages.catalogue.recognize(text, in: .english) != nil, "\(text)")
                count += 1
            }
        }
        #expect(count > 25)
        for kind in [JSONKind.null, .boolean, .number, .string, .array, .object] {
            #expect(JSONMessages.catalogue.recognize(kind.name, in: .english)?.code.hasPrefix("kind.") == true)
        }
        #expect(Set(JSONMessages.catalogue.codes(in: .dutch)) == Set(JSONMessages.catalogue.codes(in: .english)))
    }
}

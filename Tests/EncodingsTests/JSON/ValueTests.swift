import Encodings
import Testing
import TestSupport

@Suite("JSON values that a program builds")
struct ValueTests {
    private let value: JSONValue = [
        ("name", "Zoë \"Z\"\n\u{1}"), ("empty", []), ("none", [:] as JSONValue), ("list", [1, -2, true, .null, "x"]),
        ("nested", ["a": ["b": .number("1.50")]]),
    ].reduce(into: .object([])) { $0[$1.0] = $1.1 }

    @Test("are written on one line")
    func oneLine() {
        #expect(
            String(decoding: value.serialized(), as: UTF8.self)
                == #"{"name":"Zoë \"Z\"\n\u0001","empty":[],"none":{},"list":[1,-2,true,null,"x"],"nested":{"a":{"b":1.50}}}"#
        )
        #expect(String(decoding: JSONValue.null.serialized(), as: UTF8.self) == "null")
        #expect(String(decoding: JSONValue.array([]).serialized(indented: true), as: UTF8.self) == "[]")
    }

    @Test("are written indented by two spaces a level")
    func indented() {
        let expected = """
            {
              "name": "Zoë \\"Z\\"\\n\\u0001",
              "empty": [],
              "none": {},
              "list": [
                1,
                -2,
                true,
                null,
                "x"
              ],
              "nested": {
                "a": {
                  "b": 1.50
                }
              }
            }
            """
        #expect(String(decoding: value.serialized(indented: true), as: UTF8.self) == expected)
    }

    @Test("keep every string exactly: what is written reads back byte for byte")
    func strings() throws {
        for code in Array(0...0x2FF as ClosedRange<UInt32>) + [0x2028, 0x2029, 0xFEFF, 0xFFFF, 0x1_F600, 0x10_FFFF] {
            let text = "a\(try #require(Unicode.Scalar(code)))b"
            let written = JSONValue.object([(name: text, value: .string(text))]).serialized()
            let document = try JSONDocument(parsing: written, limits: .general)
            #expect(document.root.member(text)?.utf8 == Array(text.utf8))
            // Escapes are those of the canonical form.
            #expect(document.root.canonicalBytes() == written)
        }
    }

    @Test("get and set members by name, byte by byte, in the order they were added")
    func members() {
        var object: JSONValue = ["b": 1, "a": 2]
        object["c"] = "three"
        object["b"] = 0
        object["é"] = true
        #expect(object["e\u{301}"] == nil)
        object["e\u{301}"] = false
        #expect(
            String(decoding: object.serialized(), as: UTF8.self)
                == "{\"b\":0,\"a\":2,\"c\":\"three\",\"é\":true,\"e\u{301}\":false}")
        object["b"] = nil
        object["missing"] = nil
        #expect(object["b"] == nil)
        object["e\u{301}"] = nil
        #expect(String(decoding: object.serialized(), as: UTF8.self) == "{\"a\":2,\"c\":\"three\",\"é\":true}")

        var array: JSONValue = [1]
        array["a"] = 1
        #expect(array["a"] == nil)
        #expect(String(decoding: array.serialized(), as: UTF8.self) == "[1]")
    }

    @Test("are numbers only by digits that are one JSON number and nothing more")
    func numbers() {
        for digits in ["0", "-0", "1.50", "1E+2", "123456789012345678901234567890"] {
            #expect(JSONValue(number: digits)?.serialized() == Array(digits.utf8))
        }
        for digits in ["", " 1", "1 ", "1,\"x\":2", "1]", "01", "+1", "1e400", "NaN", "true", "\"1\"", "[1]", "１"] {
            #expect(JSONValue(number: digits) == nil, "\(digits)")
        }
    }

    @Test("survive being read and written, in both spellings, with the order of members and the digits of numbers")
    func roundTrip() throws {
        var faults = Faults()
        for (trial, random) in Trials(1_000) {
            var maker = RandomJSON(.general, random)
            let value = maker.value()
            let line = value.serialized()
            let pretty = value.serialized(indented: true)
            let spelled = maker.spelling(of: value)
            for bytes in [line, pretty, spelled] {
                let copy = JSONValue(try JSONDocument(parsing: bytes, limits: .general).root)
                if copy.serialized() != line || copy.serialized(indented: true) != pretty {
                    faults.note("trial \(trial): \(String(decoding: bytes, as: UTF8.self))")
                }
            }
        }
        #expect(faults.count == 0, "\(faults)")
    }
}

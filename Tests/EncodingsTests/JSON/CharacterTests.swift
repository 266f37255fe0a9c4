import Encodings
import Testing
import TestSupport

@Suite("JSON characters")
struct CharacterTests {
    @Test(
        "that are not well-formed UTF-8 are refused where they stand, under every rule",
        arguments: [
            ("a continuation byte alone", [0x80]), ("the last continuation byte alone", [0xBF]),
            ("two bytes cut to one", [0xC3]), ("three bytes cut to two", [0xE2, 0x82]),
            ("four bytes cut to three", [0xF0, 0x9F, 0x98]), ("a lead byte before a letter", [0xC3, 0x41]),
            ("overlong slash, two bytes", [0xC0, 0xAF]), ("overlong slash, three bytes", [0xE0, 0x80, 0xAF]),
            ("overlong slash, four bytes", [0xF0, 0x80, 0x80, 0xAF]), ("overlong zero", [0xC0, 0x80]),
            ("overlong DEL", [0xC1, 0xBF]), ("overlong U+07FF", [0xE0, 0x9F, 0xBF]),
            ("overlong U+FFFF", [0xF0, 0x8F, 0xBF, 0xBF]), ("surrogate D800", [0xED, 0xA0, 0x80]),
            ("surrogate DFFF", [0xED, 0xBF, 0xBF]),
            ("CESU-8 of U+1F600", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]),
            ("beyond U+10FFFF", [0xF4, 0x90, 0x80, 0x80]), ("lead byte F5", [0xF5, 0x80, 0x80, 0x80]),
            ("five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80]), ("six bytes", [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80]),
            ("byte FE", [0xFE]), ("byte FF", [0xFF]), ("Latin-1", [0xE9]),
        ] as [(String, [UInt8])])
    func illFormed(_ what: String, _ bad: [UInt8]) {
        for limits in [Limits.general, .credential, .trustList] {
            let value = Array(#"{"name":[1,"Zo"#.utf8) + bad + Array(#""]}"#.utf8)
            #expect(
                refusal(value, limits)?.place == "JSON_NOT_UTF8 at byte 14, pointer '/name/1'", "\(what) in a value")
            let escaped = Array(#"["\n"#.utf8) + bad + Array("\"]".utf8)
            #expect(
                refusal(escaped, limits)?.place == "JSON_NOT_UTF8 at byte 4, pointer '/0'", "\(what) after an escape")
            let name = Array(#"{"a":{"Zo"#.utf8) + bad + Array(#"":1}}"#.utf8)
            #expect(refusal(name, limits)?.place == "JSON_NOT_UTF8 at byte 9, pointer '/a'", "\(what) in a name")
            #expect(refusal(Array("[1".utf8) + bad, limits)?.place == "JSON_NOT_UTF8 at byte 2, pointer ''", "\(what)")
            #expect(refusal(Array("[".utf8) + bad, limits)?.place == "JSON_NOT_UTF8 at byte 1, pointer '/0'", "\(what)")
            #expect(refusal(Array("\"x".utf8) + bad, limits)?.code == .notUTF8, "\(what) at the end")
        }
    }

    @Test("at every edge of UTF-8 are accepted as they are, and escaped ones give the same canonical form")
    func wellFormed() throws {
        let edges: [UInt32] = [
            0x20, 0x7E, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xCFFF, 0xD000, 0xD7FF, 0xE000, 0xFDCF, 0xFDF0, 0xFFFD,
            0x1_0000, 0x1_FFFD, 0x3_FFFD, 0x4_0000, 0xF_FFFD, 0x10_0000, 0x10_FFFD,
        ]
        for value in edges {
            let scalar = try #require(Unicode.Scalar(value))
            for limits in [Limits.general, .credential] {
                #expect(try canonical("[\"\(scalar)\"]", limits) == "[\"\(scalar)\"]")
                #expect(try canonical("[\"\(scalar.escaped)\"]", limits) == "[\"\(scalar)\"]")
                let uppercase = scalar.escaped.uppercased().split(separator: "U").joined(separator: "u")
                #expect(try canonical("[\"\(uppercase)\"]", limits) == "[\"\(scalar)\"]")
            }
        }
    }

    @Test("every Unicode scalar value that a credential may hold passes unchanged, every other is refused")
    func everyScalar() throws {
        var faults = Faults()
        // All planes would take long in a debug build, so every 29th scalar and all near the edges of blocks of 256.
        for value in 0...0x10_FFFF as ClosedRange<UInt32> {
            guard value % 29 == 0 || value & 0xFF < 2 || value & 0xFF > 0xFD || (0xFDC0...0xFDFF).contains(value),
                let scalar = Unicode.Scalar(value), value >= 0x20, scalar != "\"", scalar != "\\"
            else { continue }
            let bytes = Array("[\"\(scalar)\"]".utf8)
            let isNoncharacter = value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value)
            let error = refusal(bytes, .credential)
            if (error?.code == .badString) != isNoncharacter || (error == nil) == isNoncharacter {
                faults.note("U+\(String(value, radix: 16)): \(error?.place ?? "accepted")")
            }
            if refusal(bytes, .general) != nil { faults.note("U+\(String(value, radix: 16)) is refused in general") }
        }
        #expect(faults.count == 0, "\(faults)")
    }

    @Test(
        "that are half a surrogate pair are refused at their escape, under every rule",
        arguments: [
            #"\ud800"#, #"\uDBFF"#, #"\udc00"#, #"\uDFFF"#, #"\ud800\ud800"#, #"\udc00\ud800"#, #"\ud800x"#,
            #"\ud800\n"#,
            #"\ud800\u0041"#, #"\ud83d \ude00"#, #"\uDBFF\uE000"#,
        ])
    func loneSurrogates(_ escape: String) {
        for limits in [Limits.general, .credential] {
            #expect(
                refusal(#"{"a":["x\#(escape)"]}"#, limits)?.place == "JSON_BAD_STRING at byte 8, pointer '/a/0'")
            #expect(refusal(#"{"x\#(escape)":1}"#, limits)?.place == "JSON_BAD_STRING at byte 3, pointer ''")
        }
        // The first half may be whole before it.
        #expect(refusal(#"["\ud83d\ude00\#(escape)"]"#, .general)?.place == "JSON_BAD_STRING at byte 14, pointer '/0'")
    }

    @Test("U+0000 and the 66 noncharacters are refused in a credential, raw and as escapes, in values and names")
    func notForInterchange() throws {
        let lastOfPlanes = (0...16 as ClosedRange<UInt32>).flatMap { [$0 << 16 | 0xFFFE, $0 << 16 | 0xFFFF] }
        let noncharacters = Array(0xFDD0...0xFDEF as ClosedRange<UInt32>) + lastOfPlanes
        #expect(noncharacters.count == 66)
        for value in [0] + noncharacters {
            let scalar = try #require(Unicode.Scalar(value))
            let escape = scalar.escaped
            for text in value == 0 ? [escape] : [escape, String(scalar)] {
                #expect(refusal(#"{"a":"x\#(text)"}"#, .credential)?.place == "JSON_BAD_STRING at byte 7, pointer '/a'")
                #expect(refusal(#"{"x\#(text)":1}"#, .credential)?.place == "JSON_BAD_STRING at byte 3, pointer ''")
                #expect(refusal(#"{"a":"x\#(text)"}"#, .general) == nil)
            }
        }
    }

    @Test("below U+0020 are refused bare and accepted as escapes")
    func controls() throws {
        for byte in 0..<UInt8(0x20) {
            let bare = Array("{\"a\":\"x".utf8) + [byte] + Array("\"}".utf8)
            #expect(refusal(bare, .general)?.place == "JSON_SYNTAX at byte 7, pointer '/a'", "\(byte)")
            #expect(
                refusal(Array("\"\\n".utf8) + [byte] + [0x22], .general)?.place == "JSON_SYNTAX at byte 3, pointer ''")
            let digits = byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
            let short: [UInt8: String] = [8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r"]
            #expect(try canonical("[\"\\u00\(digits.uppercased())\"]") == "[\"\(short[byte] ?? "\\u00\(digits)")\"]")
        }
        #expect(try canonical(#"["\u007f\u0080\u2028\u2029\/\"\\"]"#) == "[\"\u{7F}\u{80}\u{2028}\u{2029}/\\\"\\\\\"]")
    }

    @Test("of every value are noticed at every place of a long string, which is read eight bytes at a time")
    func everyByteEverywhere() {
        var faults = Faults()
        for byte in UInt8.min...UInt8.max {
            let expected: JSONError.Code? =
                byte < 0x20 || byte == 0x22 || byte == 0x5C ? .syntax : byte >= 0x80 ? .notUTF8 : nil
            for place in 0..<24 {
                var bytes = Array("\".........................\"".utf8)
                bytes[1 + place] = byte
                // The error stands at the byte, or right behind a quote or a backslash.
                let offset = byte == 0x22 || byte == 0x5C ? place + 2 : place + 1
                let error = refusal(bytes, .general)
                if error?.code != expected || (error != nil && error?.byteOffset != offset) {
                    faults.note("byte \(byte) at \(place): \(error?.place ?? "accepted")")
                }
            }
        }
        #expect(faults.count == 0, "\(faults)")
    }

    @Test("after a backslash are refused unless RFC 8259 knows the escape, at the byte that is wrong")
    func escapes() {
        for byte in UInt8(0x20)..<0x7F where !Array("\"\\/bfnrtu".utf8).contains(byte) {
            let text = Array(#"["x\"#.utf8) + [byte] + Array("\"]".utf8)
            #expect(refusal(text, .general)?.place == "JSON_SYNTAX at byte 4, pointer '/0'", "\(byte)")
        }
        #expect(refusal(#"["\u12g4"]"#, .general)?.place == "JSON_SYNTAX at byte 6, pointer '/0'")
        #expect(refusal(#"["\u12"]"#, .general)?.place == "JSON_SYNTAX at byte 6, pointer '/0'")
        #expect(refusal(#"["\u123"#, .general)?.place == "JSON_SYNTAX at byte 7, pointer '/0'")
        #expect(refusal(#"["\ud83d\u"]"#, .general)?.place == "JSON_SYNTAX at byte 10, pointer '/0'")
        #expect(refusal(#"["\U0041"]"#, .general)?.place == "JSON_SYNTAX at byte 3, pointer '/0'")
        #expect(refusal(#"["\"#, .general)?.place == "JSON_SYNTAX at byte 3, pointer '/0'")
        #expect(refusal(#"["\u00e9"#, .general)?.place == "JSON_SYNTAX at byte 8, pointer '/0'")
    }
}

extension Unicode.Scalar {
    /// The character as JSON escapes with small letters.
    fileprivate var escaped: String {
        String(self).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}

import Encodings
import Testing
import TestSupport

@Suite("JSON grammar")
struct GrammarTests {
    @Test(
        "that is broken is refused at the byte, with the innermost value that was begun",
        arguments: [
            ("", 0, ""), (" ", 1, ""), ("\n\t\r ", 4, ""), ("{", 1, ""), ("[", 1, "/0"), ("]", 0, ""), ("}", 0, ""),
            ("{]", 1, ""), ("[}", 1, "/0"), ("[1", 2, ""), ("[1 2]", 3, ""), ("[1,]", 3, "/1"), ("[1,,2]", 3, "/1"),
            ("[,1]", 1, "/0"), ("[1}", 2, ""), ("[[1,2],[3,x]]", 10, "/1/1"), ("[[1,2],[3 x]]", 10, "/1"),
            ("[[1,2],[3]", 10, ""), (#"{"a""#, 4, ""), (#"{"a":"#, 5, "/a"), (#"{"a":}"#, 5, "/a"), (#"{"a":1"#, 6, ""),
            (#"{"a":1,}"#, 7, ""), (#"{"a":1,,"b":2}"#, 7, ""), (#"{,"a":1}"#, 1, ""), (#"{"a" 1}"#, 5, ""),
            (#"{"a":1 "b":2}"#, 7, ""), (#"{"a":1,b:2}"#, 7, ""), (#"{"a":1,'b':2}"#, 7, ""), (#"{1:1}"#, 1, ""),
            (#"{"a":1,"b":{"c":[true,fals]}}"#, 26, "/b/c/1"), (#"{"a":1,"b":{"c":[true,false}}"#, 27, "/b/c"),
            (#"{"a":1,"b":{"c"#, 14, "/b"), (#"{"a":1,"b":{"c":"d"#, 18, "/b/c"), (#"{"a":"b","c"d"}"#, 12, ""),
            (#"{"a/b":{"~":nul}}"#, 15, "/a~1b/~0"), ("tru", 3, ""), ("nulll", 4, ""), ("True", 0, ""), ("'a'", 0, ""),
            ("undefined", 0, ""), ("[NaN]", 1, "/0"), ("\"a", 2, ""), ("\"a\"b", 3, ""), ("[\u{E9}]", 1, "/0"),
            ("[1\u{2028},2]", 2, ""), ("\u{2060}[]", 0, ""), ("[]\u{A0}", 2, ""), ("[1\u{C}]", 2, ""),
            ("[1\u{B}]", 2, ""),
        ])
    func places(_ text: String, _ offset: Int, _ pointer: String) {
        for limits in [Limits.general, .credential, .trustList] {
            #expect(refusal(text, limits)?.place == "JSON_SYNTAX at byte \(offset), pointer '\(pointer)'")
        }
    }

    @Test(
        "ends with the document: nothing but white space may follow",
        arguments: [
            ("{}x", 2), ("{} {}", 3), ("[][]", 2), ("[]\n[]", 3), ("1 2", 2), ("{},", 2), ("{}]", 2), ("\"\"\"\"", 2),
            ("{}//", 2), ("{}/**/", 2), ("{}#", 2), ("null\0", 4), ("{}\u{1A}", 2), ("{}\u{FEFF}", 2),
            ("true\u{3000}", 4),
        ])
    func trailing(_ text: String, _ offset: Int) {
        #expect(refusal(text, .general)?.place == "JSON_SYNTAX at byte \(offset), pointer ''")
        #expect(refusal(String(text.prefix(1)) + String(text.dropFirst()), .credential)?.code == .syntax)
    }

    @Test(
        "has no comments",
        arguments: [
            ("//x\n{}", 0, ""), ("/**/{}", 0, ""), ("{/**/}", 1, ""), ("[1,/**/2]", 3, "/1"), (#"{"a":1//"#, 6, ""),
            ("#\n{}", 0, ""),
        ])
    func comments(_ text: String, _ offset: Int, _ pointer: String) {
        #expect(refusal(text, .credential)?.place == "JSON_SYNTAX at byte \(offset), pointer '\(pointer)'")
    }

    @Test("admits white space of four kinds around every token, and any value as a document")
    func accepted() throws {
        #expect(try canonical("\r\n\t {\n\t\"a\" \r:\n[ 1 ,\t2 ] , \"b\":{ }\n} \n") == #"{"a":[1,2],"b":{}}"#)
        for text in ["null", "true", "false", "0", "-1", "\"\"", "[]", "{}"] {
            #expect(try canonical(text) == text)
            #expect(try canonical(" \(text)\n", .credential) == text)
        }
    }

    @Test("is read as UTF-8 alone: byte-order marks and other encodings are refused at the first byte")
    func encodings() throws {
        let text = #"{"a":1}"#
        let utf16 = Array(text.utf16)
        let big = utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let little = utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big32 = utf16.flatMap { [0, 0, UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let little32 = utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8), 0, 0] }
        let documents: [(String, [UInt8])] = [
            ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + text.utf8), ("the mark alone", [0xEF, 0xBB, 0xBF]),
            ("half a mark", [0xEF, 0xBB] + text.utf8), ("UTF-16BE", big), ("UTF-16LE", little),
            ("UTF-16BE with a mark", [0xFE, 0xFF] + big), ("UTF-16LE with a mark", [0xFF, 0xFE] + little),
            ("UTF-32BE", big32), ("UTF-32LE", little32), ("UTF-32BE with a mark", [0, 0, 0xFE, 0xFF] + big32),
            ("UTF-32LE with a mark", [0xFF, 0xFE, 0, 0] + little32), ("one digit in UTF-16LE", [0x31, 0]),
            ("one digit in UTF-16BE", [0, 0x31]), ("UTF-7", Array("+AHs-".utf8)),
        ]
        for (what, bytes) in documents {
            for limits in [Limits.general, .credential, .trustList] {
                let expected: JSONError.Code = what == "UTF-7" ? .syntax : .notUTF8
                #expect(refusal(bytes, limits)?.code == expected, "\(what)")
                #expect(refusal(bytes, limits)?.byteOffset == 0, "\(what)")
            }
        }
        // A zero byte alone does not make another encoding.
        #expect(refusal("\0", .general)?.code == .syntax)
        #expect(refusal("[\0]", .general)?.place == "JSON_SYNTAX at byte 1, pointer '/0'")
        // The mark is an ordinary character inside a string.
        #expect(try canonical("[\"\u{FEFF}\"]", .credential) == "[\"\u{FEFF}\"]")
    }

    @Test("errors tell what was expected and found, on one line, without control characters and without the values")
    func messages() throws {
        let text = "{\"\\u001b[31mred\\u0007\\u202e\":{\"secret name\": [1, \"secret value\" x]}}"
        let error = try #require(refusal(text, .credential))
        let message = error.description
        #expect(message.contains("expected ',' or ']', found 'x'"))
        #expect(message.contains("/⟨U+001B⟩[31mred⟨U+0007⟩⟨U+202E⟩/secret name"))
        #expect(message.hasSuffix("JSON_SYNTAX)"))
        #expect(!message.contains("secret value"))
        #expect(message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0.value != 0x202E })
        // The pointer itself is exact.
        #expect(error.pointer == "/\u{1B}[31mred\u{7}\u{202E}/secret name")

        let long = try #require(refusal("{\"\(String(repeating: "n", count: 60_000))\":x}", .credential))
        #expect(long.pointer.utf8.count == 60_001)
        #expect(long.description.utf8.count < 400)
        #expect(
            refusal("[1", .general)?.description.contains("found the end of the document (byte 2; JSON_SYNTAX)") == true
        )
        #expect(refusal("[\u{7}", .general)?.reason == "expected a JSON value, found the byte 0x07")
        #expect(refusal("[\u{E9}", .general)?.reason == "expected a JSON value, found a character outside ASCII")
    }

    @Test("errors are equal when their codes are")
    func equality() {
        #expect(refusal("[", .general) == refusal("{", .general))
        #expect(refusal("[", .general) != refusal("[\"\\ud800\"]", .general))
        #expect(Set(JSONError.Code.allCases.map(\.rawValue)).count == JSONError.Code.allCases.count)
    }
}

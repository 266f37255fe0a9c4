@_spi(_Unicode) import Swift
import Testing
import TestSupport

@testable import Encodings

@Suite("JSON names in Unicode Normalization Form C")
struct MemberNameTests {
    @Test(
        "a name in another form is refused in a credential, raw and as escapes, with its own pointer",
        arguments: [
            ("e\u{301}", #"e\u0301"#), ("\u{212B}", #"\u212b"#), ("\u{FB33}", #"\uFB33"#),
            ("\u{1100}\u{1161}", #"\u1100\u1161"#),
            ("a\u{301}\u{323}", #"a\u0301\u0323"#), ("\u{2126}", #"\u2126"#), ("\u{344}", #"\u0344"#),
            ("\u{958}", #"\u0958"#), ("\u{1D15E}", #"\ud834\udd5e"#), ("\u{2F800}", #"\ud87e\udc00"#),
            ("\u{F73}", #"\u0f73"#),
        ])
    func refused(_ name: String, _ escaped: String) {
        for spelling in [name, escaped] {
            let text = #"{"x":[{"b":1,"a\#(spelling)z":2}]}"#
            let error = refusal(text, .credential)
            #expect(error?.code == .nameNotNFC, "\(escaped)")
            #expect(error?.byteOffset == 13)
            #expect(error?.pointer.utf8.elementsEqual("/x/0/a\(name)z".utf8) == true)
            #expect(refusal(text, .general) == nil)
        }
    }

    @Test("names that are equal after composition are refused in a credential and stay apart elsewhere")
    func pairs() throws {
        let text = "{\"degr\u{E9}e\":\"Passed\",\"degre\u{301}e\":\"Failed\"}"
        #expect(refusal(text, .credential)?.code == .nameNotNFC)
        let document = try JSONDocument(parsing: Array(text.utf8), limits: .general)
        #expect(document.root.count == 2)
        #expect(document.root.member("degr\u{E9}e")?.string == "Passed")
        #expect(document.root.member("degre\u{301}e")?.string == "Failed")
        // The two files of JSONTestSuite's test_transform, spelled out.
        #expect(refusal("{\"\u{E9}\":\"NFC\",\"e\u{301}\":\"NFD\"}", .credential)?.byteOffset == 12)
        #expect(refusal("{\"e\u{301}\":\"NFD\",\"\u{E9}\":\"NFC\"}", .credential)?.byteOffset == 1)
    }

    @Test("values are left as they are, so that two forms of one text are two values with two canonical forms")
    func values() throws {
        let composed = try canonical("{\"a\":\"\u{E9}\"}", .credential)
        let decomposed = try canonical("{\"a\":\"e\u{301}\"}", .credential)
        #expect(!composed.utf8.elementsEqual(decomposed.utf8))
        #expect(decomposed.utf8.elementsEqual("{\"a\":\"e\u{301}\"}".utf8))
    }

    @Test(
        "names of many scripts that are composed are accepted",
        arguments: [
            "degrée", "Ångström", "한국어", "日本語", "עברית", "العربية", "हिन्दी", "😀", "ﬁ", "ｆｕｌｌ",
            "\u{1EA1}\u{30A}x", "漢\u{323}\u{301}", "\u{301}", "x\u{F71}\u{F72}",
        ])
    func accepted(_ name: String) {
        #expect(refusal("{\"\(name)\":1}", .credential) == nil)
    }

    @Test("200 random pairs of composed and decomposed letters are told apart")
    func randomPairs() {
        var faults = Faults()
        let marks: [Unicode.Scalar] = ["\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{308}"]
        let letters: [Unicode.Scalar] = ["a", "e", "i", "o", "u", "A", "E", "I", "O", "U"]
        let composed: [Unicode.Scalar] = Array("àáâãäèéêẽëìíîĩïòóôõöùúûũüÀÁÂÃÄÈÉÊẼËÌÍÎĨÏÒÓÔÕÖÙÚÛŨÜ".unicodeScalars)
        for (trial, random) in Trials(200) {
            var random = random
            let letter = random.number(in: 0...letters.count - 1)
            let mark = random.number(in: 0...marks.count - 1)
            let whole = "x\(composed[letter * 5 + mark])y"
            let parts = "x\(letters[letter])\(marks[mark])y"
            let isExpected =
                refusal("{\"\(whole)\":1}", .credential) == nil
                && refusal("{\"\(parts)\":1}", .credential)?.code == .nameNotNFC
                && refusal("{\"\(whole)\":1,\"\(parts)\":2}", .credential)?.code == .nameNotNFC
                && refusal("{\"\(whole)\":1,\"\(parts)\":2}", .general) == nil
            if !isExpected { faults.note("trial \(trial): \(whole)") }
        }
        #expect(faults.count == 0, "\(faults)")
    }

    /// Where the time is not linear, one of these names takes minutes.
    @Test("names made to slow a normaliser down are answered like any other", .timeLimit(.minutes(1)))
    func slow() {
        var limits = Limits.credential
        limits.documentByteCount = 16 << 20
        limits.stringByteCount = 16 << 20
        let half = 300_000
        let below = String(repeating: "\u{323}", count: half)
        let above = String(repeating: "\u{301}", count: half)
        #expect(refusal("{\"漢\(below)\(above)\":1}", limits) == nil)
        #expect(refusal("{\"漢\(above)\(below)\":1}", limits)?.code == .nameNotNFC)
        let alternating = String(repeating: "\u{301}\u{323}", count: half)
        #expect(refusal("{\"漢\(alternating)\":1}", limits)?.code == .nameNotNFC)
        for marks in ["\u{F73}", "\u{F75}", "\u{F81}", "\u{344}", "\u{340}", "\u{1100}\u{1161}"] {
            let name = String(repeating: marks, count: half)
            #expect(refusal("{\"\(name)\":1}", limits)?.code == .nameNotNFC)
        }
        #expect(refusal("{\"\(String(repeating: "한", count: half))\":1}", limits) == nil)
    }

    @Test("the linear check agrees with the normaliser on every scalar value, alone and before a mark")
    func everyScalar() {
        var faults = Faults()
        for value in 0...0x10_FFFF as ClosedRange<UInt32> {
            // A third of them: the composed, compatibility and combining blocks all lie below or in these.
            guard let scalar = Unicode.Scalar(value),
                value < 0x3100 || (0xF900...0xFFFF).contains(value) || value % 97 == 0
            else { continue }
            for text in ["\(scalar)", "漢\(scalar)\u{323}"] {
                let isSame = text.unicodeScalars.elementsEqual(text._nfc)
                if Normalization.isNFC(Array(text.utf8)) != isSame { faults.note("U+\(String(value, radix: 16))") }
            }
        }
        #expect(faults.count == 0, "\(faults)")
    }
}

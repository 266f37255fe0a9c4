import Encodings
import Testing
import TestSupport

@Suite("Normalization form C")
struct NormalFormTests {
    static let normalized: [(text: String, what: String)] = [
        ("", "nothing"), ("credentialSubject", "ASCII"), ("\u{0}\u{7f}", "ASCII controls"),
        ("d\u{e9}gr\u{e9}", "precomposed Latin-1"), ("\u{17f}\u{1c4}\u{2ff}", "letters below U+0300"),
        ("\u{1e9b}\u{323}", "a letter whose mark below does not compose"),
        ("q\u{307}", "a mark that composes with no q"), ("q\u{323}\u{307}", "two marks in order"),
        ("\u{1ead}", "a letter with two marks composed"), ("\u{301}", "a mark alone"),
        ("\u{d55c}\u{ad6d}", "Hangul syllables"), ("\u{1100}\u{1100}", "two leading consonants"),
        ("\u{ac01}\u{11a8}", "a full syllable and another final consonant"),
        ("\u{1161}\u{11a8}", "a vowel and a final consonant, which have nothing to compose with"),
        ("\u{3131}\u{314f}", "compatibility jamo"),
        ("\u{915}\u{93c}", "Devanagari qa written in two, as composition excludes it"),
        ("\u{5d0}\u{5b7}", "Hebrew with a point that composition excludes"),
        ("\u{3a9}", "the Greek letter omega"), ("\u{fb01}\u{ff21}", "compatibility characters"),
        ("\u{4e2d}\u{6587}", "CJK"), ("\u{1f393}", "an emoji"), ("\u{10ffff}", "a noncharacter"),
        ("\u{628}\u{650}\u{651}", "Arabic marks in order"),
        ("\u{1b05}\u{1b05}", "Balinese letters that do not compose"),
    ]

    static let notNormalized: [(text: String, what: String)] = [
        ("e\u{301}", "a letter and its mark"), ("degre\u{301}", "the same at the end of ASCII"),
        ("A\u{30a}", "Å in two"), ("\u{212b}", "the ångström sign"), ("\u{2126}", "the ohm sign"),
        ("\u{212a}", "the kelvin sign"), ("\u{340}", "a mark that stands for another"),
        ("\u{344}", "a mark that stands for two"), ("\u{37e}", "the Greek question mark"),
        ("\u{958}", "Devanagari qa, which composition excludes"), ("\u{fb2f}", "Hebrew alef with qamats"),
        ("\u{2adc}", "forking, which composition excludes"), ("\u{f900}", "a CJK compatibility ideograph"),
        ("\u{2f800}", "one beyond U+FFFF"), ("\u{1d15e}", "a musical note that composition excludes"),
        ("\u{1100}\u{1161}", "a Hangul syllable in two jamo"), ("\u{1112}\u{1161}\u{11ab}", "one in three jamo"),
        ("\u{d558}\u{11ab}", "a syllable and the final consonant that completes it"),
        ("q\u{307}\u{323}", "two marks out of order"), ("e\u{323}\u{302}", "two marks that compose in turn"),
        ("\u{e2}\u{323}", "a composed letter and a mark that belongs below the first"),
        ("\u{628}\u{651}\u{650}", "Arabic marks out of order"), ("\u{1b05}\u{1b35}", "Balinese letters that compose"),
        ("\u{3b9}\u{308}\u{301}", "iota with dialytika and tonos"), ("\u{1f71}", "alpha with oxia"),
        ("\u{11099}\u{110ba}", "Kaithi letters that compose, beyond U+FFFF"),
        ("a\u{301}\u{301}", "a letter and two equal marks"), ("\u{f73}", "a Tibetan vowel in one"),
    ]

    @Test("text in form C is recognised", arguments: normalized)
    func recognised(_ text: String, _ what: String) {
        #expect(Normalization.isNFC(text), "\(what)")
        #expect(Normalization.isNFC(Array(text.utf8)), "\(what)")
        #expect(Normalization.isNFC(Array(("x" + text).utf8).dropFirst()), "\(what)")
        #expect(Normalization.isNFC(AnyCollection(Array(text.utf8))), "\(what)")
    }

    @Test("text in another form is recognised, also in the middle of other text", arguments: notNormalized)
    func refused(_ text: String, _ what: String) {
        #expect(!Normalization.isNFC(text), "\(what)")
        #expect(!Normalization.isNFC(Array(text.utf8)), "\(what)")
        #expect(!Normalization.isNFC(AnyCollection(Array(text.utf8))), "\(what)")
        #expect(!Normalization.isNFC("name \u{e9} \u{4e2d} " + text + " name"), "\(what)")
    }

    @Test("of the two names in a file of JSONTestSuite one is in form C", .enabled(if: Vectors.areAvailable))
    func publishedNames() throws {
        // Its twin with the names in the other order is published as a dump in hexadecimal and no use as JSON.
        let bytes = try Vectors.bytes("json-parsing/test_transform/object_key_nfc_nfd.json")
        let strings = bytes.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        #expect(strings.count == 9)
        for (name, value) in [(strings[1], strings[3]), (strings[5], strings[7])] {
            #expect(Normalization.isNFC(name) == (Array(value) == Array("NFC".utf8)))
        }
    }

    @Test("every Hangul syllable is in form C, and none of them written in jamo")
    func everyHangulSyllable() throws {
        for value in stride(from: UInt32(0xac00), through: 0xd7a3, by: 7) {
            let syllable = try #require(Unicode.Scalar(value))
            let index = value - 0xac00
            var jamo = String.UnicodeScalarView()
            jamo.append(try #require(Unicode.Scalar(0x1100 + index / 588)))
            jamo.append(try #require(Unicode.Scalar(0x1161 + index % 588 / 28)))
            if index % 28 > 0 { jamo.append(try #require(Unicode.Scalar(0x11a7 + index % 28))) }
            #expect(Normalization.isNFC(String(syllable)))
            #expect(!Normalization.isNFC(String(jamo)))
        }
    }

    @Test("every character below U+0300 is in form C, after every other of a sample")
    func everythingBelow300() throws {
        let sample = [0x41, 0xc5, 0xe9, 0x149, 0x1c4, 0x2ff].compactMap { Unicode.Scalar(UInt32($0)) }
        for scalar in (0..<0x300).compactMap({ Unicode.Scalar(UInt32($0)) }) {
            for first in sample { #expect(Normalization.isNFC(String(first) + String(scalar))) }
        }
    }

    @Test(
        "bytes that are not UTF-8 are not in form C",
        arguments: [[0x80], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf8], [0x61, 0xff], [0xe9, 0x61]] as [[UInt8]])
    func notUTF8(_ bytes: [UInt8]) {
        #expect(!Normalization.isNFC(bytes))
    }

    @Test("a hundred thousand marks are answered, in order or not")
    func manyMarks() {
        let count = 50_000
        let below = String(repeating: "\u{323}", count: count)
        let above = String(repeating: "\u{301}", count: count)
        let texts = ["a" + String(repeating: "\u{301}\u{323}", count: count), "a" + below + above, "q" + below + above]
        // The answers alone: a failure must not print the texts.
        let answers = texts.map { Normalization.isNFC($0) }
        #expect(answers == [false, false, true])
    }
}

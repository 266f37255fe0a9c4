import Encodings
import Testing

@Suite("Terminal text")
struct TerminalTextTests {
    /// Whether two texts are the same characters: Swift's own comparison takes canonically equivalent ones as equal.
    private func isSame(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

    static let readable = [
        "", "Anna De Smet", "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp", "~!@#$%^&*()_+|\\",
        "Zoë Müller-Łukasiewicz", "d\u{e9}gr\u{e9} d'État", "Ελλάδα", "Київ", "北京大学", "서울대학교", "東京大学",
        "q\u{323}\u{307}", "Việt Nam", "नमस्ते", "“quoted” – dash … €", "\u{a0}no-break\u{2009}thin", "½ ² © ®",
        "🎓 diploma", "👩\u{200d}💻", "❤\u{fe0f}\u{200d}🔥", "🧑🏽\u{200d}🎓", "🇧🇪", "☺\u{fe0e}", "🏳\u{fe0f}\u{200d}🌈",
        // Sri Lanka as it is spelt, with a joiner after the virama, and Kannada and Malayalam likewise.
        "ශ\u{dca}\u{200d}රී", "ನ\u{ccd}\u{200c}ನ", "ന\u{d4d}\u{200d}",
    ]

    @Test("what people write to be read stays as it is", arguments: readable)
    func staysAsItIs(_ text: String) {
        #expect(isSame(TerminalText(text).description, text))
    }

    static let hidden: [(text: String, shown: String)] = [
        ("\u{1b}[31mred\u{1b}[0m", "⟨U+001B⟩[31mred⟨U+001B⟩[0m"), ("\u{9b}31m", "⟨U+009B⟩31m"),
        ("\u{1b}]0;title\u{7}", "⟨U+001B⟩]0;title⟨U+0007⟩"),
        ("\u{1b}]8;;http://x\u{1b}\\", "⟨U+001B⟩]8;;http://x⟨U+001B⟩\\"),
        ("a\u{8}b", "a⟨U+0008⟩b"), ("line\r\nline", "line⟨U+000D⟩⟨U+000A⟩line"), ("tab\there", "tab⟨U+0009⟩here"),
        ("\u{0}", "⟨U+0000⟩"), ("\u{7f}", "⟨U+007F⟩"), ("\u{80}\u{85}\u{9f}", "⟨U+0080⟩⟨U+0085⟩⟨U+009F⟩"),
        ("a\u{202e}gpj.exe", "a⟨U+202E⟩gpj.exe"),
        ("\u{202a}\u{202b}\u{202c}\u{202d}", "⟨U+202A⟩⟨U+202B⟩⟨U+202C⟩⟨U+202D⟩"),
        ("\u{2066}\u{2067}\u{2068}\u{2069}", "⟨U+2066⟩⟨U+2067⟩⟨U+2068⟩⟨U+2069⟩"),
        ("\u{200e}\u{200f}\u{61c}", "⟨U+200E⟩⟨U+200F⟩⟨U+061C⟩"), ("\u{206a}\u{206f}", "⟨U+206A⟩⟨U+206F⟩"),
        ("Leie\u{200b}hove", "Leie⟨U+200B⟩hove"), ("Leie\u{200c}hove", "Leie⟨U+200C⟩hove"),
        ("Leie\u{200d}hove", "Leie⟨U+200D⟩hove"), ("\u{2060}\u{2061}\u{2064}", "⟨U+2060⟩⟨U+2061⟩⟨U+2064⟩"),
        ("\u{feff}name", "⟨U+FEFF⟩name"), ("soft\u{ad}hyphen", "soft⟨U+00AD⟩hyphen"), ("a\u{34f}b", "a⟨U+034F⟩b"),
        ("\u{180e}\u{180b}", "⟨U+180E⟩⟨U+180B⟩"),
        ("\u{115f}\u{1160}\u{3164}\u{ffa0}", "⟨U+115F⟩⟨U+1160⟩⟨U+3164⟩⟨U+FFA0⟩"),
        ("\u{17b4}\u{17b5}", "⟨U+17B4⟩⟨U+17B5⟩"), ("\u{2028}\u{2029}", "⟨U+2028⟩⟨U+2029⟩"),
        ("\u{fff9}\u{fffb}", "⟨U+FFF9⟩⟨U+FFFB⟩"), ("\u{e0041}\u{e007f}", "⟨U+E0041⟩⟨U+E007F⟩"),
        ("\u{e0001}", "⟨U+E0001⟩"),
        ("a\u{fe0f}", "a⟨U+FE0F⟩"), ("1\u{fe0f}", "1⟨U+FE0F⟩"), ("葛\u{e0100}", "葛⟨U+E0100⟩"),
        ("\u{e000}\u{f8ff}\u{10fffd}", "⟨U+E000⟩⟨U+F8FF⟩⟨U+10FFFD⟩"), ("\u{378}\u{ffff}", "⟨U+0378⟩⟨U+FFFF⟩"),
        ("\u{2800}", "⟨U+2800⟩"), ("\u{1d173}\u{1bca0}", "⟨U+1D173⟩⟨U+1BCA0⟩"), ("\u{13430}", "⟨U+13430⟩"),
        // What looks like our own numbers.
        ("⟨U+202E⟩", "⟨U+27E8⟩U+202E⟨U+27E9⟩"),
        // Marks without a letter would settle on what stands before them, also on a number of ours.
        ("\u{338}ok", "⟨U+0338⟩ok"), ("\u{20dd}", "⟨U+20DD⟩"), ("\u{7}\u{301}", "⟨U+0007⟩⟨U+0301⟩"),
        ("\u{903}", "⟨U+0903⟩"), ("a\n\u{301}", "a⟨U+000A⟩⟨U+0301⟩"),
        // More marks than a letter carries.
        (
            "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}b\u{301}",
            "a\u{301}\u{301}\u{301}\u{301}⟨U+0301⟩⟨U+0301⟩b\u{301}"
        ),
        // Joiners and selectors where nothing is to be joined or selected.
        ("\u{200d}💻", "⟨U+200D⟩💻"), ("👩\u{200d}", "👩⟨U+200D⟩"), ("👩\u{200d}a", "👩⟨U+200D⟩a"), ("\u{fe0f}", "⟨U+FE0F⟩"),
        ("❤\u{fe0f}\u{fe0f}", "❤\u{fe0f}⟨U+FE0F⟩"), ("👩\u{200d}\u{200d}💻", "👩⟨U+200D⟩⟨U+200D⟩💻"),
        ("👩\u{200c}💻", "👩⟨U+200C⟩💻"), ("1\u{200d}2", "1⟨U+200D⟩2"),
    ]

    @Test("what cannot be seen, or changes how the rest is seen, is shown by its number", arguments: hidden)
    func shownByNumber(_ text: String, _ shown: String) {
        #expect(isSame(TerminalText(text).description, shown), "\(TerminalText(text))")
    }

    @Test("nothing but visible characters is left of any single character, at the start or after a letter")
    func everyCharacter() {
        for value in UInt32(0)...0x10ffff {
            guard let scalar = Unicode.Scalar(value) else { continue }
            // Where all characters are alike, ideographs or none, a sample will do.
            let isUniform = 0x3400...0xabff ~= value || (value > 0x1ffff && !(0xe0000...0xe01ff ~= value))
            if isUniform, !value.isMultiple(of: 251) { continue }
            let shown = TerminalText("a" + String(scalar), isolatingRightToLeft: false).content
            let properties = scalar.properties
            let isHarmless =
                switch properties.generalCategory {
                case .control, .format, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .surrogate: false
                default: !properties.isDefaultIgnorableCodePoint && ![0x27e8, 0x27e9, 0x2800].contains(value)
                }
            let digits = String(value, radix: 16, uppercase: true)
            let number = "a⟨U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)⟩"
            guard isSame(shown, isHarmless ? "a\(scalar)" : number) else {
                Issue.record("U+\(String(value, radix: 16)) is shown as \(shown.debugDescription)")
                return
            }
        }
    }

    @Test("10,000 random texts become texts without control or bidirectional characters, and can be cut")
    func randomTexts() {
        var random = RandomBytes(seed: 9)
        let interesting: [Unicode.Scalar] = [
            "\u{1b}", "\u{202e}", "\u{200d}", "\u{200c}", "\u{fe0f}", "\u{301}", "\u{94d}", "क", "ب", "א", "👩", "💻",
            "a", " ", "中", "\u{feff}", "\u{2069}", "\n", "\u{9b}", "⟨", "⟩", "\u{1f3fd}", "\u{1f1e7}",
        ]
        for _ in 0..<10_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                text.append(interesting.randomElement(using: &random) ?? "a")
            }
            let shown = TerminalText(String(text))
            let inner = shown.content.unicodeScalars
            #expect(!inner.contains { $0.value < 0x20 || 0x7f...0x9f ~= $0.value })
            #expect(!inner.contains { 0x2028...0x202e ~= $0.value || 0x2060...0x206f ~= $0.value || $0 == "\u{feff}" })
            #expect(shown.truncated(toWidth: 9).width <= 9)
        }
    }

    @Test("text with right-to-left letters is isolated, other text is not, and it can be left out")
    func isolation() {
        for text in ["שלום", "محمد بن سلمان", "Name: דוד", "ܫܠܡܐ", "ߒߞߏ", "\u{10900}"] {
            #expect(isSame(TerminalText(text).description, "\u{2068}\(text)\u{2069}"))
            #expect(TerminalText(text).isIsolated)
            #expect(isSame(TerminalText(text, isolatingRightToLeft: false).description, text))
        }
        for text in ["Anna", "Zoë", "北京", "Київ", "नमस्ते", "\u{202e}abc", "\u{200f}"] {
            #expect(!TerminalText(text).isIsolated)
        }
        // What others isolate cannot end our own isolation.
        #expect(
            isSame(TerminalText("\u{2069}דוד\u{2068}").description, "\u{2068}⟨U+2069⟩דוד⟨U+2068⟩\u{2069}"))
    }

    @Test("a non-joiner stays between Arabic letters that it keeps apart, and nowhere else")
    func arabicNonJoiner() {
        for text in ["می\u{200c}خواهم", "نامه\u{200c}ای", "کتاب\u{650}\u{200c}ها"] {
            #expect(isSame(TerminalText(text).content, text))
        }
        // After a letter that never joins the next one it would be invisible; so it would at the end.
        for (text, shown) in [
            ("دا\u{200c}د", "دا⟨U+200C⟩د"), ("می\u{200c}", "می⟨U+200C⟩"), ("می\u{200c}a", "می⟨U+200C⟩a"),
            ("می\u{200c}\u{200c}خ", "می⟨U+200C⟩⟨U+200C⟩خ"), ("می\u{200d}خ", "می⟨U+200D⟩خ"), ("\u{200c}خ", "⟨U+200C⟩خ"),
        ] {
            #expect(isSame(TerminalText(text).content, shown))
        }
    }

    static let widths: [(text: String, width: Int)] = [
        ("", 0), ("Anna", 4), ("Zoë", 3), ("Zoe\u{308}", 3), ("北京大学", 8), ("서울", 4), ("\u{1112}\u{1161}\u{11ab}", 2),
        ("ａｂ", 4), ("ｱ", 1), ("🎓", 2), ("👩\u{200d}💻", 2), ("❤\u{fe0f}", 2), ("❤", 1), ("🧑🏽", 2), ("🇧🇪", 2),
        ("☺\u{301}", 1),
        ("שלום", 4), ("नमस्ते", 4), ("✔", 1), ("…", 1), ("\u{202e}", 8), ("½ €", 3), ("。", 2), ("\u{20000}", 2),
    ]

    @Test("the width is the number of columns", arguments: widths)
    func columns(_ text: String, _ width: Int) {
        #expect(TerminalText(text).width == width)
    }

    static let truncations: [(text: String, width: Int, shown: String)] = [
        ("Anna De Smet", 12, "Anna De Smet"), ("Anna De Smet", 11, "Anna De Sm…"), ("Anna De Smet", 1, "…"),
        ("Anna De Smet", 0, ""), ("Anna De Smet", -5, ""), ("", 0, ""), ("", 5, ""),
        ("北京大学", 8, "北京大学"), ("北京大学", 7, "北京大…"), ("北京大学", 6, "北京…"), ("北京大学", 2, "…"),
        ("Zoe\u{308}\u{301} M", 4, "Zoe\u{308}\u{301}…"), ("ab👩\u{200d}💻cd", 5, "ab👩\u{200d}💻…"),
        ("ab👩\u{200d}💻cd", 4, "ab…"),
        // A number is kept whole or left out.
        ("ab\u{202e}cdefgh", 12, "ab⟨U+202E⟩c…"), ("ab\u{202e}cdefgh", 10, "ab…"),
        ("\u{202e}\u{202e}", 10, "⟨U+202E⟩…"),
        ("\u{202e}x", 8, "…"),
    ]

    @Test("text is cut to a width between letters, with an ellipsis", arguments: truncations)
    func truncated(_ text: String, _ width: Int, _ shown: String) {
        let result = TerminalText(text).truncated(toWidth: width)
        #expect(isSame(result.description, shown), "\(result)")
        #expect(result.width <= max(0, width))
    }

    @Test("cutting keeps the isolation whole, and padding stands outside it")
    func isolationIsKept() {
        let name = TerminalText("שלום עולם")
        #expect(isSame(name.truncated(toWidth: 5).description, "\u{2068}שלום…\u{2069}"))
        #expect(isSame(name.truncated(toWidth: 5).padded(toWidth: 7), "\u{2068}שלום…\u{2069}  "))
        #expect(isSame(name.truncated(toWidth: 0).description, ""))
    }

    @Test("text is filled up to a width on either side, and never cut by that")
    func padded() {
        #expect(TerminalText("ab").padded(toWidth: 4) == "ab  ")
        #expect(TerminalText("ab").padded(toWidth: 4, alignment: .right) == "  ab")
        #expect(TerminalText("北京").padded(toWidth: 6) == "北京  ")
        #expect(TerminalText("abcdef").padded(toWidth: 4) == "abcdef")
        #expect(TerminalText("ab").padded(toWidth: -1) == "ab")
    }

    @Test("lines are taken apart at LF and CR LF, and made safe one by one")
    func lines() {
        let lines = TerminalText.lines(of: "one\ntwo\r\n\n\u{1b}[2Jthree\rfour\u{2028}five\n")
        #expect(
            lines.map(\.description) == ["one", "two", "", "⟨U+001B⟩[2Jthree⟨U+000D⟩four⟨U+2028⟩five", ""])
        #expect(TerminalText.lines(of: "").map(\.description) == [""])
    }
}

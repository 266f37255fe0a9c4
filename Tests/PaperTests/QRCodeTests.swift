import Paper
import PaperExchange
import Testing

@Suite("QR codes")
struct QRCodeTests {
    @Test("a code that was drawn as SVG is read from the drawing, and no other drawing is")
    func readsDrawing() throws {
        let svg = try QRCode("HTTP://EXAMPLE.ORG/A").svg(title: "A \"/><path d=\"M1 1h1v1h-1z\"/>")
        let drawn = try #require(DrawnCode(svg))
        #expect(try PictureReader().texts(in: drawn.picture) == ["HTTP://EXAMPLE.ORG/A"])
        for path in [
            "", "z", "M1 1", "M200 1h1v1h-1z", "M1 200h1v1h-1z", "M1 1h200v1h-200z", "M1 1h9v1h-8z", "M-1 1h9v1h-9z",
            "M1 1h99999999999999999999v1h-99999999999999999999z", "M1.5 1h9v1h-9z", "m1 1h9v1h-9z",
        ] {
            #expect(DrawnCode(Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/><path d=\"\(path)\"/>".utf8)) == nil)
        }
        #expect(DrawnCode([]) == nil)
    }

    @Test(
        "a code that was drawn is read back as it was written",
        arguments: [
            "HTTP://EXAMPLE.ORG/A", "testamur:challenge?text=ünïcode", String(repeating: "0A:B", count: 700),
        ])
    func readsBack(_ text: String) throws {
        let code = try QRCode(text, redundancy: .low)
        let picture = try PictureReader.picture(code.png(scale: 4))
        #expect(try PictureReader().texts(in: picture, until: { !$0.isEmpty }) == [text])
    }

    @Test("capital letters, digits and a few signs take less room than other letters")
    func usesShortLetters() throws {
        let long = String(repeating: "ab", count: 150)
        #expect(try QRCode(long.uppercased()).side < QRCode(long).side)
    }

    @Test("a text that no code can hold is refused, and so is an empty one")
    func refusesWhatDoesNotFit() {
        #expect(throws: PaperError(.codeTooLong)) { try QRCode(String(repeating: "A", count: 4_297)) }
        #expect(throws: PaperError(.codeTooLong)) { try QRCode("") }
    }

    @Test("outside of a code no module is dark")
    func isLightOutside() throws {
        let code = try QRCode("A")
        #expect(code.side == 21)
        #expect(code.isDark(column: 0, row: 0))
        for place in [-1, 21, Int.min, Int.max] {
            #expect(!code.isDark(column: place, row: 0))
            #expect(!code.isDark(column: 0, row: place))
        }
    }

    @Test("in a terminal a character holds two modules, and all lines are as wide")
    func fitsTerminal() throws {
        let code = try QRCode("A")
        let lines = code.terminalText(inColour: false).split(separator: "\n")
        #expect(lines.count == 15)
        #expect(lines.allSatisfy { $0.count == 29 })
        let coloured = code.terminalText(inColour: true).split(separator: "\n")
        #expect(coloured.allSatisfy { $0.hasPrefix("\u{1B}[97;40m") && $0.hasSuffix("\u{1B}[0m") })
    }

    @Test("what a terminal shows is the code")
    func drawsTheCodeInTerminal() throws {
        let code = try QRCode("HTTP://EXAMPLE.ORG/A")
        let lines = code.terminalText(inColour: false).split(separator: "\n").map { Array($0) }
        for row in 0..<code.side {
            for column in 0..<code.side {
                let shown = lines[(row + QRCode.quietZone) / 2][column + QRCode.quietZone]
                let isLight = row % 2 == 0 ? "█▀".contains(shown) : "█▄".contains(shown)
                #expect(isLight != code.isDark(column: column, row: row))
            }
        }
    }

    @Test("the title of a drawing is text, whatever stands in it")
    func escapesTitle() throws {
        let svg = String(decoding: try QRCode("A").svg(title: "<script>&\u{0}\"\u{FFFF}"), as: UTF8.self)
        #expect(svg.contains("<title>&lt;script&gt;&amp;\"</title>"))
    }
}

import Encodings
import TestSupport
import Testing

@Suite("CSV")
struct CSVTests {
    /// Reads a table in pieces of a size, and gives columns, cells and problems.
    private func read(
        _ bytes: [UInt8], pieces: Int = .max, limits: CSVLimits = .standard
    ) -> (columns: [String], rows: [[String]], problems: [String]) {
        var table = CSVTable(limits: limits)
        var rows: [[String]] = []
        var problems: [String] = []
        func take(_ row: CSVRow) {
            if !row.cells.isEmpty { rows.append(row.cells) }
            problems += row.problems.map {
                "\($0.code.rawValue) \($0.column.map { CSVProblem.letters(of: $0) } ?? "")\($0.row)"
            }
        }
        var start = 0
        while start < bytes.count {
            let end = pieces < bytes.count - start ? start + pieces : bytes.count
            table.take(Array(bytes[start..<end])) { take($0) }
            start = end
        }
        table.finish { take($0) }
        return (table.columns, rows, problems)
    }

    private func read(_ text: String, pieces: Int = .max) -> (columns: [String], rows: [[String]], problems: [String]) {
        read(Array(text.utf8), pieces: pieces)
    }

    @Test(
        "the examples of RFC 4180, section 2, and what spreadsheets write instead, are the same table",
        arguments: [
            "a,b\r\n1,2\r\n3,4\r\n", "a,b\r\n1,2\r\n3,4", "a,b\n1,2\n3,4\n", "a,b\r1,2\r3,4\r", "a;b\r\n1;2\r\n3;4\r\n",
            "a\tb\n1\t2\n3\t4\n", "\u{FEFF}a,b\r\n1,2\r\n3,4\r\n", "sep=;\r\na;b\r\n1;2\r\n3;4\r\n",
            "\u{FEFF}sep=,\na,b\n1,2\n3,4\n", "\"sep=;\"\r\na;b\n1;2\n3;4", "\"a\",\"b\"\r\n\"1\",\"2\"\r\n\"3\",\"4\"",
            "a,b,,,\r\n1,2,,,\r\n3,4,,,\r\n", "\r\n\r\na,b\r\n\r\n1,2\r\n,\r\n,,,,\r\n3,4\r\n\r\n\r\n",
            " a , b \n1,2\n3,4\n",
            "a,b\n1,2\n3,\"4\"\n", "a,b\n=\"1\",2\n3,4\n".replacing("=\"1\"", with: "\"=\"\"1\"\"\""),
        ])
    func table(_ text: String) {
        for pieces in [Int.max, 1, 2, 3, 7] {
            let found = read(text, pieces: pieces)
            #expect(found.columns == ["a", "b"] && found.rows == [["1", "2"], ["3", "4"]] && found.problems == [])
        }
    }

    @Test("quoted cells hold separators, quotation marks, and lines of any kind as they are")
    func quoted() {
        let text =
            "name;note\r\n\"De Smet; Anna\";\"said \"\"yes\"\"\"\r\nZoë;\"one\r\ntwo\nthree\rfour\"\r\n\"\";\"\"\"\"\r\n"
        for pieces in [Int.max, 1, 2, 5] {
            let found = read(text, pieces: pieces)
            #expect(found.problems == [])
            #expect(found.rows.count == 3)
            #expect(found.rows.first == ["De Smet; Anna", "said \"yes\""])
            #expect(
                found.rows.dropFirst().first.map {
                    $0[1].unicodeScalars.elementsEqual("one\r\ntwo\nthree\rfour".unicodeScalars)
                } == true)
            #expect(found.rows.last == ["", "\""])
        }
    }

    @Test("rows are counted as a spreadsheet counts them, lines as an editor does")
    func places() {
        for end in ["\n", "\r\n"] {
            let bytes = Array("sep=;\na;b\n\n\"x\ny\nz\";1\n2;3\n".replacing("\n", with: end).utf8)
            for pieces in [1, 5, 6, bytes.count] {
                var rows: [[Int]] = []
                var table = CSVTable()
                for start in stride(from: 0, to: bytes.count, by: pieces) {
                    table.take(Array(bytes[start..<min(start + pieces, bytes.count)])) {
                        rows.append([$0.number, $0.line])
                    }
                }
                table.finish { rows.append([$0.number, $0.line]) }
                #expect(rows == [[3, 4], [4, 7]], "in pieces of \(pieces)")
            }
        }
    }

    @Test(
        "the separator is the one that the first line has most of, outside quotation marks; of equals the semicolon",
        arguments: [
            ("a;b,c;d\n", ";"), ("a,b,c;d\n", ","), ("\"a;b;c\",d\n", ","), ("a,b;c\n", ";"), ("a\tb\n", "\t"),
            ("a\n", ","),
            ("\n\na;b\n", ";"), ("", ","),
        ])
    func separator(_ text: String, _ separator: Character) {
        var table = CSVTable()
        table.take(Array(text.utf8)) { _ in }
        table.finish { _ in }
        #expect(table.separator == separator)
    }

    @Test(
        "what is wrong is told with its cell, and everything else is read",
        arguments: [
            ("", "CSV_EMPTY 1"), ("\r\n\n,,\n", "CSV_EMPTY 1"), ("\u{FEFF}", "CSV_EMPTY 1"),
            ("a,b\n1,2\n\"half", "CSV_OPEN_QUOTE A3"), ("a,b\n1,\"2\nx,y\n", "CSV_OPEN_QUOTE B2"),
            ("a,b\n1,2\"3\nx,y\n", "CSV_STRAY_QUOTE B2"), ("a,b\n\"1\"2,3\nx,y\n", "CSV_STRAY_QUOTE A2"),
            ("a,b\n1,2,,3\nx,y\n", "CSV_CELL_WITHOUT_COLUMN D2"), ("a,A\n1,2\nx,y\n", "CSV_COLUMN_TWICE B1"),
            ("a,,b\n1,2,3\nx,y\n", "CSV_COLUMN_WITHOUT_NAME B1"), ("a,b\n1,\u{7}\nx,y\n", "CSV_CONTROL_CHARACTER B2"),
            ("a,b\n1,\u{0}\nx,y\n", "CSV_CONTROL_CHARACTER B2"), ("a,b\n=1+1,2\nx,y\n", "CSV_FORMULA A2"),
            ("a,b\n\"=HYPERLINK(\"\"http://x.example\"\")\",2\nx,y\n", "CSV_FORMULA A2"),
            ("a,b\n1,=cmd|' /C calc'!A0\nx,y\n", "CSV_FORMULA B2"), ("a,b\n1,#N/A\nx,y\n", "CSV_SPREADSHEET_ERROR B2"),
            ("a,b\n1,#VERW!\nx,y\n", "CSV_SPREADSHEET_ERROR B2"),
        ])
    func problems(_ text: String, _ expected: String) {
        for pieces in [Int.max, 1, 3] {
            let found = read(text, pieces: pieces)
            #expect(found.problems == [expected], "\(text.debugDescription)")
            if text.hasSuffix("x,y\n"), !expected.hasPrefix("CSV_OPEN") {
                #expect(found.rows.last?.prefix(2).elementsEqual(["x", "y"]) == true)
            }
        }
    }

    @Test("another encoding is named, in a cell or for the whole file")
    func encodings() {
        let latin = Array("a,b\nZo".utf8) + [0xEB] + Array(",1\nx,y\n".utf8)
        #expect(read(latin).problems == ["CSV_NOT_UTF8 A2"] && read(latin).rows.last == ["x", "y"])
        for overlong: [UInt8] in [[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80]] {
            #expect(read(Array("a,b\n".utf8) + overlong + Array(",1\n".utf8)).problems == ["CSV_NOT_UTF8 A2"])
        }
        let wide: [UInt8] = Array("a,b\n1,2\n".utf8).flatMap { [$0, 0] as [UInt8] }
        let otherWide: [UInt8] = Array("a,b\n1,2\n".utf8).flatMap { [0, $0] as [UInt8] }
        for bytes in [wide, otherWide, [0xFF, 0xFE] + wide, [0xFE, 0xFF] + otherWide] {
            for pieces in [Int.max, 1] { #expect(read(bytes, pieces: pieces).problems == ["CSV_UTF16 1"]) }
        }
    }

    @Test("a cell of a mebibyte, a row of ten thousand cells, and a table of cells that never end are bounded")
    func bounds() {
        let large = [UInt8](repeating: 0x78, count: 1_048_576)
        let found = read(Array("a,b\n1,".utf8) + large + Array("\nx,y\n".utf8), pieces: 4_096)
        #expect(found.problems == ["CSV_CELL_TOO_LARGE B2"] && found.rows == [["1", ""], ["x", "y"]])
        let many = Array("a,b\n".utf8) + [UInt8](repeating: 0x2C, count: 10_000) + Array("1\nx,y\n".utf8)
        #expect(read(many).problems == ["CSV_TOO_MANY_CELLS 2"] && read(many).rows.last == ["x", "y"])
        let open = Array("a,b\n1,\"".utf8) + large + large
        #expect(read(open, pieces: 65_536).problems == ["CSV_OPEN_QUOTE B2"])
        #expect(read(large, pieces: 1_000).problems == ["CSV_CELL_TOO_LARGE A1"])
    }

    @Test("no bytes whatever stop the reader, and in any pieces they are the same table")
    func anything() {
        let alphabet = Array(",;\t\"\"\r\n\n=ab1 \u{FEFF}é#".utf8) + [0, 0xFF, 0xC3]
        var faults = Faults()
        for (trial, random) in Trials(2_000) {
            var random = random
            let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let whole = read(bytes)
            let pieces = read(bytes, pieces: Int.random(in: 1...9, using: &random))
            if whole.rows != pieces.rows || whole.problems != pieces.problems || whole.columns != pieces.columns {
                faults.note("trial \(trial)")
            }
            if whole.rows.contains(where: { $0.count != whole.columns.count && $0 != [] }) {
                faults.note("\(trial): width")
            }
        }
        #expect(faults.count == 0, "\(faults)")
    }
}

@Suite("CSV that is written")
struct CSVWriterTests {
    private static let dangerous = [
        "=1+1", "+32 470", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u{A0}=1", "\u{200B}=1", "＝1", "＋1", "－1",
        "＠x", "=cmd|' /C calc'!A0", "|x", "%x", "\u{FEFF}=1", "\"=1", "'=1",
    ]

    @Test("no text is a formula, whatever it begins with", arguments: dangerous)
    func formulas(_ text: String) throws {
        var writer = CSVWriter()
        let bytes = writer.row([.text(text), .text("x")])
        let cell = try #require(
            String(decoding: bytes, as: UTF8.self).unicodeScalars.first { $0 != "\"" || text.hasPrefix("\"") })
        #expect(cell == "'" || text.hasPrefix("\""), "\(bytes)")
    }

    @Test("numbers are numbers, and the mark comes once at the beginning")
    func numbers() {
        var writer = CSVWriter(separator: .semicolon, isMarked: true)
        #expect(writer.row([.text("a"), .number(-5)]) == [0xEF, 0xBB, 0xBF] + Array("a;-5\r\n".utf8))
        #expect(writer.row([.text("b;c"), .text("d\"e")]) == Array("\"b;c\";\"d\"\"e\"\r\n".utf8))
        #expect(writer.row([.text("")]) == Array("\"\"\r\n".utf8))
    }

    @Test(
        "what is written is read back by this program and by Python, but for the apostrophe before what was a formula")
    func roundTrip() throws {
        for (trial, random) in Trials(20) {
            var random = random
            let alphabet = Array(" ab,;\"'\r\n\té🎓=+0")
            var rows: [[String]] = [["first", "second", "third"]]
            for _ in 0..<20 {
                rows.append(
                    (0..<3).map { _ in
                        "x"
                            + String(
                                (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in
                                    alphabet.randomElement(using: &random)
                                })
                    })
            }
            let separator: CSVWriter.Separator = Bool.random(using: &random) ? .comma : .semicolon
            var writer = CSVWriter(separator: separator, isMarked: Bool.random(using: &random))
            let bytes = rows.flatMap { writer.row($0.map { .text($0) }) }
            var table = CSVTable()
            var found: [[String]] = []
            table.take(bytes) { found.append($0.cells) }
            table.finish { found.append($0.cells) }
            #expect([table.columns] + found == rows, "trial \(trial)")
            try Files.withTemporaryFolder { folder throws in
                try Files.write(bytes, to: folder + "/table.csv")
                let program =
                    "import csv, json, sys; print(json.dumps(list(csv.reader(open(sys.argv[1], newline='', "
                    + "encoding='utf-8-sig'), delimiter=sys.argv[2]))))"
                let mark = separator == .comma ? "," : ";"
                let outcome = try Subprocess.run("/usr/bin/python3", ["-c", program, folder + "/table.csv", mark])
                let document = try JSONDocument(parsing: Array(outcome.output.utf8), limits: .general)
                let cells = document.root.elements.map { $0.elements.map { $0.string ?? "" } }
                #expect(cells == rows, "trial \(trial)")
            }
        }
    }
}

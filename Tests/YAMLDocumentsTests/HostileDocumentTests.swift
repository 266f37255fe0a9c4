import Testing
import YAMLDocuments

@Suite("Hostile documents")
struct HostileDocumentTests {
    @Test(
        "100,000 brackets are refused at the 33rd",
        arguments: [
            ("[", 33), ("[\n", 33), ("- ", 65), ("[a,", 97), ("[a: ", 65), ("{\"a\":", 161), ("a:\n ", 0),
        ] as [(Written, Int)])
    func depth(_ written: Written, _ column: Int) {
        let unit = written.text
        if column > 0 {
            let file = Array(String(repeating: unit, count: 100_000).utf8)
            let place = unit == "[\n" ? YAMLPosition(line: 33, column: 1) : YAMLPosition(line: 1, column: column)
            expectRefused(file, .tooDeep, at: place)
        } else {
            let lines = (0..<1_000).map { String(repeating: " ", count: $0) + "a:\n" }
            expectRefused(Array(lines.joined().utf8), .tooDeep, at: YAMLPosition(line: 33, column: 33))
        }
    }

    @Test("32 levels are read, and the limit is the caller's")
    func allowedDepth() throws {
        let file = Array((String(repeating: "[", count: 32) + String(repeating: "]", count: 32)).utf8)
        _ = try YAMLDocument(file)
        _ = try YAMLDocument(file, limits: YAMLLimits(byteCount: 64, depth: 32, nodeCount: 32))
        expectRefused(file, .tooDeep, limits: YAMLLimits(byteCount: 64, depth: 31, nodeCount: 32))
        expectRefused(file, .tooManyNodes, limits: YAMLLimits(byteCount: 64, depth: 32, nodeCount: 31))
        expectRefused(file, .tooLarge, at: .start, limits: YAMLLimits(byteCount: 63, depth: 32, nodeCount: 32))
    }

    @Test(
        "1 MiB of anchors, and much of any other sign, is refused by its name",
        arguments: [
            ("&a ", .anchor), ("&a [", .anchor), ("&a\n", .anchor), ("*a ", .alias), ("!a ", .tag),
            ("? ", .keyNotText), ("{", .keyNotText), ("\"", .syntax), ("'a\n", .syntax), (": ", .syntax),
            ("%", .directive),
            ("---\n", .severalDocuments), ("a: b\n", .duplicateKey), ("- a\n", .tooManyNodes), ("-\n", .tooManyNodes),
            ("#\n", .empty), ("\n", .empty), ("\u{0}", .characterNotAllowed),
        ] as [(Written, YAMLError.Code)])
    func repeatedSigns(_ unit: Written, _ code: YAMLError.Code) {
        let bytes = Array(unit.text.utf8)
        let size = code == .anchor ? 1_048_576 : 262_144
        let file = [[UInt8]](repeating: bytes, count: size / bytes.count).flatMap { $0 }
        expectRefused(file, code)
    }

    @Test("a billion laughs are refused at the first anchor")
    func billionLaughs() {
        let text = """
            a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]
            b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
            c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
            """
        expectRefused(Array(text.utf8), .anchor, at: YAMLPosition(line: 1, column: 4))
    }

    @Test("exactly 1 MiB is read, and one byte more is not")
    func size() throws {
        var file = Array("a: ".utf8) + [UInt8](repeating: 0x78, count: 1_048_573)
        guard case .mapping(let mapping) = try YAMLDocument(file).root.content else {
            Issue.record("expected a mapping")
            return
        }
        #expect(try mapping["a"]?.text().utf8.count == 1_048_573)
        file.append(0x78)
        let error = expectRefused(file, .tooLarge, at: .start)
        #expect(error?.reason == "expected at most 1048576 bytes, found 1048577")
    }

    @Test("10,000 keys and values are read, and one more is not")
    func nodeCount() throws {
        let lines = (0..<9_999).map { "- \($0)\n" }
        _ = try document(lines.joined())
        expectRefused(
            Array((lines + ["- x\n"]).joined().utf8), .tooManyNodes, at: YAMLPosition(line: 10_000, column: 3))
    }

    /// A specification with everything that a specification can have.
    private static let sample = """
        # A specification
        title: {en: "Blended Learning Design", nl: 'Blended leren ontwerpen'}
        issuer: https://leiehove.example/
        workload:
          ects: 6
          hours: 2.5
        learning_outcomes:
          - text: >-
              Designs lessons that are partly online
              and partly in a classroom.
            level: 7
          - text: |
              Evaluates é, ß and 😀.

              Twice.
        stackable: true
        notes:
        keywords: [design, "e-learning", 'x''y', ~, 012, 2026-06-30]
        """

    @Test("5,000 random changes of a specification are read or refused, and never more than that")
    func mutations() throws {
        var numbers = SeededNumbers(seed: 2_026)
        let sample = Array(Self.sample.utf8)
        let pieces = [
            "\t", "\n", "\r\n", " ", "  ", "- ", ": ", "[", "]", "{", "}", "\"", "'", "#", "&a ", "*a", "!t ", "|\n",
            ">\n",
            "? ", "%", "@", "---\n", "...\n", "\u{FEFF}", "\u{0}", "\\", "\\u0000", "<<: ", "😀", ",",
        ].map { Array($0.utf8) }
        var readCount = 0
        for _ in 1...5_000 {
            var file = sample
            for _ in 1...Int.random(in: 1...4, using: &numbers) where !file.isEmpty {
                let place = Int.random(in: 0..<file.count, using: &numbers)
                switch Int.random(in: 0...5, using: &numbers) {
                case 0: file[place] = UInt8.random(in: .min ... .max, using: &numbers)
                case 1: file[place] ^= 1 << UInt8.random(in: 0...7, using: &numbers)
                case 2: file.remove(at: place)
                case 3: file.removeSubrange(place..<min(file.count, place + Int.random(in: 1...40, using: &numbers)))
                case 4: file.insert(contentsOf: pieces[Int.random(in: 0..<pieces.count, using: &numbers)], at: place)
                default: file.insert(contentsOf: file[place..<min(file.count, place + 30)], at: 0)
                }
            }
            do throws(YAMLError) {
                let root = try YAMLDocument(file).root
                readCount += 1
                #expect(outline(root, places: true).utf8.count < 10_000)
            } catch {
                #expect(!error.reason.isEmpty && error.line >= 1 && error.column >= 1)
                #expect(!error.reason.unicodeScalars.contains { $0.properties.generalCategory == .control })
            }
        }
        // Some survive and most do not: the changes are neither harmless nor all the same.
        #expect((200...4_000).contains(readCount))
    }

    @Test("any random bytes are read or refused")
    func randomBytes() {
        var numbers = SeededNumbers(seed: 7)
        let alphabet = Array("[]{}:,-?!&*#|>'\"%@` \n\t\rab01~é".utf8)
        for round in 1...2_000 {
            let file = (0..<Int.random(in: 0...60, using: &numbers)).map { _ in
                round.isMultiple(of: 2)
                    ? alphabet[Int.random(in: 0..<alphabet.count, using: &numbers)]
                    : UInt8.random(in: .min ... .max, using: &numbers)
            }
            do throws(YAMLError) {
                _ = try YAMLDocument(file)
            } catch {
                #expect(!error.reason.isEmpty && error.line >= 1 && error.column >= 1)
            }
        }
    }
}

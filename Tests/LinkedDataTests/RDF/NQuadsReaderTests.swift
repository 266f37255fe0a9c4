import LinkedData
import TestSupport
import Testing

@Suite("Reading N-Quads")
struct NQuadsReaderTests {
    static let string = "http://www.w3.org/2001/XMLSchema#string"

    private func read(_ text: String) throws -> RDFDataset { try NQuadsReader.read(Array(text.utf8)) }

    private func canonical(_ text: String) throws -> String {
        String(decoding: try NQuadsWriter.write(read(text)), as: UTF8.self)
    }

    @Test(
        "Everything the grammar allows is read, and written back in its canonical form",
        arguments: [
            ("", ""), ("\n\r\n  \n# only a comment", ""), ("<a:b> <a:c> <a:d> .", "<a:b> <a:c> <a:d> .\n"),
            ("<a:b><a:c><a:d><a:e>.", "<a:b> <a:c> <a:d> <a:e> .\n"),
            (" \t<a:b>\t<a:c>  \"x\"\t.\t# comment <a:b>", "<a:b> <a:c> \"x\" .\n"),
            ("<a:b> <a:c> _:d.", "<a:b> <a:c> _:d .\n"), ("_:a.b <a:c> _:d.e.", "_:a.b <a:c> _:d.e .\n"),
            ("_:0-·\u{203F} <a:c> _:_: .", "_:0-·\u{203F} <a:c> _:_: .\n"),
            ("<a:b> <a:c> \"x\"@nl-BE-1 .", "<a:b> <a:c> \"x\"@nl-BE-1 .\n"),
            ("<a:b> <a:c> \"x\"@nl<a:g>.", "<a:b> <a:c> \"x\"@nl <a:g> .\n"),
            ("<a:b> <a:c> \"x\"^^<\(string)> .", "<a:b> <a:c> \"x\" .\n"),
            ("<a:b> <a:c> \"x\"^^<a:\\u0062> _:g .", "<a:b> <a:c> \"x\"^^<a:b> _:g .\n"),
            (
                "<a:b> <a:c> <a:d> .\r<a:b> <a:c> <a:d> .\r\n<a:b> <a:c> <a:e> .",
                "<a:b> <a:c> <a:d> .\n<a:b> <a:c> <a:e> .\n"
            ),
            ("<a:\\u00e9\\U0001F393> <a:c> \"\\U0001f393\\u00E9\" .", "<a:é🎓> <a:c> \"🎓é\" .\n"),
        ])
    func grammar(_ text: String, _ expected: String) throws { #expect(try canonical(text) == expected) }

    @Test("A text has exactly the escapes of the canonical form, however it was written")
    func canonicalEscapes() throws {
        var expected: [UInt32: String] = [
            8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 0x22: "\\\"", 0x5C: "\\\\",
        ]
        expected[0x7F] = "\\u007F"
        expected[0xFFFE] = "\\uFFFE"
        expected[0xFFFF] = "\\uFFFF"
        for value in UInt32(0)..<0x20 where expected[value] == nil {
            expected[value] = "\\u00" + (value < 16 ? "0" : "") + String(value, radix: 16, uppercase: true)
        }
        let others: [UInt32] = [
            0x20, 0x27, 0x80, 0xD7FF, 0xE000, 0xEFFF, 0xFEFF, 0xFFC0, 0xFFFD, 0x1_0000, 0x1_FFFF, 0x10_FFFF,
        ]
        for value in Array(0..<0x120) + others + [0xFFFE, 0xFFFF] {
            let scalar = try #require(Unicode.Scalar(value))
            let digits = String(value, radix: 16)
            let escape = "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            let written = expected[value] ?? String(scalar)
            // Before, between and behind other characters, so that every place of a word of eight bytes is met.
            for padding in 0..<9 {
                let around = String(repeating: "x", count: padding)
                let line = try canonical("<a:b> <a:c> \"\(around)\(escape)\(around)\" .")
                #expect(line == "<a:b> <a:c> \"\(around)\(written)\(around)\" .\n", "U+\(digits)")
                #expect(try canonical(line) == line)
            }
        }
    }

    @Test(
        "What departs from the grammar is refused where it departs",
        arguments: [
            ("<a:b> <a:c> <a:d>", RDFError.Code.syntax, 1, 18), ("<a:b> <a:c> <a:d>\n.", .syntax, 1, 18),
            ("<a:b> <a:c> .", .syntax, 1, 13), ("<a:b> .", .syntax, 1, 7), (".", .syntax, 1, 1),
            ("<a:b> <a:c> <a:d> . .", .syntax, 1, 21), ("<a:b> <a:c> <a:d> . <a:b>", .syntax, 1, 21),
            ("<a:b> <a:c> <a:d> <a:e> <a:f> .", .syntax, 1, 25), ("\"x\" <a:c> <a:d> .", .syntax, 1, 1),
            ("<a:b> _:c <a:d> .", .syntax, 1, 7), ("<a:b> \"c\" <a:d> .", .syntax, 1, 7),
            ("<a:b> <a:c> <a:d> \"g\" .", .syntax, 1, 19), ("<a:b> a <a:d> .", .syntax, 1, 7),
            ("@prefix a: <a:> .", .syntax, 1, 1), ("<a:b> <a:c> 1 .", .syntax, 1, 13),
            ("<a:b> <a:c> 'x' .", .syntax, 1, 13), ("<a:b> <a:c> \"x .", .syntax, 1, 17),
            ("<a:b> <a:c> \"x\n\" .", .syntax, 1, 15), ("<a:b> <a:c> \"x\r\" .", .syntax, 1, 15),
            ("<a:b> <a:c> \"x\"^<a:d> .", .syntax, 1, 17), ("<a:b> <a:c> \"x\"^^a:d .", .syntax, 1, 18),
            ("<a:b> <a:c> \"x\"^^ <a:d> .", .syntax, 1, 18), ("<a:b> <a:c> \"x\" @nl .", .syntax, 1, 17),
            ("<a:b> <a:c> \"x\"@ .", .languageTag, 1, 16), ("<a:b> <a:c> \"x\"@1 .", .languageTag, 1, 16),
            ("<a:b> <a:c> \"x\"@nl- .", .languageTag, 1, 16), ("<a:b> <a:c> \"x\"@nl_BE .", .syntax, 1, 20),
            ("_ <a:c> <a:d> .", .syntax, 1, 2), ("_: <a:c> <a:d> .", .syntax, 1, 3),
            ("_:-a <a:c> <a:d> .", .syntax, 1, 3),
            ("_:.a <a:c> <a:d> .", .syntax, 1, 3), ("<< <a:b> <a:c> <a:d> >> <a:c> <a:d> .", .iri, 1, 2),
            ("<a:b c> <a:c> <a:d> .", .iri, 1, 5), ("<a:b\n> <a:c> <a:d> .", .iri, 1, 5), ("<a:b", .syntax, 1, 5),
            ("<a:{}> <a:c> <a:d> .", .iri, 1, 4), ("<a:\u{0}> <a:c> <a:d> .", .iri, 1, 4),
            ("<b> <a:c> <a:d> .", .iri, 1, 1), ("<> <a:c> <a:d> .", .iri, 1, 1),
            ("<a:b> <a:c> \"x\"^^<b> .", .iri, 1, 16),
            ("<a:\\u0020> <a:c> <a:d> .", .iri, 1, 4), ("<a:\\u003E> <a:c> <a:d> .", .iri, 1, 4),
            ("<a:\\n> <a:c> <a:d> .", .escape, 1, 4), ("<a:\\\\> <a:c> <a:d> .", .escape, 1, 4),
            ("<a:b> <a:c> \"\\x\" .", .escape, 1, 14), ("<a:b> <a:c> \"\\", .escape, 1, 14),
            ("<a:b> <a:c> \"\\u12\" .", .escape, 1, 14), ("<a:b> <a:c> \"\\u12g4\" .", .escape, 1, 14),
            ("<a:b> <a:c> \"\\U0000004\" .", .escape, 1, 14), ("<a:b> <a:c> \"\\uD800\" .", .escape, 1, 14),
            ("<a:b> <a:c> \"\\uD83C\\uDF93\" .", .escape, 1, 14), ("<a:b> <a:c> \"\\U0000DFFF\" .", .escape, 1, 14),
            ("<a:b> <a:c> \"\\U00110000\" .", .escape, 1, 14), ("<a:b> <a:c> \"\\UFFFFFFFF\" .", .escape, 1, 14),
            ("\u{FEFF}<a:b> <a:c> <a:d> .", .syntax, 1, 1), ("\u{A0}<a:b> <a:c> <a:d> .", .syntax, 1, 1),
            ("<a:b> <a:c> # <a:d> .", .syntax, 1, 13), ("# one\r\n\r# three\n<a:b> x", .syntax, 4, 7),
        ])
    func refused(_ text: String, _ code: RDFError.Code, _ line: Int, _ column: Int) {
        let error = #expect(throws: RDFError.self) { try read(text) }
        #expect(error?.code == code)
        #expect(error?.position?.line == line, "\(text)")
        #expect(error?.position?.column == column, "\(text): \(String(describing: error))")
        #expect(error?.description.contains("line \(line), column \(column)") == true)
    }

    @Test(
        "Bytes that are not UTF-8 are refused where they stand",
        arguments: [[0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82]] as [[UInt8]])
    func notUTF8(_ bytes: [UInt8]) {
        let document = Array("# good\n<a:b> <a:c> \"".utf8) + bytes + Array("\" .".utf8)
        let error = #expect(throws: RDFError(.notUTF8)) { try NQuadsReader.read(document) }
        #expect(error?.position?.line == 2 && error?.position?.column == 14)
    }

    @Test("A document cut off anywhere is refused or is a shorter document, and never stops the program")
    func cutOff() throws {
        let text = "_:é.a <a:\\u00e9é> \"x\\u00e9\\n é\"^^<a:b> _:g .\n<a:b> <a:c> \"x\"@nl-be <a:g> . # é\n"
        let bytes = Array(text.utf8)
        for length in 0..<bytes.count {
            do throws(RDFError) {
                #expect(try NQuadsReader.read(Array(bytes[..<length])).count <= 2)
            } catch {
                #expect(error.position != nil)
            }
        }
        for index in bytes.indices {
            for byte in [0x00, 0x20, 0x22, 0x2E, 0x3C, 0x3E, 0x5C, 0x5F, 0x80, 0xFF] as [UInt8] {
                var altered = bytes
                altered[index] = byte
                guard let dataset = try? NQuadsReader.read(altered) else { continue }
                let written = try NQuadsWriter.write(dataset)
                #expect(try NQuadsWriter.write(NQuadsReader.read(written)) == written)
            }
        }
    }

    @Test("A line of a megabyte is read, and one over the limits is refused")
    func longLines() throws {
        let long = String(repeating: "é\\n", count: 1 << 18)
        let dataset = try read("<a:b> <a:c> \"\(long)\" .")
        let object = try #require(dataset.quads.first?.object)
        let text = String(repeating: "é\n", count: 1 << 18)
        #expect(try dataset.term(of: object) == .literal(text, datatype: Self.string, language: nil))
        let document = Array("<a:b> <a:c> \"\(long)\" .".utf8)
        #expect(throws: RDFError(.documentTooLarge)) {
            try NQuadsReader.read(document, byteLimit: document.count - 1)
        }
        let small = DatasetLimits(quadCount: 1, termByteCount: 1 << 20)
        #expect(throws: RDFError(.datasetTooLarge)) { try NQuadsReader.read(document, limits: small) }
        let two = Array("<a:b> <a:c> <a:d> .\n<a:b> <a:c> <a:e> .".utf8)
        let error = #expect(throws: RDFError(.datasetTooLarge)) { try NQuadsReader.read(two, limits: small) }
        #expect(error?.position?.line == 2)
    }

    @Test("A document that would repeat a long term too often is not written")
    func writtenSize() throws {
        var dataset = RDFDataset()
        let long = try dataset.term(.iri("a:" + String(repeating: "b", count: 1_000)))
        for number in 0..<10 {
            let object = try dataset.blank(UInt32(number))
            try dataset.insert(subject: long, predicate: long, object: object)
        }
        let size = try NQuadsWriter.write(dataset).count
        #expect(try NQuadsWriter.write(dataset, byteLimit: size).count == size)
        #expect(throws: RDFError(.documentTooLarge)) { try NQuadsWriter.write(dataset, byteLimit: size - 1) }
    }
}

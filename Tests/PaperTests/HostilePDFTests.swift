import Encodings
import Paper
import PaperExchange
import TestSupport
import Testing

@Suite("Hostile PDF files")
struct HostilePDFTests {
    @Test("attached files are found in a tree of any shape, each once")
    func readsTree() throws {
        let nested = HostilePDFs.file([
            Array("<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 3 0 R >> /AF [ 6 0 R 7 0 R ] >>".utf8),
            Array(HostilePDFs.noPages.utf8), Array("<< /Kids [ 4 0 R 5 0 R ] >>".utf8),
            Array("<< /Names [ (a) 6 0 R ] >>".utf8), Array("<< /Names [ (b) 6 0 R (c) null (d) 12 ] >>".utf8),
            Array("<< /F (a.json) /EF << /F 8 0 R >> >>".utf8), Array("<< /UF (b.json) /EF << /UF 9 0 R >> >>".utf8),
            HostilePDFs.stream("", [1, 2, 3]), HostilePDFs.stream("", []),
        ])
        let attachments = try PDFReader(nested).attachments()
        #expect(attachments.map(\.name) == ["a.json", "b.json"])
        #expect(attachments.map(\.bytes) == [[1, 2, 3], []])
    }

    @Test("a tree of attached files that leads to itself is refused")
    func refusesLoop() throws {
        for kids in ["[ 3 0 R ]", "[ 4 0 R ]"] {
            let file = HostilePDFs.file(
                HostilePDFs.catalogue, HostilePDFs.noPages, "<< /Kids \(kids) >>", "<< /Kids [ 3 0 R ] >>")
            #expect(throws: PaperError(.tooManyAttachments)) { try PDFReader(file).attachments() }
        }
    }

    @Test("more attached files than a certificate has are refused")
    func refusesManyFiles() throws {
        let count = PDFReader.attachmentLimit + 1
        let names = (0..<count).map { "(\($0)) \($0 + 4) 0 R" }.joined(separator: " ")
        var objects = [HostilePDFs.catalogue, HostilePDFs.noPages, "<< /Names [ \(names) ] >>"].map { Array($0.utf8) }
        objects += (0..<count).map { Array("<< /F (a) /EF << /F \($0 + 4 + count) 0 R >> >>".utf8) }
        objects += (0..<count).map { _ in HostilePDFs.stream("", [1]) }
        #expect(throws: PaperError(.tooManyAttachments)) { try PDFReader(HostilePDFs.file(objects)).attachments() }
        // One less is accepted, so that it is the number that was refused.
        objects[2] = Array(
            "<< /Names [ \((0..<count - 1).map { "(\($0)) \($0 + 4) 0 R" }.joined(separator: " ")) ] >>".utf8)
        #expect(try PDFReader(HostilePDFs.file(objects)).attachments().count == PDFReader.attachmentLimit)
    }

    @Test("an attached file that grows beyond all measure is refused")
    func refusesBomb() throws {
        let large = [UInt8](repeating: 0x20, count: PDFReader.attachmentByteLimit + 1)
        let deflated = try HostilePDFs.attachment("/Filter /FlateDecode", HostilePDFs.deflated(large))
        #expect(throws: PaperError(.tooLarge)) { try PDFReader(deflated).attachments() }
        #expect(throws: PaperError(.tooLarge)) { try PDFReader(HostilePDFs.attachment("", large)).attachments() }
        let fits = try HostilePDFs.attachment("/Filter /FlateDecode", HostilePDFs.deflated(Array(large.dropLast())))
        #expect(try PDFReader(fits).attachments().first?.bytes.count == PDFReader.attachmentByteLimit)
    }

    @Test("a file that grows to more than a gigabyte ends the program that reads it, or is refused, within its bounds")
    func boundsMemory() throws {
        let filters = "/Filter [ /FlateDecode /FlateDecode ]"
        let answer = try? PrintedPage.read(HostilePDFs.attachment(filters, HostilePDFs.bomb()))
        #expect(answer?.all(.file).isEmpty ?? true)
        #expect(answer == nil || answer?.first(.failure) != nil)
    }

    @Test("whatever stands in the place of the operators of a page, an attached file comes out, and a code is found")
    func readsShapes() throws {
        let code = try QRCode("HTTP://EXAMPLE.ORG/A").picture(scale: 1)
        let squares = code.dots.indices.filter { code.dots[$0] == 0 }.map {
            "\($0 % code.width) \($0 / code.width) 1 1 re "
        }.joined()
        func texts(_ content: String) throws -> [String] {
            let file = HostilePDFs.file([
                Array("<< /Type /Catalog /Pages 2 0 R >>".utf8),
                Array("<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>".utf8),
                Array("<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>".utf8),
                HostilePDFs.stream("", Array(content.utf8)),
            ])
            return try PDFReader(file).textsAtFirstLook()
        }
        let start = "2 0 0 -2 100 700 cm "
        for content in [
            squares + "f", "(text \\) re ( ) f) Tj % re f\n" + squares + "/f f*",
            "q 1 g 0 0 90 90 re f Q " + squares + "B",
            "[ (a) -2 <66> ] TJ << /a (b) >> BDC " + squares + "f BI ID \u{0}",
            "BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1}xEI EIx EI " + squares + "f", "BI ID EI " + squares + "f",
            "0.1 0.1 0.1 rg " + squares + "h f", "0 0 0 1 k " + squares + "f", "5 5 m 1 2 3 4 5 6 c " + squares + "f",
        ] { #expect(try texts(start + content) == ["HTTP://EXAMPLE.ORG/A"], "\(content.prefix(40))") }
        let large = "0 0 1300 1300 re f "
        for content in [
            "1 g " + squares + "f", "0 0 0 0 k " + squares + "f", squares + "n", squares + "S",
            "BI ID \u{1} EIEI " + squares + "f", "BI ID EI",
            String(repeating: "1e9 9999999999999999999999 ", count: 9) + "re f", "(((((", "<<<<", "-. . + re f",
            String(repeating: "99999999999999999999999 0 0 9 9 9 cm ", count: 40) + "0 0 1 1 re f",
            String(repeating: "q ", count: 9_999) + String(repeating: "Q ", count: 9_999), "0 0 1400 1 re f",
            String(repeating: "0 0 m ", count: 250_000) + "f", "f", "l h f", "1 2 l f", "1 2 3 re f",
            String(repeating: large, count: 9), "-1 0 9 9 re f", "0 0 0 0 re f",
        ] { #expect(try texts(start + content).isEmpty, "\(content.prefix(40))") }
    }

    @Test("a locked PDF is told as such")
    func namesPassword() throws {
        let key = String(repeating: "41", count: 32)
        let file = HostilePDFs.file(
            HostilePDFs.catalogue, HostilePDFs.noPages, "<< >>",
            trailer: "/ID [ <00> <00> ] /Encrypt << /Filter /Standard /V 1 /R 2 /O <\(key)> /U <\(key)> /P -4 >>")
        #expect(throws: PaperError(.encryptedPDF)) { try PDFReader(file) }
    }

    @Test("a picture in a PDF is read in every form in which scanners save it")
    func readsScans() throws {
        let code = try QRCode("HTTP://EXAMPLE.ORG/A").picture(scale: 4)
        let size = "/Width \(code.width) /Height \(code.height)"
        let bits = stride(from: 0, to: code.dots.count, by: code.width).flatMap { row in
            stride(from: 0, to: code.width, by: 8).map { start in
                (0..<8).reduce(UInt8(0)) { byte, bit in
                    let isLight = start + bit < code.width && code.dots[row + start + bit] > 127
                    return byte << 1 | (isLight ? 1 : 0)
                }
            }
        }
        let files = [
            HostilePDFs.picture("\(size) /ColorSpace /DeviceGray /BitsPerComponent 8", code.dots),
            try HostilePDFs.picture(
                "\(size) /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode",
                HostilePDFs.deflated(code.dots.flatMap { [$0, $0, $0] })),
            HostilePDFs.picture("\(size) /ColorSpace /DeviceGray /BitsPerComponent 1", bits),
            HostilePDFs.picture("\(size) /ImageMask true", bits.map { ~$0 }),
        ]
        for (index, file) in files.enumerated() {
            #expect((try? PDFReader(file).texts()) == ["HTTP://EXAMPLE.ORG/A"], "file \(index)")
        }
    }

    @Test("a PDF without anything to check is refused, and why is told")
    func refusesNothing() throws {
        let size = "/Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8"
        let cases: [(file: [UInt8], code: PaperError.Code)] = [
            (HostilePDFs.file("<< /Type /Catalog /Pages 2 0 R >>", HostilePDFs.noPages), .nothingAttached),
            (HostilePDFs.picture(size, [UInt8](repeating: 255, count: 100)), .noCode),
            (HostilePDFs.picture(size, [1, 2, 3]), .unreadablePages),
            (HostilePDFs.picture(size + " /Filter /JBIG2Decode", [1, 2, 3]), .unreadablePages),
            (HostilePDFs.picture(size + " /Filter /DCTDecode", [1, 2, 3]), .unreadablePages),
            (HostilePDFs.picture("/Width 4294967296 /Height 4294967296", [1]), .unreadablePages),
            (HostilePDFs.picture("/Width -1 /Height 1", [1]), .unreadablePages),
            (HostilePDFs.picture("/Height 1", [1]), .unreadablePages),
        ]
        for (index, item) in cases.enumerated() {
            let error = #expect(throws: PaperError.self) { try PDFReader(item.file).texts() }
            #expect(error?.code == item.code, "case \(index)")
        }
    }

    @Test("bytes that are no PDF are refused")
    func refusesOthers() {
        #expect(throws: PaperError(.unknownFormat)) { try PDFReader([]) }
        #expect(throws: PaperError(.unknownFormat)) { try PDFReader(Array("{}".utf8)) }
        #expect(throws: PaperError(.damagedPDF)) { try PDFReader(Array("%PDF-1.7\n".utf8)) }
        #expect(throws: PaperError(.damagedPDF)) { try PDFReader(Array("%PDF-1.7\n1 0 obj << >> endobj".utf8)) }
    }

    @Test("a certificate that was cut off or damaged never ends the reader, and never gives more than one file")
    func survivesDamage() throws {
        let pdf = try PrintedPage.pdf(credential: Array(#"{"a": 1}"#.utf8))
        var generator = SeededGenerator(seed: 20_260_630)
        for _ in 0..<60 {
            var damaged = pdf
            if Bool.random(using: &generator) {
                damaged.removeLast(Int.random(in: 1..<pdf.count, using: &generator))
            } else {
                for _ in 0..<8 {
                    damaged[Int.random(in: 0..<pdf.count, using: &generator)] = .random(in: 0...255, using: &generator)
                }
            }
            let attachments = (try? PDFReader(damaged).attachments()) ?? []
            #expect(attachments.count <= 1)
            _ = try? PDFReader(damaged).texts()
        }
    }
}

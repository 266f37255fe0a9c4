import Carriers
import Paper
import PaperExchange
import TestSupport
import Testing

@Suite("Certificates")
struct CertificateTests {
    @Test("the same certificate is the same file")
    func isDeterministic() throws {
        #expect(try PrintedPage.pdf() == PrintedPage.pdf())
    }

    @Test("the attached credential comes out byte for byte, and the codes on the pages with it")
    func attachesCredential() throws {
        for credential in [PrintedPage.credential, [0], Array("{\r\n\"ü\": 1 }\n\n".utf8)] {
            let reader = try PDFReader(PrintedPage.pdf(credential: credential))
            let attachments = try reader.attachments()
            #expect(attachments.map(\.name) == ["credential.json"])
            #expect(attachments.map(\.bytes) == [credential])
        }
        let answer = try PrintedPage.read(PrintedPage.pdf())
        #expect(answer.all(.file) == [PrintedPage.credential])
        let codes = answer.all(.code).map { String(decoding: $0, as: UTF8.self) }
        #expect(try QRParts.join(codes) == PrintedPage.credential)
    }

    @Test(
        "other readers of PDF find the attached credential",
        .enabled(if: CrossCheck.canRun(importing: "pypdf", "pikepdf"), "\(CrossCheck.hint)"))
    func agreesWithOtherReaders() throws {
        try Files.withTemporaryFolder { folder in
            try Files.write(PrintedPage.pdf(), to: folder + "/page.pdf")
            try Files.write(PrintedPage.credential, to: folder + "/credential")
            let outcome = try CrossCheck.run(
                script: "paper.py", arguments: ["attached", folder + "/page.pdf", folder + "/credential"])
            #expect(outcome.exitCode == 0, "\(outcome.output)")
        }
    }

    @Test(
        "a certificate can be read aloud and kept for decades: tagged, with its fonts, colours and language",
        .enabled(if: CrossCheck.canRun(importing: "pikepdf"), "\(CrossCheck.hint)"),
        arguments: [Sheets.english, Sheets.dutch, Sheets.manyScripts, Sheets.long])
    func isArchive(_ sheet: CertificateSheet) throws {
        try Files.withTemporaryFolder { folder in
            let logo = try QRCode("LOGO").png(scale: 2)
            let certificate = try Certificate(
                sheet, credential: PrintedPage.credential, codes: QRParts.split(PrintedPage.credential), picture: logo)
            try Files.write(certificate.pdf(), to: folder + "/page.pdf")
            let outcome = try CrossCheck.run(script: "paper.py", arguments: ["archive", folder + "/page.pdf"])
            #expect(outcome.exitCode == 0, "\(outcome.output)")
        }
    }

    @Test("characters that no font has are named, and no box is drawn in their place")
    func namesMissingCharacters() throws {
        var sheet = Sheets.english
        // Two from a part of Unicode that has no characters yet.
        sheet.holder.text = "Anna \u{EFFF0}\u{EFFF1}"
        let certificate = try Certificate(sheet, credential: [0], codes: [])
        let error = #expect(throws: PaperError.self) { try certificate.pdf() }
        #expect(error?.code == .missingCharacters)
        #expect(error?.subject == "U+EFFF0, U+EFFF1")
    }

    @Test("a sheet is read back as it was written, and nothing else is taken for one")
    func readsSheet() throws {
        for sheet in [Sheets.english, Sheets.manyScripts] {
            #expect(try CertificateSheet(parsing: sheet.json) == sheet)
        }
        for text in ["", "{}", "[]", #"{"language": 1}"#, "\u{0}"] {
            #expect(throws: PaperError(.sheet)) { try CertificateSheet(parsing: Array(text.utf8)) }
        }
    }
}

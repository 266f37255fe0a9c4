import Carriers
import Encodings
import PaperExchange
import TestSupport
import Testing

@Suite("A certificate whose attached credential is not the one that is printed on it")
struct MixedCertificateTests {
    private static let sheet = CertificateSheet(
        language: "en", documentTitle: "Certificate of Otto", madeAt: 1_782_810_000, kind: "Micro-credential",
        holder: .init(label: "Awarded to", text: "Otto"), title: .init(label: "for", text: "A course"),
        issuer: .init(label: "by", text: "A school"), facts: [], sections: [],
        check: .init(heading: "How to check", paragraphs: ["As usual."]),
        codes: .init(heading: "Codes", paragraphs: ["Some."]), codeCaption: "Code {number} of {count}",
        pageCaption: "Page {number} of {count}", pictureDescription: "",
        attachment: .init(label: "The credential", text: "credential.json"))

    /// A certificate of one credential with codes, whatever they hold.
    private func certificate(_ attached: [UInt8], _ codes: [String]) throws -> [UInt8] {
        var request = PaperParts()
        request.append(.sheet, Self.sheet.json)
        request.append(.file, attached)
        for code in codes { request.append(.code, code.utf8) }
        let outcome = try Program("testamur-paper").run(
            ["certificate"], input: request.bytes,
            under: ["/bin/bash", "-o", "pipefail", "-c", #""$0" "$@" | cat"#])
        return try #require(PaperParts(parsing: outcome.bytes).first(.document))
    }

    @Test("is refused, whichever of its codes is of another, and other codes beside it are nobody's business")
    func isRefused() throws {
        try Story.play { story in
            let anna = try story.issue()
            let otto = try story.issue(to: "otto.json") { $0["credentialSubject"]?["givenName"] = .string("Otto") }
            let (ours, others) = (try QRParts.split(anna), try QRParts.split(otto))
            for (name, codes) in [
                ("all", others), ("one", Array(ours.dropLast()) + others.suffix(1)),
                ("token", ours + ["eyJhbGciOiJFZERTQSJ9.eyJhIjoxfQ.c2lnbmF0dXJl"]),
            ] {
                try story.write(certificate(anna, codes), to: name + ".pdf")
                let outcome = try story.verify(name + ".pdf")
                #expect(outcome.status == 65, "\(name): \(outcome.output)")
                #expect(outcome.errors.contains("more than one credential is in \(name).pdf"), "\(outcome.errors)")
            }
            for (name, codes) in [
                ("same", ours), ("part", Array(ours.prefix(1))), ("address", ["https://school.example/", "{\"a\":1}"]),
                ("none", []),
            ] {
                try story.write(certificate(anna, codes), to: name + ".pdf")
                let outcome = try story.verify(name + ".pdf")
                #expect(outcome.status == 0 && outcome.output.contains("Genuine and valid"), "\(name)")
            }
        }
    }

    @Test("that has lost its attached credential is read from its codes, and two credentials on its pages are none")
    func isPrinted() throws {
        try Story.play { story in
            let anna = try story.issue()
            let otto = try story.issue(to: "otto.json") { $0["credentialSubject"]?["givenName"] = .string("Otto") }
            let (ours, others) = (try QRParts.split(anna), try QRParts.split(otto))
            let note = Array("A note, and no credential.".utf8)
            try story.write(certificate(note, ours), to: "printed.pdf")
            let printed = try story.verify("printed.pdf")
            #expect(printed.status == 0 && printed.output.contains("Genuine and valid"), "\(printed.output)")
            try story.write(certificate(note, ours + others), to: "two.pdf")
            let two = try story.verify("two.pdf")
            #expect(two.status != 0 && two.output.contains("QR_PART_MISMATCH"), "\(two.status) \(two.output)")
            #expect(two.output.contains("Not judged") && !two.output.contains("valid"))
        }
    }

    /// A PDF with files attached and nothing on its pages.
    private func pdf(_ files: [[UInt8]]) -> [UInt8] {
        let list = files.indices.map { "\(3 + $0) 0 R" }.joined(separator: " ")
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R /AF [ \(list) ] >>", "<< /Type /Pages /Kids [ ] /Count 0 >>",
        ].map { Array($0.utf8) }
        for place in files.indices {
            let stream = 3 + files.count + place
            objects.append(Array("<< /Type /Filespec /F (\(place)) /EF << /F \(stream) 0 R >> >>".utf8))
        }
        return WrittenPDF.file(objects + files.map { WrittenPDF.stream("/Type /EmbeddedFile", $0) })
    }

    @Test("is read though an archive has attached a note of its own, and two credentials are refused all the same")
    func hasNotes() throws {
        try Story.play { story in
            let anna = try story.issue()
            let otto = try story.issue(to: "otto.json") { $0["credentialSubject"]?["givenName"] = .string("Otto") }
            let note = Array(#"{"archive":1}"#.utf8)
            for (name, files) in [("before", [note, anna]), ("behind", [anna, note, Array("{".utf8), anna])] {
                try story.write(pdf(files), to: name + ".pdf")
                let outcome = try story.verify(name + ".pdf")
                #expect(outcome.status == 0 && outcome.output.contains("Genuine and valid"), "\(name): \(outcome)")
            }
            // What only another program would read counts as well.
            for other in [otto, Array(#"{"type":"VerifiableCredential","type":1}"#.utf8)] {
                try story.write(pdf([anna, note, other]), to: "two.pdf")
                let outcome = try story.verify("two.pdf")
                #expect(outcome.status == 65, "\(outcome)")
                #expect(outcome.errors.contains("more than one credential is in two.pdf"), "\(outcome.errors)")
            }
            try story.write(certificate(note, QRParts.split(anna)), to: "printed.pdf")
            let printed = try story.verify("printed.pdf")
            #expect(printed.status == 0 && printed.output.contains("Genuine and valid"), "\(printed)")
            try story.write(certificate(note, ["https://school.example/"]), to: "note.pdf")
            let alone = try story.verify("note.pdf")
            #expect(alone.status != 0 && !alone.output.contains("Genuine"), "\(alone)")
        }
    }
}

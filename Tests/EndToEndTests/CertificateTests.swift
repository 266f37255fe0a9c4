import Encodings
import TestSupport
import Testing

@Suite("A certificate on paper")
struct CertificateTests {
    private func words(_ outcome: Program.Outcome) -> String {
        (outcome.output + outcome.errors).split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    }

    /// The verdict, what the credential says, and the checks, without the notes behind them.
    private func judged(_ outcome: Program.Outcome) -> [String] {
        Array(outcome.lines.prefix { !$0.contains("The list that recognises") })
    }

    /// The command without the place for the certificate.
    private func certificate(_ words: String...) -> [String] {
        ["certificate", "--trust", "trust", "--at", Story.now] + words
    }

    @Test("A genuine credential becomes a certificate, in both languages, and it is told how to check it")
    func isMade() throws {
        try Story.play { story in
            try story.issue()
            let made = try story.testamur.run(certificate("anna.json", "--out", "anna.pdf"), in: story.folder)
            #expect(made.status == 0, "\(made.errors)")
            #expect(words(made).contains("Saved in anna.pdf."))
            #expect(words(made).contains("testamur verify anna.pdf"))
            #expect(try story.read("anna.pdf").starts(with: "%PDF-1.".utf8))

            // The list of the story is for a demonstration, which no page may hide.
            if Files.exists("/usr/bin/pdftotext") {
                let text = try Subprocess.run("/usr/bin/pdftotext", [story.path("anna.pdf"), "-"]).output
                #expect(text.contains("demonstration, not for real life"))
                for words in ["Anna De Smet", "Leiehove University (BE)", "26 June 2026", "How to check"] {
                    #expect(text.contains(words), "\(words)")
                }
            }

            let again = try story.testamur.run(certificate("anna.json", "--out", "-"), in: story.folder)
            #expect(again.bytes == (try story.read("anna.pdf")), "the same credential gives the same certificate")
            let dutch = try story.testamur.run(
                certificate("anna.json", "--language", "nl", "--out", "anna-nl.pdf"), in: story.folder)
            #expect(dutch.status == 0 && words(dutch).contains("Bewaard in anna-nl.pdf."))
            #expect(try story.read("anna-nl.pdf") != story.read("anna.pdf"))
        }
    }

    @Test("The PDF and a picture of its codes are verified like the file, and a picture without codes decides nothing")
    func isVerified() throws {
        try Story.play { story in
            try story.issue()
            try story.run("certificate", "anna.json", "--trust", "trust", "--at", Story.now, "--out", "anna.pdf")
            // Seen before, so that all answers are alike.
            let state = ["--state", "state", "--trust", "trust", "--at", Story.now]
            func verify(_ file: String) throws -> Program.Outcome {
                try story.testamur.run(["verify", file] + state, in: story.folder)
            }
            #expect(try verify("anna.json").status == 0)
            let file = try verify("anna.json")
            let pdf = try verify("anna.pdf")
            #expect(pdf.status == 0, "\(pdf.errors)")
            #expect(pdf.output.hasPrefix("✔ Genuine and valid"))
            #expect(words(pdf).contains("It was attached to a PDF document."))
            #expect(judged(pdf) == judged(file))

            guard Files.exists("/usr/bin/pdftoppm") else { return }
            let rendered = try Subprocess.run(
                "/usr/bin/pdftoppm", ["-r", "200", "-jpeg", story.path("anna.pdf"), story.path("page")])
            #expect(rendered.exitCode == 0, "\(rendered.output)")
            let codes = try verify("page-2.jpg")
            #expect(codes.status == 0, "\(codes.errors)")
            #expect(words(codes).contains("It was put together from the texts of QR codes."))
            #expect(judged(codes) == judged(file))
            let front = try verify("page-1.jpg")
            #expect(
                front.status == 2 && front.output.contains("CARRIER_NO_CREDENTIAL"), "\(front.output)\(front.errors)")
            #expect(words(front).contains("no QR code that holds one can be read on it"))
        }
    }

    @Test("A certificate of an altered credential is refused like the credential")
    func isNotBelieved() throws {
        try Story.play { story in
            try story.tamper(story.issue())
            try story.run("certificate", "anna.json", "--trust", "trust", "--at", Story.now, "--out", "anna.pdf")
            let altered = try story.read("altered.json")
            let start = """
                %PDF-1.7
                1 0 obj << /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [ (a) 3 0 R ] >> >> >> endobj
                2 0 obj << /Type /Pages /Kids [ ] /Count 0 >> endobj
                3 0 obj << /F (a) /EF << /F 4 0 R >> >> endobj
                4 0 obj << /Length \(altered.count) >>
                stream

                """
            let end = "\nendstream endobj\ntrailer << /Root 1 0 R /Size 5 >>\n%%EOF\n"
            try story.write(Array(start.utf8) + altered + Array(end.utf8), to: "altered.pdf")
            let forged = try story.verify("altered.pdf")
            #expect(
                forged.status == 1 && forged.output.contains("SIGNATURE_INVALID"), "\(forged.output)\(forged.errors)")
            var cut = try story.read("anna.pdf")
            cut.removeLast(cut.count - 200)
            try story.write(cut, to: "cut.pdf")
            let outcome = try story.verify("cut.pdf")
            #expect(outcome.status == 65 && outcome.errors.contains("the PDF cut.pdf is damaged"), "\(outcome.errors)")
        }
    }

    @Test("Nothing is overwritten, and what is not genuine or not recognised becomes no certificate")
    func refusals() throws {
        try Story.play { story in
            try story.tamper(story.issue())
            try story.issueAbroad()
            for (file, status) in [("altered.json", Int32(1)), ("abroad.json", 2), ("nosuch.json", 66)] {
                let outcome = try story.testamur.run(certificate(file, "--out", "made.pdf"), in: story.folder)
                #expect(outcome.status == status, "\(file): \(outcome.errors)")
                #expect(outcome.errors.split(separator: "\n").count == 2)
                #expect(!Files.exists(story.path("made.pdf")))
            }
            #expect(try story.testamur.run(certificate("anna.json", "--out", "a.pdf"), in: story.folder).status == 0)
            let before = try story.read("a.pdf")
            #expect(try story.testamur.run(certificate("anna.json", "--out", "a.pdf"), in: story.folder).status == 73)
            #expect(try story.read("a.pdf") == before)
            #expect(try story.testamur.run(certificate("anna.json"), in: story.folder).status == 64)
            #expect(try story.testamur.run(certificate("anna.json", "--out", ""), in: story.folder).status == 64)
            let picture = certificate("anna.json", "--picture", "anna.json", "--out", "b.pdf")
            let outcome = try story.testamur.run(picture, in: story.folder)
            #expect(outcome.status == 65 && outcome.errors.contains("anna.json is neither PNG, JPEG nor PDF"))
        }
    }
}

import TestSupport
import Testing

@Suite("Paper, where a program or a library for it fails")
struct MissingPaperTests {
    @Test("without testamur-paper a PDF and a photograph are not looked at: that is said, and decides nothing")
    func notLookedAt() throws {
        try Story.play { story in
            let bytes = try story.issue()
            try story.succeed("certificate", "anna.json", "--trust", "trust", "--at", Story.now, "--out", "anna.pdf")
            try story.write([0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8), to: "photo.jpg")
            // The same program in a folder of its own.
            let place = try story.shell("mkdir alone && cp \"$(command -v testamur)\" alone/testamur")
            try #require(place.status == 0, "\(place.errors)")
            func alone(_ arguments: String) throws -> Program.Outcome {
                try story.shell("alone/testamur \(arguments)", environment: ["TESTAMUR_STATE": story.path("s")])
            }
            for file in ["anna.pdf", "photo.jpg"] {
                let outcome = try alone("verify \(file) --trust trust --at \(Story.now)")
                #expect(outcome.status == 2, "\(outcome.output)\(outcome.errors)")
                #expect(outcome.lines.first?.contains("what is in this file was not looked at") == true)
                #expect(outcome.output.contains("CARRIER_NOT_LOOKED_AT"), "\(outcome.output)")
                let dutch = try alone("verify \(file) --trust trust --at \(Story.now) --language nl")
                #expect(dutch.output.contains("is niet gekeken"), "\(dutch.output)")
            }
            let key = "--wallet w --passphrase-file \(WalletKey.file)"
            #expect(try alone("wallet init \(key)").status == 0)
            let added = try alone("wallet add anna.pdf \(key) --trust trust --keep-unverified")
            #expect(added.status == 65 && added.errors.contains("testamur-paper"), "\(added.errors)")
            #expect(added.errors.contains("hint:"), "\(added.errors)")
            // The credential itself needs none of it.
            #expect(try alone("wallet add anna.json \(key) --trust trust").status == 0)
            #expect(try alone("wallet export 1 \(key)").bytes == bytes)
            let certificate = try alone("certificate anna.json --trust trust --at \(Story.now) --out b.pdf")
            #expect(certificate.status != 0 && certificate.errors.contains("testamur-paper"), "\(certificate.errors)")
        }
    }

    /// A C compiler; the toolchain of Swift has one.
    private static let compiler = ["cc", "clang"].first {
        (try? Subprocess.run("/usr/bin/env", [$0, "--version"]))?.exitCode == 0
    }

    @Test(
        "a credential that cannot be divided into codes becomes no certificate without a word",
        .enabled(if: Self.compiler != nil, "needs a C compiler"))
    func notDivided() throws {
        try Story.play { story in
            try story.issue()
            let source = Vectors.repository + "/Tests/FaultInjection/failing-deflate.c"
            let compiled = try story.shell("\(Self.compiler ?? "cc") -shared -fPIC -o deflate.so '\(source)'")
            try #require(compiled.status == 0, "\(compiled.errors)")
            let outcome = try story.run(
                "certificate", "anna.json", "--trust", "trust", "--at", Story.now, "--out", "anna.pdf",
                environment: ["LD_PRELOAD": story.path("deflate.so")])
            #expect(outcome.status == 65 || outcome.status == 70, "\(outcome.output)")
            #expect(outcome.errors.contains("anna.json") && outcome.errors.contains("hint:"), "\(outcome.errors)")
            #expect(!Files.exists(story.path("anna.pdf")))
        }
    }
}

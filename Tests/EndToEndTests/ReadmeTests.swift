import TestSupport
import Testing

/// The commands of the front page, as they are printed.
@Suite("What the front page shows")
struct ReadmeTests {
    @Test("An institution's commands work as they are printed")
    func institution() throws {
        try IssuerStage.play(withInstitution: false) { stage in
            let text = String(decoding: try Files.read(Vectors.repository + "/README.md"), as: UTF8.self)
            let section = try #require(text.split(separator: "\n## An institution\n").last)
            let block = try #require(section.split(separator: "```\n").dropFirst().first)
            // Where a person is asked for the passphrase, it stands in a file here.
            let commands = block.split(separator: "\n").map { line in
                let asks = ["issuer init", "issuer issue"].contains { line.contains($0) }
                return line + (asks ? " --passphrase-file passphrase" : "")
            }
            #expect(commands.count { $0.contains("issuer ") } == 3)
            let script =
                "set -e; testamur() { \"$program\" \"$@\"; }; program=$0; ln -s '\(Vectors.repository)/Examples' .\n"
            let outcome = try stage.testamur.run(
                [], in: stage.folder, under: ["/bin/bash", "-c", script + commands.joined(separator: "\n")])
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
            #expect(Files.exists(stage.path("awards/lotte.json")))
        }
    }

    @Test("A specification is named by its file, or by its name in the institution's folder")
    func specification() throws {
        try IssuerStage.play { stage in
            let empty = try stage.run("issuer", "check", "leiehove/specifications")
            #expect(empty.status == 66)
            #expect(empty.errors.contains("put yours into leiehove/specifications"), "\(empty.errors)")
            let none = try stage.issue("anna.yaml", spec: "blended")
            #expect(none.status == 66)
            #expect(none.errors.contains("neither here nor in leiehove/specifications"), "\(none.errors)")
            try stage.write(stage.specification(), to: "leiehove/specifications/blended.yaml")
            let other = try stage.issue("anna.yaml", spec: "blendid")
            #expect(other.status == 66)
            #expect(other.errors.contains("or one of these: blended.yaml"), "\(other.errors)")
            for name in ["blended", "blended.yaml"] {
                let outcome = try stage.issue("anna.yaml", spec: name)
                #expect(outcome.status == 0, "\(outcome.errors)")
            }
            #expect(try stage.issuedCount() == 1)
            // What stands here comes first: this one is broken.
            try stage.write("title: [", to: "blended")
            #expect(try stage.issue("anna.yaml", spec: "blended").status == 65)
        }
    }
}

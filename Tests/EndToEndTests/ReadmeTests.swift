import TestSupport
import Testing

/// The commands of the front page, as they are printed.
@Suite("What the front page shows")
struct ReadmeTests {
    @Test("The three roles' commands join up, and end with a valid credential, typed as they are printed")
    func story() throws {
        try IssuerStage.play(withInstitution: false) { stage in
            let text = String(decoding: try Files.read(Vectors.repository + "/README.md"), as: UTF8.self)
            let story = try #require(text.split(separator: "\n## The whole story, typed by hand\n").last)
            let page = try #require(story.split(separator: "\n## ").first)
            // The parts between fences, in order; what is indented builds the program.
            let blocks = page.split(separator: "```\n", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map { String($0.element) }
            try #require(blocks.count == 4)
            #expect(blocks.joined().split(separator: "\n").count { $0.hasPrefix("testamur ") } == 14)
            // Where a person is asked for a passphrase, it stands in a file here.
            let preparation = """
                set -e
                ln -s '\(Vectors.repository)/Examples' .
                testamur() {
                    case "$1 $2" in
                    "wallet backup") command testamur "$@" --passphrase-file passphrase > recovery-code ;;
                    "wallet "*) command testamur "$@" --passphrase-file passphrase ;;
                    "key new" | "issuer init" | "issuer issue" | "trust init" | "trust sign")
                        command testamur "$@" --passphrase-file passphrase ;;
                    *) command testamur "$@" ;;
                    esac
                }

                """
            let outcome = try stage.testamur.shell(preparation + blocks.joined(separator: "\n"), in: stage.folder)
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
            #expect(outcome.errors.isEmpty, "\(outcome.errors)")
            // The first run says where it begins to remember; the wallet's was that one above.
            let again = ["verify", "lotte-verhaegen.json", "--trust", "utopia", "--state", "seen"]
            _ = try stage.testamur.run(again, in: stage.folder)
            let verdict = try stage.testamur.run(again, in: stage.folder)
            #expect(verdict.lines.first?.hasSuffix("Genuine and valid") ?? false, "\(verdict.output)")
            #expect(outcome.output.hasSuffix(verdict.output))
            #expect(
                try Files.read(stage.path("lotte-verhaegen.json")) == (try Files.read(stage.path("awards/lotte.json"))))
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

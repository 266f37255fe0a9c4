import Encodings
import TestSupport
import Testing

/// What becomes of a command whose output nobody takes.
@Suite("Output that nobody takes")
struct ClosedOutputTests {
    /// Runs a program whose standard output is a pipe that its reader has closed.
    private static let withoutReader = [
        "/bin/bash", "-c",
        """
        pipe=$(mktemp -d)/pipe; mkfifo "$pipe"; exec 3<>"$pipe" 4>"$pipe" 3<&-; rm -r "${pipe%/*}"
        exec "$0" "$@" >&4 4>&-
        """,
    ]
    private static let onFullDisk = ["/bin/sh", "-c", "exec \"$0\" \"$@\" >/dev/full"]
    private static let withoutOutput = ["/bin/sh", "-c", "exec \"$0\" \"$@\" >&-"]

    @Test("A verdict is the same when the reader has gone", arguments: ["text", "json", "table"])
    func verdict(_ format: String) throws {
        try Story.play { story in
            try story.tamper(story.issue())
            try story.issueAbroad()
            for (files, code) in [
                (["anna.json"], Int32(0)), (["altered.json"], 1), (["abroad.json"], 2), (["none.json"], 66),
                (["anna.json", "altered.json", "abroad.json"], 1),
            ] {
                let outcome = try story.testamur.run(
                    ["verify", "--trust", "trust", "--at", Story.now, "--format", format] + files, in: story.folder,
                    under: Self.withoutReader)
                #expect(outcome.status == code, "\(files): \(outcome.errors)")
                #expect(outcome.errors.isEmpty || code == 66)
            }
        }
    }

    @Test("A list is signed whatever becomes of the summary")
    func sign() throws {
        try Story.play { story in
            for (number, (wrapper, code)) in [
                (Self.withoutReader, Int32(0)), (Self.onFullDisk, 74), (Self.withoutOutput, 74),
            ].enumerated() {
                let outcome = try story.testamur.run(
                    ["trust", "sign", "trust", "--key", "authority.pem", "--renew", "--at", Story.made],
                    in: story.folder, under: wrapper)
                #expect(outcome.status == code, "\(outcome.errors)")
                let list = try JSONDocument(parsing: try story.read("trust/list.json"), limits: .general).root
                #expect(list["trustList"]?["sequence"]?.integer == 3 + number)
            }
        }
    }

    @Test("Every learner is issued to, though nobody reads the progress")
    func issue() throws {
        for (wrapper, code) in [(Self.withoutReader, Int32(0)), (Self.onFullDisk, 74)] {
            try IssuerStage.play { stage in
                let learners = ["anna", "bart", "cato"]
                for name in learners.dropFirst() { try stage.writeLearner(name, family: "Peeters", given: name) }
                let outcome = try stage.testamur.run(
                    [
                        "issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml", "--out", "out",
                        "--passphrase-file", "passphrase", "--learner",
                    ] + learners.map { $0 + ".yaml" }, in: stage.folder, under: wrapper)
                #expect(outcome.status == code, "\(outcome.errors)")
                #expect(try stage.issuedCount() == learners.count)
                for name in learners { #expect(Files.exists(stage.path("out/\(name).json"))) }
            }
        }
    }

    @Test("Every file is put into the wallet, and a refusal among them still decides the exit code")
    func keep() throws {
        try Story.play { story in
            try story.tamper(story.issue())
            try story.issue(to: "second.json") { $0["id"] = "urn:uuid:f81d4fae-7dec-41d0-a765-00a0c91e6bf6" }
            try story.succeed("wallet", "init", "--wallet", "wallet")
            let outcome = try story.testamur.run(
                [
                    "wallet", "add", "anna.json", "altered.json", "second.json", "--wallet", "wallet", "--trust",
                    "trust", "--passphrase-file", WalletKey.file,
                ], in: story.folder, under: Self.withoutReader)
            #expect(outcome.status == 65, "\(outcome.errors)")
            let list = try story.succeed("wallet", "list", "--wallet", "wallet", "--format", "json")
            #expect(list.lines.count { !$0.isEmpty } == 2)
        }
    }

    @Test("Without any standard output nothing is written into another file, and it is a failure of output")
    func noOutput() throws {
        try Story.play { story in
            try story.issue()
            let outcome = try story.testamur.run(
                ["verify", "--trust", "trust", "--at", Story.now, "anna.json"], in: story.folder,
                under: Self.withoutOutput)
            #expect(outcome.status == 74)
        }
    }
}

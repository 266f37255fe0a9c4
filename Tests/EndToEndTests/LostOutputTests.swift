import Encodings
import TestSupport
import Testing

/// What becomes of a command whose output does not fit on the disk.
@Suite("Output on a full disk")
struct LostOutputTests {
    @Test(
        "Every command tells that its answer was lost, and ends with 74",
        arguments: [
            "verify anna.json --trust trust --at 2026-11-22", "inspect anna.json", "canonicalize anna.json",
            "trust show trust", "trust pin trust", "wallet list --wallet w --passphrase-file \(WalletKey.file)",
            "--help", "help verify", "--version",
            "--generate-completion-script bash", "--generate-completion-script zsh", "wallet --help",
        ])
    func told(_ command: String) throws {
        try Story.play { story in
            try story.issue()
            try story.succeed("wallet", "init", "--wallet", "w")
            // Whether a wallet was seen before is remembered from one run to the next.
            let state = ["TESTAMUR_STATE": story.path("wallet-state")]
            let outcome = try story.shell("testamur \(command) >/dev/full", environment: state)
            #expect(outcome.status == 74)
            let lines = outcome.errors.split(separator: "\n")
            try #require(lines.count == 2, "\(outcome.errors)")
            #expect(
                lines[0] == "testamur: error: not everything could be written to standard output: the disk is full")
            #expect(lines[1].hasPrefix("testamur: hint: make room"))
            let dutch = try story.shell("LC_ALL=nl_BE.UTF-8 testamur \(command) >/dev/full", environment: state)
            #expect(
                dutch.errors.contains("niet alles kon naar de standaarduitvoer geschreven worden: de schijf is vol"))
            #expect(try story.shell("testamur \(command)", environment: state).status == 0)
            let quiet = try story.shell("set -o pipefail; testamur \(command) | true", environment: state)
            #expect(quiet.errors.isEmpty)
        }
    }

    @Test("A key that could not be written is not described, and said to be lost")
    func lostKey() throws {
        try Story.play(withTrust: false) { story in
            try story.write("a passphrase\n", to: "pw")
            for end in [">/dev/full", ">&-"] {
                let outcome = try story.shell("chmod 600 pw; testamur key new --passphrase-file pw \(end)")
                #expect(outcome.status == 74)
                #expect(outcome.errors.contains("the new key could not be written to standard output; it is lost"))
                #expect(!outcome.errors.contains("did:key"))
                #expect(outcome.errors.split(separator: "\n").count == 2)
            }
        }
    }
}

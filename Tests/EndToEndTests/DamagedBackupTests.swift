import Encodings
import TestSupport
import Testing

@Suite("A damaged backup of a wallet")
struct DamagedBackupTests {
    /// The backup of three credentials, of which the second takes up nearly all of it.
    private func withBackup(_ body: (Story, _ backup: [UInt8], _ documents: [[UInt8]]) throws -> Void) throws {
        try Story.play { story in
            _ = try story.shell("mkdir all")
            var documents: [[UInt8]] = []
            for (number, (title, count)) in [("Small", 10), ("Large", 60_000), ("Little", 10)].enumerated() {
                documents.append(
                    try story.issue(to: "all/\(number).json") {
                        $0["id"] = .string("urn:example:" + title)
                        $0["credentialSubject"]?["achievement"]?["name"] = .string(title + " course")
                        $0["credentialSubject"]?["achievement"]?["description"] = .string(
                            String(repeating: "x", count: count))
                    })
            }
            try story.succeed("wallet", "init", "--wallet", "w")
            try story.succeed("wallet", "add", "all", "--wallet", "w", "--trust", "trust")
            try story.succeed("wallet", "backup", "b", "--wallet", "w")
            try body(story, try story.read("b"), documents)
        }
    }

    private func restore(_ story: Story, _ language: String = "en") throws -> Program.Outcome {
        try story.run(
            "wallet", "restore", "b", "--wallet", "new", "--backup-passphrase-file", WalletKey.file, "--language",
            language)
    }

    private func export(_ story: Story, _ number: Int) throws -> [UInt8] {
        try story.succeed("wallet", "export", String(number), "--wallet", "new", "--out", "\(number).out")
        return try story.read("\(number).out")
    }

    @Test("with a bit flipped in one credential gives back the others, and names that one")
    func oneCredential() throws {
        try withBackup { story, backup, documents in
            var bytes = backup
            bytes[backup.count / 2] ^= 0x10
            try story.write(bytes, to: "b")
            let outcome = try restore(story)
            #expect(outcome.status == 65)
            #expect(outcome.output.contains("1   Small course: restored\n"), "\(outcome.output)")
            #expect(outcome.output.contains("2   Large course: damaged\n"), "\(outcome.output)")
            #expect(outcome.output.contains("3   Little course: restored\n"), "\(outcome.output)")
            #expect(outcome.output.contains("Restored: 2. Already there: 0. Damaged: 1."), "\(outcome.output)")
            #expect(
                outcome.errors.contains("1 credentials, keys and notes known to have been in it could not be read")
                    && outcome.errors.contains("ask the institutions for what is missing"), "\(outcome.errors)")
            #expect(try export(story, 1) == documents[0] && export(story, 3) == documents[2])
            // From the whole one the rest comes as well.
            try story.write(backup, to: "b")
            let whole = try restore(story, "nl")
            #expect(whole.status == 0 && whole.output.contains("Teruggezet: 1. Was er al: 2. Beschadigd: 0."))
            #expect(try export(story, 2) == documents[1])
        }
    }

    @Test("without its last byte gives back everything, and with nothing left behind its header nothing")
    func cutOff() throws {
        try withBackup { story, backup, documents in
            let start = try #require(backup.indices.filter { backup[$0] == 0x0A }.dropFirst().first) + 1
            let remains = (start..<backup.count).map { UInt8(truncatingIfNeeded: $0 &* 167) }
            try story.write(Array(backup[..<start]) + remains, to: "b")
            for (language, said) in [("en", "nothing can be saved of b:"), ("nl", "van b is niets te redden:")] {
                let outcome = try restore(story, language)
                #expect(outcome.status == 65 && outcome.output.isEmpty)
                #expect(outcome.errors.contains(said) && !outcome.errors.contains("previous"), "\(outcome.errors)")
                // No wallet was made for nothing.
                #expect(!Files.exists(story.path("new")))
            }
            try story.write(Array(backup.dropLast()), to: "b")
            let outcome = try restore(story)
            #expect(outcome.status == 65 && outcome.output.contains("Restored: 3."), "\(outcome.output)")
            #expect(
                outcome.errors.contains("and whether there was more is not known")
                    && outcome.errors.contains("testamur wallet backup"), "\(outcome.errors)")
            for number in 1...3 { #expect(try export(story, number) == documents[number - 1]) }
            let again = try restore(story, "nl")
            #expect(again.status == 65 && again.errors.contains("of er meer was, is niet bekend"))
        }
    }
}

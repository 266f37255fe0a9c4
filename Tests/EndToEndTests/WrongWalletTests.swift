import TestSupport
import Testing

@Suite("What stands in the place of a wallet or a backup, and is none")
struct WrongWalletTests {
    @Test("is no backup: the refusal says so, and not that a wallet should be made", arguments: ["en", "nl"])
    func noBackup(_ language: String) throws {
        try Story.play { story in
            let zeros = [UInt8](repeating: 0, count: 9_000)
            try story.write([UInt8](), to: "empty")
            try story.write(zeros, to: "zeros")
            try story.write(Array("%PDF-".utf8) + zeros, to: "other")
            _ = try story.shell("ln -s nowhere link; mkdir folder")
            let said = [
                "en": [
                    "empty": "is empty", "zeros": "no backup of a wallet", "other": "no backup of a wallet",
                    "missing": "there is no backup", "link": "is a link", "folder": "no backup of a wallet",
                ],
                "nl": [
                    "empty": "is leeg", "zeros": "geen reservekopie", "other": "geen reservekopie",
                    "missing": "staat geen reservekopie", "link": "is een koppeling", "folder": "geen reservekopie",
                ],
            ]
            for (name, words) in said[language] ?? [:] {
                let outcome = try story.run(
                    "wallet", "restore", name, "--wallet", "new", "--backup-passphrase-file", WalletKey.file,
                    "--language", language)
                #expect(outcome.status == 66 && outcome.errors.contains(words), "\(name): \(outcome.errors)")
                #expect(!outcome.errors.contains("wallet init"), "\(name): \(outcome.errors)")
                #expect(!Files.exists(story.path("new")))
            }
        }
    }

    @Test("is a link that leads to nothing or in a circle, or a pipe: list and init say the same of it")
    func links() throws {
        try Story.play { story in
            _ = try story.shell("ln -s nowhere dangling; ln -s circle circle; mkfifo pipe")
            for (name, words) in [
                ("dangling", "is a link, and what it leads to is not there"),
                ("circle", "is a link, and what it leads to is not there"), ("pipe", "is no file"),
            ] {
                let list = try story.run("wallet", "list", "--wallet", name)
                #expect(list.status == 66 && list.errors.contains(words), "\(name): \(list.errors)")
                #expect(!list.errors.contains("wallet init"), "\(name): \(list.errors)")
                let made = try story.run("wallet", "init", "--wallet", name)
                #expect(made.status == 73 && made.errors.contains(words), "\(name): \(made.errors)")
            }
            #expect(!Files.exists(story.path("nowhere")))
        }
    }

    @Test("a wallet that is gone is not begun anew over what it was before its last change", arguments: ["en", "nl"])
    func onlyPrevious(_ language: String) throws {
        try Story.play { story in
            try story.succeed("wallet", "init", "--wallet", "w")
            _ = try story.issue(to: "lotte.json")
            try story.succeed("wallet", "add", "lotte.json", "--wallet", "w", "--trust", "trust")
            try story.succeed("wallet", "backup", "b", "--wallet", "w")
            _ = try story.shell("rm w")
            let before = try story.read("w.previous")
            let words = ["--wallet", "w", "--language", language]
            let list = try story.run("wallet", "list", words[0], words[1], words[2], words[3])
            #expect(list.status == 66 && list.errors.contains("w.previous"), "\(list.errors)")
            let made = try story.run("wallet", "init", words[0], words[1], words[2], words[3])
            #expect(made.status == 73 && made.errors.contains("w.previous"), "\(made.errors)")
            let restored = try story.run(
                "wallet", "restore", "b", "--backup-passphrase-file", WalletKey.file, words[0], words[1], words[2],
                words[3])
            #expect(restored.status == 73 && restored.errors.contains("w.previous"), "\(restored.errors)")
            #expect(try story.read("w.previous") == before && !Files.exists(story.path("w")))
            _ = try story.shell("mv w.previous w.aside")
            try story.succeed("wallet", "restore", "b", "--wallet", "w", "--backup-passphrase-file", WalletKey.file)
        }
    }

    @Test("a backup is not written where the next change of a wallet would remove it")
    func backupAsPrevious() throws {
        try Story.play { story in
            try story.succeed("wallet", "init", "--wallet", "w")
            for name in ["w.previous", "./w.previous"] {
                let outcome = try story.run("wallet", "backup", name, "--wallet", "w", "--force")
                #expect(outcome.status == 64 && outcome.errors.contains("another name"), "\(outcome.errors)")
            }
            try story.succeed("wallet", "backup", "other.previous", "--wallet", "w")
        }
    }
}

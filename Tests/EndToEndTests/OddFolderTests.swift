import Encodings
import TestSupport
import Testing

/// What stands in a folder beside good credentials must not keep anybody from judging these.
@Suite("Folders with odd things in them")
struct OddFolderTests {
    private func reports(_ outcome: Program.Outcome) throws -> [JSONNode] {
        try outcome.bytes.split(separator: 0x0A).map { try JSONDocument(parsing: Array($0), limits: .general).root }
    }

    @Test(
        "A pipe, a name that is not UTF-8 and a folder like a file are reported among the rest, and none is waited for")
    func oddEntries() throws {
        try Story.play { story in
            try story.issue()
            let made = try story.shell(
                #"mkdir -p vf/like.json vf/.hidden && cp anna.json vf/a.json && cp anna.json vf/.b.json"#
                    + #" && cp anna.json vf/.hidden/c.json && cp anna.json vf/like.json/d.json"#
                    + #" && mkfifo vf/ff.json && cp anna.json $'vf/caf\xe9.json' && ln -s nowhere vf/z.json"#)
            try #require(made.status == 0, "\(made.errors)")

            let outcome = try story.verify("vf", "--format", "json")
            #expect(outcome.status == 66)
            let reports = try reports(outcome)
            #expect(
                reports.map { $0["input"]?.string } == [
                    "vf/a.json", "vf/caf\u{FFFD}.json", "vf/ff.json", "vf/like.json/d.json", "vf/z.json",
                ])
            #expect(
                reports.map { $0["verdict"]?.string } == ["valid", "undecided", "undecided", "valid", "undecided"])
            #expect(
                reports.map { $0["error"]?["code"]?.string } == [nil, "invalidName", "notAFile", nil, "linkInFolder"])
            #expect(
                outcome.errors.contains("caf\u{FFFD}.json cannot be opened, because its name is not written in UTF-8"))
            #expect(!outcome.errors.split(separator: "\n").contains { $0.contains("caf") && $0.contains("no file") })
            #expect(try story.verify("vf").output.contains("5 files · 2 valid · 0 invalid · 0 undecided · 3 unread"))
            #expect(
                try story.verify("vf", "--language", "nl").errors.contains("omdat de naam niet in UTF-8 geschreven is"))
        }
    }

    @Test("A file that is named and has a name that is not UTF-8 is not said to be missing")
    func namedInLatin1() throws {
        try Story.play { story in
            try story.issue()
            let outcome = try story.shell(
                #"cp anna.json $'caf\xe9.json'; testamur verify $'caf\xe9.json' anna.json --trust trust --at 2026-11-22"#
            )
            #expect(outcome.status == 66)
            #expect(outcome.errors.contains("its name is not written in UTF-8"))
            #expect(outcome.output.contains("1 valid"))
        }
    }

    @Test("An empty folder, or one that cannot be opened, is reported among the others")
    func otherFolders() throws {
        try Story.play { story in
            try story.issue()
            try Files.withTemporaryFolder { empty in
                let outcome = try story.verify("anna.json", empty, "--format", "json")
                #expect(outcome.status == 66)
                let reports = try reports(outcome)
                #expect(reports.map { $0["verdict"]?.string } == ["valid", "undecided"])
                #expect(reports.map { $0["error"]?["code"]?.string } == [nil, "emptyFolder"])
            }
            _ = try story.shell(
                "d=deep; for i in $(seq 40); do d=$d/d; done; mkdir -p $d; cp anna.json $d; cp anna.json deep")
            let deep = try story.verify("deep", "--format", "json")
            #expect(try self.reports(deep).map { $0["error"]?["code"]?.string } == [nil, "folderTooDeep"])
        }
    }

    @Test("The wallet takes the good ones of such a folder, and names the others")
    func wallet() throws {
        try Story.play { story in
            try story.issue()
            _ = try story.shell("mkdir vf; cp anna.json vf/b.json; mkfifo vf/a.json")
            try story.succeed("wallet", "init", "--wallet", "w")
            let outcome = try story.run("wallet", "add", "vf", "--wallet", "w", "--trust", "trust")
            #expect(outcome.status == 66)
            #expect(outcome.errors.contains("vf/a.json"))
            #expect(
                try story.succeed("wallet", "list", "--wallet", "w", "--format", "json").lines.count { !$0.isEmpty }
                    == 1)
        }
    }

    @Test("Files that are no documents are counted, and a document may be called linked data")
    func otherFiles() throws {
        try Story.play { story in
            try story.issue()
            _ = try story.shell("mkdir vf; cp anna.json vf/a.jsonld; cp anna.json vf/b.JSON; touch vf/c.txt vf/.d vf/e")
            let outcome = try story.verify("vf")
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("2 files · 2 valid"))
            #expect(outcome.errors.contains("do not end in .json or .jsonld: 2"))
            #expect(try story.verify("vf", "--language", "nl").errors.contains(".jsonld eindigt: 2"))
        }
    }

    @Test("A name that steers a terminal is made harmless once")
    func escapedOnce() throws {
        try Story.play { story in
            try story.issue()
            _ = try story.shell(#"mkdir vf; cp anna.json $'vf/a\e[31m.json'"#)
            let table = try story.verify("vf", "--format", "table").output
            #expect(table.contains("a⟨U+001B⟩[31m.json"), "\(table)")
        }
    }

    @Test("One odd thing in a wallet of an earlier version keeps nobody from the rest of it")
    func oddWallet() throws {
        try Story.play { story in
            try story.keepInFolder(story.issue(), "w")
            let digits = String(repeating: "ab", count: 32)
            _ = try story.shell(
                #"touch $'w/notes/\xe9' $'w/credentials/\xe9.json'; mkfifo w/credentials/"# + digits
                    + ".json; mkfifo w/notes/" + digits + ".json")
            let list = try story.succeed("wallet", "list", "--wallet", "w", "--format", "json")
            #expect(list.lines.count { !$0.isEmpty } == 1)
            try story.succeed("wallet", "export", "--all", "--out", "all", "--wallet", "w")
            #expect(Files.exists(story.path("all/credential-001.json")))
        }
    }

    @Test("A trust folder is read whatever else lies in it")
    func oddTrustFolder() throws {
        try Story.play { story in
            try story.issue()
            _ = try story.shell(#"touch $'trust/caf\xe9' $'trust/\xe9.json'"#)
            #expect(try story.verify("anna.json").status == 0)
        }
    }

    @Test("A forgery that was kept does not stand in the way of the genuine file without a word of which is which")
    func forgeryFirst() throws {
        try Story.play { story in
            try story.tamper(story.issue())
            try story.succeed("wallet", "init", "--wallet", "w")
            try story.succeed(
                "wallet", "add", "altered.json", "--wallet", "w", "--trust", "trust", "--keep-unverified")
            let outcome = try story.run("wallet", "add", "anna.json", "--wallet", "w", "--trust", "trust")
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("testamur wallet remove 1"), "\(outcome.errors)")
        }
    }
}

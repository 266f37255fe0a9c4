import Encodings
import Glibc
import TestSupport
import Testing

@Suite("testamur trust fetch, from a folder")
struct FetchFolderTests {
    @Test("A newer list is taken, and it is said in words what is new")
    func newer() throws {
        try FetchStage.play { stage in
            let outcome = try stage.fetch("trust", "--state", "state")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(
                outcome.lines.prefix(6) == [
                    "List 4 of 22 November 2026 is new; before it you had list 2.",
                    "The next one is due by 21 May 2027.", "", "It says what the list before does not:",
                    "  • Leiehove University is suspended from 21 November 2026",
                    "  • Leiehove University may issue again from 22 November 2026",
                ])
            // Said once, as the first verifying says it.
            #expect(outcome.lines[7].contains("Nothing was remembered"), "\(outcome.lines)")
            #expect(stage.held == stage.list(4))
            #expect(try stage.names() == [".testamur.lock", "list.json", "pin.json"])

            let again = try stage.fetch("trust", "--state", "state")
            #expect(again.status == 0)
            #expect(again.lines[0] == "Nothing new: list 4 of 22 November 2026 is the newest at trust.")
            #expect(!again.output.contains("remembered"))
            let dutch = try stage.fetch("trust", "--language", "nl")
            #expect(dutch.lines[0] == "Niets nieuws: lijst 4 van 22 november 2026 is de nieuwste op trust.")
            #expect(stage.held == stage.list(4))
        }
    }

    @Test("What was fetched is remembered at once: an older list that is put back does not count")
    func remembered() throws {
        try FetchStage.play { stage in
            let seen = stage.story.path("seen")
            #expect(try stage.fetch("trust", "--state", seen).status == 0)
            for place in ["employer", "trust"] { try stage.story.write(stage.list(2), to: place + "/list.json") }
            let older = try stage.fetch("trust", "--state", seen)
            #expect(older.status != 0 && stage.held == stage.list(2), "\(older.output)\(older.errors)")
        }
    }

    @Test("By a clock that shows a time before what was accepted nothing is fetched")
    func clock() throws {
        try FetchStage.play { stage in
            let seen = stage.story.path("seen")
            #expect(try stage.fetch("trust", "--state", seen).status == 0)
            for (language, words) in [("en", "nothing was fetched"), ("nl", "er is niets opgehaald")] {
                let outcome = try stage.story.run(
                    "trust", "fetch", "trust", "--trust", "employer", "--state", seen, "--at", "2026-11-20",
                    "--language", language)
                #expect(outcome.status == 2)
                #expect(outcome.errors.contains(words) && outcome.errors.contains("2026-11-22T"), "\(outcome.errors)")
            }
            #expect(stage.held == stage.list(4))
        }
    }

    @Test("A pin alone is enough to begin with, and machines are told as well")
    func first() throws {
        try FetchStage.play(list: nil) { stage in
            let outcome = try stage.fetch("trust", "--format", "json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let root = try JSONDocument(parsing: outcome.bytes, limits: .general).root
            #expect(root["outcome"]?.string == "updated")
            #expect(root["list"]?["sequence"]?.integer == 4 && root["list"]?["previousSequence"] == nil)
            #expect(root["files"]?.firstElement?["path"]?.string == "list.json")
            #expect(root["files"]?.firstElement?["change"]?.string == "new")
            #expect(stage.held == stage.list(4))
            let again = try stage.fetch("trust", "--format", "json")
            #expect(try JSONDocument(parsing: again.bytes, limits: .general).root["outcome"]?.string == "unchanged")
            #expect(try stage.story.run("trust", "show", "employer", "--at", FetchStage.now).status == 0)
        }
    }

    @Test("The index of a published folder is written, and only what is new is fetched by it")
    func index() throws {
        try FetchStage.play { stage in
            let written = try stage.story.succeed("trust", "index", "trust")
            #expect(written.lines[0] == "trust-index.json in trust names 1 file.")
            #expect(try stage.fetch("trust").status == 0)
            #expect(stage.held == stage.list(4))
            // The index is of another day than the list.
            try stage.story.write(stage.list(2), to: "trust/list.json")
            try stage.story.write(stage.list(3), to: "employer/list.json")
            let mixed = try stage.fetch("trust")
            #expect(mixed.status == 65)
            #expect(mixed.errors.contains("is not the file that trust-index.json names"), "\(mixed.errors)")
            #expect(stage.held == stage.list(3))
            #expect(try stage.story.run("trust", "index", "employer").status == 0)
            #expect(try stage.story.run("trust", "index", "nowhere").status == 66)
            try Files.makeFolder(stage.story.path("empty"))
            #expect(try stage.story.run("trust", "index", "empty").status == 66)
            #expect(try Files.names(in: stage.story.path("empty")).isEmpty)
        }
    }

    @Test("What is refused is said with its reason, and the old list stays")
    func refusals() throws {
        try FetchStage.play(list: 3) { stage in
            let story = stage.story
            try Files.makeFolder(story.path("stick"))
            func refused(_ list: [UInt8]?, _ status: Int32, _ words: String..., at time: String = FetchStage.now) throws
            {
                if let list {
                    try story.write(list, to: "stick/list.json")
                } else {
                    Files.remove(story.path("stick/list.json"))
                }
                let outcome = try stage.fetch("stick", at: time)
                #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
                for word in words + ["nothing in your trust folder was changed", "testamur: hint: "] {
                    #expect(outcome.errors.contains(word), "\(word): \(outcome.errors)")
                }
                #expect(outcome.output.isEmpty)
                #expect(stage.held == stage.list(3))
                #expect(try stage.names() == [".testamur.lock", "list.json", "pin.json"])
            }
            try refused(stage.list(2), 65, "LIST_ROLLBACK", "you keep list 3 of 21 November 2026")
            try refused(nil, 66, "there is no list.json at stick")
            try refused(Array("<!DOCTYPE html>".utf8), 65, "LIST_UNREADABLE", "a web page")
            try refused([], 65, "LIST_UNREADABLE")
            try refused(stage.list(4), 65, "LIST_EXPIRED", at: "2027-06-01T09:00:00Z")
            try refused(stage.list(3), 65, "nothing newer than list 3", at: "2027-06-01T09:00:00Z")
            try refused(stage.list(4), 65, "LIST_FROM_FUTURE", "clock", at: "2026-11-22T08:00:00Z")
            let text = String(decoding: stage.list(4), as: UTF8.self)
            try refused(Array(text.replacing("Leiehove", with: "Leiegove").utf8), 65, "PROOF_BAD_SIGNATURE")
            try refused([UInt8](repeating: 0x20, count: (16 << 20) + 1), 65, "at most 16777216 bytes")
            // Another authority's, signed as it should be.
            try story.write(PublishedKey.university().pem, to: "other.pem")
            try story.succeed(
                "trust", "init", "atlantis", "--name", "Ministry of Atlantis", "--country", "AT", "--list-id",
                "urn:trust:atlantis:list", "--environment", "demonstration", "--key", "other.pem", "--at", Story.made)
            try refused(story.read("atlantis/list.json"), 65, "LIST_WRONG_ID", "trust pin")
        }
    }

    @Test("Hostile names of an index and links of a stick lead nowhere")
    func hostileStick() throws {
        try FetchStage.play { stage in
            let story = stage.story
            try Files.makeFolder(story.path("stick"))
            try story.write(stage.list(4), to: "stick/list.json")
            for name in [
                "../../../../etc/passwd", "/etc/passwd", "status/../../employer/pin.json", "C:\\a.json", "pin.json",
                "a\u{0}",
            ] {
                let value: JSONValue = [
                    "indexVersion": 1,
                    "files": [
                        ["name": .string(name), "digest": "uEiDjsMRCmPwcFJr79MiZb7kkJ65B5GSbk0yklZkbeFK4VQ", "size": 0]
                    ],
                ]
                try story.write(value.serialized(), to: "stick/trust-index.json")
                let outcome = try stage.fetch("stick")
                #expect(outcome.status == 65, "\(name): \(outcome.errors)")
                #expect(outcome.errors.contains("trust-index.json"))
                #expect(stage.held == stage.list(2))
            }
            Files.remove(story.path("stick/trust-index.json"))
            Files.remove(story.path("stick/list.json"))
            #expect(unsafe symlink("/etc/passwd", story.path("stick/list.json")) == 0)
            let link = try stage.fetch("stick")
            #expect(link.status == 66 && link.errors.contains("symbolic link"), "\(link.errors)")
            #expect(!link.errors.contains("root:"))
            #expect(stage.held == stage.list(2))
            // What stands where the list is to be is not written through either.
            try story.write(stage.list(2), to: "elsewhere.json")
            Files.remove(story.path("employer/list.json"))
            #expect(unsafe symlink("../elsewhere.json", story.path("employer/list.json")) == 0)
            let through = try stage.fetch("trust")
            #expect(through.status == 73, "\(through.errors)")
            #expect(try story.read("elsewhere.json") == stage.list(2))
        }
    }

    @Test("Two lists of one number are both kept, to show to the authority")
    func contradiction() throws {
        try FetchStage.play { stage in
            let story = stage.story
            // The authority signs another list 4, from a backup.
            try story.write(stage.list(4), to: "employer/list.json")
            try story.write(stage.list(3), to: "trust/list.json")
            Files.remove(story.path("trust/lists"))
            try story.succeed(
                "trust", "withdraw", "trust", "--did", story.university.did, "--since", "2026-11-22", "--at",
                "2026-11-22T10:00:00Z")
            #expect(try story.sign(at: "2026-11-22T10:00:00Z").status == 0)
            let other = try story.read("trust/list.json")
            let outcome = try stage.fetch("trust")
            #expect(outcome.status == 65)
            #expect(
                outcome.errors.contains("LIST_EQUIVOCATION") && outcome.errors.contains("employer/evidence/list-4-"))
            #expect(stage.held == stage.list(4))
            let kept = try Files.names(in: story.path("employer/evidence"))
            #expect(try kept.map { try story.read("employer/evidence/" + $0) } == [other])
            #expect(
                try story.run("verify", "trust/list.json", "--trust", "employer").status != 66,
                "the folder is read as before")
        }
    }

    @Test("What is not there, or is not meant, is said before anything is touched")
    func usage() throws {
        try FetchStage.play { stage in
            let story = stage.story
            for (source, status) in [("nowhere", 66), ("employer/pin.json", 66), ("", 64)] as [(String, Int32)] {
                let outcome = try stage.fetch(source)
                #expect(outcome.status == status, "\(source): \(outcome.errors)")
            }
            #expect(try story.run("trust", "fetch", "trust", "--trust", "nowhere").status == 66)
            try Files.makeFolder(story.path("empty"))
            let empty = try story.run("trust", "fetch", "trust", "--trust", "empty")
            #expect(empty.status == 66 && empty.errors.contains("pin.json"), "\(empty.errors)")
            #expect(try Files.names(in: story.path("empty")).isEmpty)
            #expect(try stage.fetch("trust", "--timeout", "0").status == 64)
            for name in ["all", "all/one", "all/two"] { try Files.makeFolder(story.path(name)) }
            for name in ["one", "two"] { try story.write(story.read("trust/pin.json"), to: "all/\(name)/pin.json") }
            let several = try story.run("trust", "fetch", "trust", "--trust", "all", "--at", FetchStage.now)
            #expect(several.status == 64 && several.errors.contains("all/one, all/two"), "\(several.errors)")
            #expect(
                try story.run("trust", "fetch", "trust", "--trust", "all/two", "--at", FetchStage.now).status == 0)
            let variable = try story.run(
                "trust", "fetch", "trust", "--at", FetchStage.now, environment: ["TESTAMUR_TRUST": "all/one"])
            #expect(variable.status == 0)
            #expect(try story.read("all/one/list.json") == stage.list(4))
        }
    }

    @Test(
        "A full disk leaves the old list, and nothing else",
        .enabled(if: SmallDisk.isAvailable, "a small disk can be mounted by root only"))
    func fullDisk() throws {
        try FetchStage.play { stage in
            try SmallDisk.with(pages: 8) { disk throws in
                try Files.write(try stage.story.read("trust/pin.json"), to: disk + "/pin.json")
                try Files.write(stage.list(2), to: disk + "/list.json")
                let pin = try stage.story.read("trust/pin.json")
                let pages = [pin, stage.list(2)].reduce(0) { $0 + ($1.count + 4_095) / 4_096 }
                try Files.write([UInt8](repeating: 0, count: (8 - pages) * 4_096), to: disk + "/ballast")
                func fetch() throws -> Program.Outcome {
                    try stage.story.run("trust", "fetch", "trust", "--trust", disk, "--at", FetchStage.now)
                }
                let full = try fetch()
                #expect(full.status == 74 && full.errors.contains("no space left"), "\(full.status) \(full.errors)")
                #expect(try Files.read(disk + "/list.json") == stage.list(2))
                #expect(try Files.names(in: disk) == [".testamur.lock", "ballast", "list.json", "pin.json"])
                Files.remove(disk + "/ballast")
                #expect(try fetch().status == 0)
                #expect(try Files.read(disk + "/list.json") == stage.list(4))
            }
        }
    }
}

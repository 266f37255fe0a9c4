import Encodings
import TestSupport
import Testing

@Suite("A credential with all that it takes to check it")
struct BundleTests {
    private func words(_ outcome: Program.Outcome) -> String {
        outcome.output.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    }

    @Test("A capsule is packed, verified alone, told of in words, and verified elsewhere with the pin and nothing else")
    func oneFile() throws {
        try Story.play { story in
            try story.issue()
            let made = try story.run(
                "bundle", "anna.json", "--trust", "trust", "--at", Story.now, "--out", "out/anna.capsule.json")
            #expect(made.status == 0, "\(made.errors)")
            #expect(words(made).contains("Saved in out/anna.capsule.json. From it alone: Genuine and valid"))
            #expect(words(made).contains("number 2 of Ministry of Education of Utopia, of 20 November 2026"))
            #expect(words(made).contains("testamur verify out/anna.capsule.json --pin pin.json"))
            let pin = ["--pin", "trust/pin.json", "--at", Story.now, "out/anna.capsule.json"]
            let verified = try story.testamur.run(["verify"] + pin, in: story.folder)
            #expect(verified.status == 0, "\(verified.output)")
            #expect(verified.lines.first == "✔ Genuine and valid")
            #expect(words(verified).contains("known on 20 November 2026, 2 days before"))
            let json = try story.testamur.run(["verify", "--format", "json"] + pin, in: story.folder)
            #expect(json.output.contains("\"trustAgeSeconds\":172800"))
            #expect(json.output.contains("\"capsule\":{\"credentialDigest\":\"uEi"))
            let piped = try story.testamur.run(
                ["verify", "-", "--pin", "trust/pin.json", "--at", Story.now],
                input: story.read("out/anna.capsule.json"), in: story.folder)
            #expect(piped.status == 0)
            let dutch = try story.testamur.run(["verify", "--language", "nl"] + pin, in: story.folder)
            #expect(words(dutch).contains("bekend op 20 november 2026, 2 dagen eerder"))
            let alone = try story.run("verify", "out/anna.capsule.json", "--at", Story.now)
            #expect(alone.status == 2 && words(alone).contains("verify it with --pin pin.json"))
            let both = try story.run("verify", "x", "--pin", "trust/pin.json", "--trust", "trust")
            #expect(both.status == 64)
        }
    }

    @Test("Nothing is overwritten, and what is refused leaves nothing behind")
    func refusals() throws {
        try Story.play { story in
            try story.tamper(story.issue())
            try story.issueAbroad()
            let start = ["bundle", "--trust", "trust", "--at", Story.now]
            func run(_ words: String...) throws -> Program.Outcome {
                try story.testamur.run(start + words, in: story.folder)
            }
            for (file, status) in [("altered.json", Int32(1)), ("abroad.json", 2), ("nosuch.json", 66)] {
                for option in ["--out", "--folder"] {
                    let outcome = try run(file, option, "made")
                    #expect(outcome.status == status, "\(file): \(outcome.errors)")
                    #expect(outcome.errors.split(separator: "\n").count == 2)
                    #expect(!Files.exists(story.path("made")))
                }
            }
            #expect(try run("anna.json", "--out", "a.json").status == 0)
            let before = try story.read("a.json")
            #expect(try run("anna.json", "--out", "a.json").status == 73)
            #expect(try run("anna.json", "--folder", "a.json").status == 73)
            #expect(try story.read("a.json") == before)
            #expect(try run("a.json", "--out", "b.json").status == 65)
            #expect(try run("anna.json").status == 64)
            #expect(try run("anna.json", "--out", "x", "--folder", "y").status == 64)
            #expect(try run("anna.json", "abroad.json", "--out", "-").status == 64)
            // The list is past its end, and a capsule of it would be worth nothing for today.
            let late = try story.run(
                "bundle", "anna.json", "--trust", "trust", "--at", "2030-01-01", "--out", "late.json")
            #expect(late.status == 2 && !Files.exists(story.path("late.json")))
        }
    }

    @Test("As a folder it says itself how it is checked, in both languages, and names no learner")
    func folder() throws {
        try Story.play { story in
            try story.issue()
            let made = try story.run(
                "bundle", "anna.json", "--trust", "trust", "--at", Story.now, "--folder", "stick/anna")
            #expect(made.status == 0, "\(made.errors)")
            #expect(
                try Files.names(in: story.path("stick/anna")) == [
                    "README.txt", "contents.json", "credential.json", "trust",
                ])
            let note = String(decoding: try story.read("stick/anna/README.txt"), as: UTF8.self)
            let words = note.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
            #expect(words.contains("never from whoever gave you this folder") && words.contains("nooit bij wie"))
            #expect(!note.contains("Anna") && !note.contains("{") && !note.contains("bundle."))
            #expect(note.split(separator: "\n").allSatisfy { $0.count <= 80 })
            let pin = ["--pin", "trust/pin.json", "--at", Story.now]
            for place in ["stick/anna", "stick/anna/", "stick"] {
                let verified = try story.testamur.run(["verify", place] + pin, in: story.folder)
                #expect(verified.status == 0 && verified.lines.first == "✔ Genuine and valid", "\(place)")
            }
            let alone = try story.testamur.run(["verify", "stick/anna/contents.json"] + pin, in: story.folder)
            #expect(alone.status == 1 && alone.output.contains("CAPSULE_FOLDER_FORM"))
            Files.remove(story.path("stick/anna/trust/list.json"))
            let damaged = try story.testamur.run(["verify", "stick/anna"] + pin, in: story.folder)
            #expect(damaged.status == 1 && damaged.output.contains("CAPSULE_FILE_MISSING"))
        }
    }

    @Test(
        "A folder is there as a whole or not at all, whenever its writing is cut off; and the next run writes it",
        .enabled(if: SystemCalls.canBeWatched, "needs strace"))
    func killed() throws {
        try Story.play { story in
            try story.issue()
            let bundle = [
                "bundle", "anna.json", "--trust", "trust", "--at", Story.now, "--state", "state", "--folder",
                "stick/anna",
            ]
            _ = try story.testamur.run(bundle, in: story.folder)
            var cut = 0
            for call in SystemCalls.changing + ["mkdirat", "renameat2"] {
                for step in 1...40 {
                    _ = try story.shell("rm -rf stick")
                    let outcome = try story.testamur.run(
                        bundle, in: story.folder, under: SystemCalls.killing(at: call, step))
                    let names = try Files.exists(story.path("stick")) ? Files.names(in: story.path("stick")) : []
                    let isThere = names.contains("anna")
                    if isThere {
                        let verified = try story.run(
                            "verify", "stick/anna", "--pin", "trust/pin.json", "--at", Story.now)
                        #expect(verified.status == 0, "\(call) \(step): \(verified.output)")
                    }
                    if outcome.status == 0 {
                        #expect(isThere && names.count == 1)
                        break
                    }
                    cut += 1
                    // What is half made has a hidden name, which no verifier looks at.
                    #expect(names.allSatisfy { $0 == "anna" || $0.hasPrefix(".testamur-") }, "\(names)")
                    let again = try story.testamur.run(bundle, in: story.folder)
                    #expect(again.status == (isThere ? 73 : 0), "\(call) \(step): \(again.errors)")
                    if !isThere { #expect(try Files.names(in: story.path("stick")) == ["anna"], "\(call) \(step)") }
                }
            }
            #expect(cut > 20, "\(cut)")
        }
    }

    @Test("What lies beside a capsule in its folder is judged as well, whatever it is called")
    func beside() throws {
        try Story.play { story in
            try story.tamper(story.issue())
            let made = try story.run(
                "bundle", "anna.json", "--trust", "trust", "--at", Story.now, "--folder", "inbox")
            try #require(made.status == 0, "\(made.errors)")
            let options = ["verify", "inbox", "--trust", "trust", "--at", Story.now, "--format", "json"]
            func verify() throws -> Program.Outcome { try story.testamur.run(options, in: story.folder) }
            #expect(try verify().status == 0)
            let forged = try story.read("altered.json")
            // Names that a capsule could have, and that the table of contents does not name.
            for name in ["forged.json", "did-documents/1.json", "trust/more.json", "more/forged.jsonld"] {
                let folder = name.split(separator: "/").dropLast().joined()
                if !folder.isEmpty, !Files.exists(story.path("inbox/" + folder)) {
                    try Files.makeFolder(story.path("inbox/" + folder))
                }
                try story.write(forged, to: "inbox/" + name)
                let found = try verify()
                #expect(found.status == 1, "\(name)")
                #expect(found.lines.filter { !$0.isEmpty }.count == 2, "\(found.output)")
                #expect(found.output.contains("inbox/" + name))
                Files.remove(story.path("inbox/" + name))
            }
            try story.write(story.read("anna.json"), to: "inbox/again.json")
            #expect(try verify().status == 0)
            // Of a table of contents that is broken nothing is passed over.
            let contents = String(decoding: try story.read("inbox/contents.json"), as: UTF8.self)
            try story.write(contents + "}", to: "inbox/contents.json")
            let broken = try verify()
            #expect(broken.status == 1)
            #expect(broken.output.contains("\"input\":\"inbox/credential.json\""))
        }
    }

    @Test("A capsule whose members stand in another order is one all the same")
    func otherOrder() throws {
        try Story.play { story in
            try story.issue()
            let made = try story.run("bundle", "anna.json", "--trust", "trust", "--at", Story.now, "--out", "c.json")
            try #require(made.status == 0, "\(made.errors)")
            let value = JSONValue(try JSONDocument(parsing: story.read("c.json"), limits: .general).root)
            guard case .object(var members) = value else {
                Issue.record("a capsule is an object")
                return
            }
            members.append(members.removeFirst())
            try story.write(JSONValue.object(members).serialized(), to: "c.json")
            let verified = try story.testamur.run(
                ["verify", "c.json", "--pin", "trust/pin.json", "--at", Story.now], in: story.folder)
            #expect(verified.status == 0, "\(verified.output)")
        }
    }

    @Test("Several credentials have a capsule each, and one that is refused keeps no other back")
    func several() throws {
        try Story.play { story in
            try story.issue()
            try story.write(story.read("anna.json"), to: "Anna.json")
            try story.issueAbroad()
            let start = ["bundle", "anna.json", "Anna.json", "abroad.json", "--trust", "trust", "--at", Story.now]
            let files = try story.testamur.run(start + ["--out", "many"], in: story.folder)
            #expect(files.status == 2)
            #expect(
                try Files.names(in: story.path("many")) == ["Anna-2.capsule.json", "anna.capsule.json"]
                    || Files.names(in: story.path("many")) == ["Anna.capsule.json", "anna.capsule.json"])
            let folders = try story.testamur.run(start + ["--folder", "sticks", "--format", "json"], in: story.folder)
            #expect(folders.status == 2)
            #expect(folders.lines.filter { !$0.isEmpty }.count == 2)
            let verified = try story.testamur.run(
                ["verify", "many", "sticks", "--pin", "trust/pin.json", "--at", Story.now, "--format", "table"],
                in: story.folder)
            #expect(verified.status == 0, "\(verified.output)")
        }
    }

    @Test("What a capsule proved is remembered, so that an older list is noticed the next time")
    func remembered() throws {
        try Story.play { story in
            try story.issue()
            let state = ["--state", "state", "--at", "2026-11-23"]
            func bundle(_ name: String) throws {
                let made = try story.testamur.run(
                    ["bundle", "anna.json", "--trust", "trust", "--out", name] + ["--state", "other"] + state.suffix(2),
                    in: story.folder)
                try #require(made.status == 0, "\(made.errors)")
            }
            try bundle("old.json")
            _ = try story.run("trust", "sign", "trust", "--renew", "--key", "authority.pem", "--at", "2026-11-22")
            try bundle("new.json")
            func verify(_ name: String) throws -> Program.Outcome {
                try story.testamur.run(["verify", name, "--pin", "trust/pin.json"] + state, in: story.folder)
            }
            #expect(try verify("old.json").status == 0)
            #expect(try verify("new.json").status == 0)
            let again = try verify("old.json")
            #expect(again.status == 0 && words(again).contains("list 3, which was seen before, is used"))
        }
    }

    @Test("The whole of it goes through standard input and output")
    func streams() throws {
        try Story.play { story in
            try story.issue()
            let made = try story.testamur.run(
                ["bundle", "-", "--trust", "trust", "--at", Story.now, "--out", "-"], input: story.read("anna.json"),
                in: story.folder)
            #expect(made.status == 0 && made.output.hasPrefix("{\n  \"capsuleVersion\": 1"))
            #expect(made.errors.contains("From it alone: Genuine and valid"))
        }
    }
}

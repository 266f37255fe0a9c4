import TestSupport
import Testing

@Suite("A fetch that is killed", .enabled(if: SystemCalls.canBeWatched, "needs strace"))
struct FetchInterruptionTests {
    @Test("At every change of the disk: the old list or the new one, and the next fetch finishes the work")
    func killed() throws {
        try FetchStage.play { stage in
            let story = stage.story
            var olds = 0
            var news = 0
            // Every call that changes a file or a name, one run for each.
            for call in SystemCalls.changing {
                for step in 1...10 {
                    try story.write(stage.list(2), to: "employer/list.json")
                    let outcome = try stage.fetch(
                        "trust",
                        under: SystemCalls.killing(at: call, step))
                    let held = try #require(stage.held)
                    let isNew = held == stage.list(4)
                    #expect(isNew || held == stage.list(2), "\(call) \(step)")
                    #expect(try story.run("trust", "show", "employer", "--at", FetchStage.now).status == 0)
                    if outcome.status == 0 {
                        // The call was made less often than this.
                        #expect(isNew)
                        break
                    }
                    if isNew { news += 1 } else { olds += 1 }
                }
            }
            #expect(olds > 3 && news > 0, "\(olds) old and \(news) new")
            try story.write(stage.list(2), to: "employer/list.json")
            #expect(try stage.fetch("trust").status == 0)
            #expect(stage.held == stage.list(4))
            #expect(try stage.names() == [".testamur.lock", "list.json", "pin.json"])
        }
    }

    @Test("With a root that replaces keys: at every change of the disk the folder works, as before or as after")
    func killedWithRoots() throws {
        try Story.play(withTrust: false) { story in
            let keys = try ReplacedKeys()
            try story.write(keys.credential, to: "anna.json")
            try keys.write(keys.newer, to: "source", of: story, withPin: false)
            let fetch = [
                "trust", "fetch", "source", "--trust", "employer", "--state", "state", "--at", ReplacedKeys.now,
            ]
            func works() throws -> Bool {
                let outcome = try story.run(
                    "verify", "anna.json", "--trust", "employer", "--state", "fresh", "--at", ReplacedKeys.now)
                let words = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                #expect(outcome.status == 0 && (words.contains("list 1") || words.contains("list 2")), "\(words)")
                _ = try story.shell("rm -rf fresh")
                return words.contains("list 2")
            }
            var news: [Bool] = []
            for call in ["renameat", "unlinkat", "fdatasync"] {
                for step in 1...30 {
                    try keys.write(keys.older, to: "employer", of: story)
                    _ = try story.shell("rm -rf state")
                    let outcome = try story.testamur.run(
                        fetch, in: story.folder, under: SystemCalls.killing(at: call, step))
                    let isNew = try works()
                    if outcome.status == 0 {
                        #expect(isNew)
                        break
                    }
                    news.append(isNew)
                    guard call == "renameat" else { continue }
                    #expect(try story.run("trust", "show", "employer", "--at", ReplacedKeys.now).status == 0)
                    #expect(try story.testamur.run(fetch, in: story.folder).status == 0)
                    #expect(try works())
                    #expect(
                        try Files.names(in: story.path("employer")) == [
                            ".testamur.lock", "fresh.json", "list.json", "pin.json", "root.1.json", "root.2.json",
                        ])
                }
            }
            #expect(news.contains(true) && news.contains(false), "\(news)")
        }
    }

    @Test("A state that cannot be kept, or was damaged, is said as verifying says it, and nothing else is blamed")
    func unusableState() throws {
        try FetchStage.play { stage in
            let story = stage.story
            for state in ["/dev/null", "/dev/null/x", "/proc/x"] {
                try story.write(stage.list(2), to: "employer/list.json")
                let outcome = try stage.fetch("trust", "--state", state)
                #expect(outcome.status == 0 && stage.held == stage.list(4), "\(state): \(outcome.errors)")
                let words = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                let said = state == "/dev/null" ? "is no folder" : "not kept from one run to the next"
                #expect(words.contains(said), "\(state): \(words)")
            }
            try story.issue()
            let bundled = try story.run(
                "bundle", "anna.json", "--trust", "employer", "--state", "/proc/x", "--out", "anna.capsule",
                "--at", FetchStage.now)
            let words = bundled.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(bundled.status == 0 && words.contains("not kept from one run to the next"), "\(words)")
            try story.write(stage.list(2), to: "employer/list.json")
            #expect(try stage.fetch("trust", "--state", "state").status == 0)
            for damage in ["echo '{' > state/u*/seen.json", "rm state/u*/seen.json"] {
                _ = try story.shell(damage)
                let outcome = try stage.fetch("trust", "--state", "state", "--format", "json")
                #expect(outcome.status == 0 && outcome.output.contains("STATE_DAMAGED"), "\(outcome.errors)")
            }
        }
    }
}

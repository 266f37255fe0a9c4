import TestSupport
import Testing

@Suite("What was seen, when its keeping is cut off", .enabled(if: SystemCalls.canBeWatched, "needs strace"))
struct StateInterruptionTests {
    /// What the state says to one who verifies with the list of before: whether it knows the newer one.
    private func knowsNewer(_ story: Story) throws -> Bool {
        _ = try story.shell("cp -r state probe")
        let outcome = try story.run(
            "verify", "anna.json", "--trust", "older", "--state", "probe", "--at", FetchStage.now)
        _ = try story.shell("rm -r probe")
        let words = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(!words.contains("could not be read"), "\(words)")
        // The newer list was kept with what was seen of it, and is used in the place of the older one.
        let isNewer = words.contains("list 4")
        #expect(outcome.status == 0 && (isNewer || words.contains("list 2")), "\(words)")
        return isNewer
    }

    /// Plays with an employer who has seen the older list, and who is about to see the newer one.
    private func play(_ body: (_ story: Story, _ verify: [String]) throws -> Void) throws {
        try FetchStage.play { stage in
            let story = stage.story
            try story.issue()
            for (folder, list) in [("older", 2), ("newer", 4)] {
                try Files.makeFolder(story.path(folder))
                try story.write(try story.read("trust/pin.json"), to: folder + "/pin.json")
                try story.write(stage.list(list), to: folder + "/list.json")
            }
            let verify = ["verify", "anna.json", "--state", "state", "--at", FetchStage.now, "--trust"]
            #expect(try story.testamur.run(verify + ["older"], in: story.folder).status == 0)
            _ = try story.shell("cp -r state before")
            #expect(try !knowsNewer(story))
            try body(story, verify)
        }
    }

    @Test("At every change of the disk: the old state or the new one, never neither; and the next run finishes it")
    func killed() throws {
        try play { story, verify in
            var olds = 0
            var news = 0
            for call in SystemCalls.changing {
                for step in 1...16 {
                    _ = try story.shell("rm -rf state; cp -r before state")
                    let outcome = try story.testamur.run(
                        verify + ["newer"], in: story.folder, under: SystemCalls.killing(at: call, step))
                    let isNew = try knowsNewer(story)
                    if outcome.status == 0 {
                        #expect(isNew)
                        break
                    }
                    if isNew { news += 1 } else { olds += 1 }
                    #expect(try story.testamur.run(verify + ["newer"], in: story.folder).status == 0)
                    #expect(try knowsNewer(story), "\(call) \(step)")
                }
            }
            #expect(olds > 3 && news > 0, "\(olds) old and \(news) new")
        }
    }

    @Test("At random moments: the old state or the new one, never neither; and the next run finishes it")
    func killedAtRandom() throws {
        try play { story, verify in
            // How long a run takes on this machine, in milliseconds.
            _ = try story.shell("rm -rf state; cp -r before state")
            let length = try ContinuousClock().measure {
                _ = try story.testamur.run(verify + ["newer"], in: story.folder)
            }
            #expect(try knowsNewer(story))
            let end = max(Int(length / .milliseconds(1)), 8)
            for (trial, random) in Trials(10) {
                var random = random
                // Half of them in the last part of the run, when the state is written.
                let moment = random.number(in: (random.isOne(in: 2) ? end / 2 : 1)...end)
                _ = try story.shell("rm -rf state; cp -r before state")
                let outcome = try story.testamur.run(
                    verify + ["newer"], in: story.folder, under: Program.killing(after: moment))
                let isNew = try knowsNewer(story)
                #expect(outcome.status != 0 || isNew, "trial \(trial), \(moment) of \(end) ms")
                #expect(try story.testamur.run(verify + ["newer"], in: story.folder).status == 0)
                #expect(try knowsNewer(story), "trial \(trial), \(moment) of \(end) ms")
            }
        }
    }
}

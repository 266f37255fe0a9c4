import Credentials
import TestSupport
import Testing
import TrustSimulator

@Suite("What was seen, when its keeping is cut off", .enabled(if: SystemCalls.canBeWatched, "needs strace"))
struct StateInterruptionTests {
    /// What the state says to one who verifies with the root, the list and the statement of before: whether it knows the
    /// newer ones.
    private func knowsNewer(_ story: Story) throws -> Bool {
        let words = try ask(story, "older")
        #expect(!words.contains("is gone") && !words.contains("Nothing was remembered"), "\(words)")
        // The newer list was kept with the root that it was made under, and is used in the place of the older one.
        let isNewer = words.contains("list 2")
        #expect(words.hasPrefix("0 ") && (isNewer || words.contains("list 1")), "\(words)")
        return isNewer
    }

    /// Checks that a list which leaves out what both lists have is refused, whichever of them is remembered.
    private func refusesRewriting(_ story: Story) throws {
        let words = try ask(story, "rewriting")
        #expect(words.hasPrefix("2 ") && words.contains("LIST_HISTORY_REWRITTEN"), "\(words)")
    }

    private func ask(_ story: Story, _ trust: String) throws -> String {
        _ = try story.shell("cp -r state probe")
        let outcome = try story.run(
            "verify", "anna.json", "--trust", trust, "--state", "probe", "--at", ReplacedKeys.now)
        let details = try story.run(
            "verify", "anna.json", "--trust", trust, "--state", "probe", "--at", ReplacedKeys.now, "--format", "json")
        _ = try story.shell("rm -r probe")
        let words = (outcome.output + (outcome.status == 0 ? "" : details.output)).split(whereSeparator: \.isWhitespace)
        return "\(outcome.status) " + words.joined(separator: " ")
    }

    /// Plays with an employer who has seen the older list, and who is about to see the newer one.
    private func play(_ body: (_ story: Story, _ verify: [String]) throws -> Void) throws {
        try Story.play(withTrust: false) { story in
            let keys = try ReplacedKeys()
            try story.write(keys.credential, to: "anna.json")
            try keys.write(keys.older, to: "older", of: story)
            try keys.write(keys.newer, to: "newer", of: story)
            try keys.write(keys.rewriting, to: "rewriting", of: story)
            let verify = ["verify", "anna.json", "--state", "state", "--at", ReplacedKeys.now, "--trust"]
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
            for call in SystemCalls.changing + ["unlinkat"] {
                for step in 1...24 {
                    _ = try story.shell("rm -rf state; cp -r before state")
                    let outcome = try story.testamur.run(
                        verify + ["newer"], in: story.folder, under: SystemCalls.killing(at: call, step))
                    let isNew = try knowsNewer(story)
                    // What is renamed or removed is what can be half done.
                    if ["renameat", "unlinkat"].contains(call) { try refusesRewriting(story) }
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

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
}

/// Where and when a process is killed.
extension CrashSubject {
    /// Runs work in a new folder each time, killed one change of the disk later than before, until it comes to its end.
    ///
    /// - Parameters:
    ///   - work: What it does.
    ///   - name: What in the folder it works on.
    ///   - check: Looks at what is there afterwards; it gets the number of the change, counted from 1.
    /// - Returns: How many times it ran.
    public static func killAtEveryChange(
        _ work: String, on name: String, check: (_ outcome: Outcome, _ folder: String, _ point: Int) throws -> Void
    ) throws -> Int {
        var point = 0
        var isEnd = false
        while !isEnd {
            point += 1
            isEnd = try Files.withTemporaryFolder { folder in
                let outcome = try run(work, folder + "/" + name, killedAt: point)
                try check(outcome, folder, point)
                return !outcome.wasKilled
            }
        }
        return point
    }

    /// Runs work in a new folder each time, killed at a random moment; how many of the runs were is written down.
    ///
    /// - Parameters:
    ///   - milliseconds: After how many of them.
    ///   - check: Looks at what is there afterwards; it gets the number of the trial.
    public static func killAtAnyMoment(
        _ work: String, on name: String, after milliseconds: ClosedRange<Int>, trials: Trials = Trials(10),
        check: (_ outcome: Outcome, _ folder: String, _ trial: Int) throws -> Void
    ) throws {
        var killed = 0
        for (trial, random) in trials {
            var random = random
            let digits = String(1_000 + random.number(in: milliseconds)).dropFirst()
            // It is waited for, so that nothing of it is still going on when its files are looked at.
            let script = #"exec 2>/dev/null; "$@" & process=$!; sleep 0.\#(digits); kill -KILL $process; wait $process"#
            try Files.withTemporaryFolder { folder in
                let outcome = try run(work, folder + "/" + name, under: ["/bin/bash", "-c", script, "-"])
                killed += outcome.wasKilled ? 1 : 0
                try check(outcome, folder, trial)
            }
        }
        print("killed \(killed) times of \(trials.count)")
    }
}

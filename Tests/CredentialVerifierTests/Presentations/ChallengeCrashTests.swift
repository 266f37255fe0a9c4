import CredentialVerifier
import Encodings
import Proofs
import Storage
import TestSupport
import Testing

/// The story of `CrashSubject` ("challenge"): what was shown can be answered, and no more than once.
@Suite("Challenges, when their keeping is cut off")
struct ChallengeCrashTests {
    private static let domain = "hr.example"

    /// Answers everything that was shown once more, and counts how often each answer was accepted.
    private static func check(_ outcome: CrashSubject.Outcome, _ folder: String, _ place: String) throws {
        let now = try Timestamp(parsing: TestWorld.now)
        let shown = outcome.lines.filter { $0.hasPrefix("shown ") }.map { String($0.dropFirst(6)) }
        let accepted = outcome.lines.filter { $0.hasPrefix("accepted ") }.map { String($0.dropFirst(9)) }
        #expect(Set(accepted).count == accepted.count, "\(place)")
        for challenge in shown {
            var count = accepted.contains(challenge) ? 1 : 0
            // Another process each time, as it is a new one that comes after a crash.
            for answer in [UInt8(2), 3, 3] {
                switch ChallengeStore(state: folder).use(challenge, for: domain, answeredBy: [answer], at: now) {
                case .open: count += 1
                case .used: break
                default: Issue.record("\(place): what was shown is lost")
                }
            }
            #expect(count <= 1, "\(place): accepted \(count) times")
            // Cut off after it was crossed out and before anybody was told, it counts for nobody.
            #expect(count == 1 || challenge == shown.last, "\(place)")
        }
        // Whatever was left behind stops no new one.
        let store = ChallengeStore(state: folder)
        let next = try store.make(for: domain, at: now).challenge
        guard case .open = store.use(next, for: domain, answeredBy: [1], at: now) else {
            Issue.record("\(place): a new challenge is not open")
            return
        }
    }

    @Test("what was shown is there and counts at most once, wherever the process is killed")
    func killing() throws {
        let points = try CrashSubject.killAtEveryChange("challenge", on: "state") { outcome, folder, point in
            try Self.check(outcome, folder + "/state", "change \(point)")
        }
        #expect(points > 20)
    }

    @Test("what was shown is there and counts at most once, whenever the process is killed")
    func killingAtAnyMoment() throws {
        try CrashSubject.killAtAnyMoment("challenge", on: "state", after: 1...120) { outcome, folder, trial in
            try Self.check(outcome, folder + "/state", "trial \(trial)")
        }
    }
}

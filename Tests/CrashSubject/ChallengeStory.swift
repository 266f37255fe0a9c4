import CredentialVerifier
import Encodings
import Proofs
import Storage

/// What happens to challenges: four are made and shown, and three of them answered, each twice.
enum ChallengeStory {
    static let domain = "hr.example"

    static func run(at state: String, faults: DiskFaults) throws {
        let now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        let store = ChallengeStore(state: state, faults: faults)
        for number in 1...4 {
            let challenge = try store.make(for: domain, at: now).challenge
            CrashSubject.say("shown \(challenge)")
            guard number < 4 else { continue }
            for answer in [UInt8(1), 2] {
                let standing = store.use(challenge, for: domain, answeredBy: [answer], at: now)
                if case .open = standing { CrashSubject.say("accepted \(challenge)") }
            }
        }
    }
}

import CredentialVerifier
import Encodings
import Synchronization

/// Challenges that are looked up and not used; it remembers what was asked and answered.
final class WatchedChallenges: ChallengeBook {
    private let store: ChallengeStore
    private let isLenient: Bool
    private let clock: Timestamp
    private let seen = Mutex<(challenge: String, standing: ChallengeStanding?)>(("", nil))

    /// - Parameters:
    ///   - isLenient: Whether every challenge is taken for open, to learn what else there is to say of an answer.
    ///   - clock: The present time, whatever time an answer is judged for.
    init(_ store: ChallengeStore, isLenient: Bool, clock: Timestamp) {
        self.store = store
        self.isLenient = isLenient
        self.clock = clock
    }

    /// The challenge that was asked about.
    var challenge: String { seen.withLock { $0.challenge } }
    /// How it stands.
    var standing: ChallengeStanding? { seen.withLock { $0.standing } }

    func standing(
        of challenge: String, for domain: String, answeredBy presentation: [UInt8], at clock: Timestamp
    ) -> ChallengeStanding {
        let standing =
            isLenient
            ? .open(until: self.clock)
            : store.standing(of: challenge, for: domain, answeredBy: presentation, at: self.clock)
        seen.withLock { $0 = (challenge, standing) }
        return standing
    }

    func use(
        _ challenge: String, for domain: String, answeredBy presentation: [UInt8], at clock: Timestamp
    ) -> ChallengeStanding {
        standing(of: challenge, for: domain, answeredBy: presentation, at: clock)
    }
}

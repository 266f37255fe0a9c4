import CredentialIssuer
import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Storage
import Synchronization

/// The proofs of possession that the rows of a spreadsheet name, each a path from where the spreadsheet is.
struct SpreadsheetProofs: LearnerProofReader {
    private let folder: String
    private let domain: String
    /// `nil` where there is nowhere to keep challenges.
    private let store: ChallengeStore?

    /// - Parameters:
    ///   - spreadsheet: The spreadsheet; `-` stands for one in the current folder.
    ///   - institution: The institution's DID, under which the challenges were made.
    ///   - state: The folder in which challenges are kept; `nil` where there is none.
    init(beside spreadsheet: String, for institution: DID, state: String?) {
        folder = spreadsheet.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(spreadsheet[...$0]) } ?? ""
        domain = institution.text
        store = state.map { ChallengeStore(state: $0) }
    }

    func read(_ path: String) throws(LearnerProofRefusal) -> any LearnerProof {
        guard let store else { throw refusal(.challengeUnavailable) }
        let bytes: [UInt8]
        do throws(StorageError) {
            // A spreadsheet may come from elsewhere: a pipe that it names is not waited for.
            let place = path.utf8.first == UInt8(ascii: "/") ? path : folder + path
            bytes = try FileReader.read(place, limit: Limits.credential.documentByteCount)
        } catch {
            throw LearnerProofRefusal(.unreadable, code: error.code.rawValue, domain: domain)
        }
        let now = Clock.now
        let book = WatchedChallenges(store, isLenient: false, clock: now)
        let report = Verifier(trust: .none).verify(bytes, for: Recipient(domain: domain, challenges: book), at: now)
        if let holder = report.provedPossession { return try proof(bytes, by: holder, book, store, nil, at: now) }
        let first = refusal(of: report)
        // Its time may be over and its challenge used up: that it was a proof then is enough for what was begun with it.
        guard let made = Self.moment(of: report) else { throw first }
        let earlier = WatchedChallenges(store, isLenient: true, clock: now)
        let then = Verifier(trust: .none).verify(
            bytes, for: Recipient(domain: domain, challenges: earlier), at: min(made, now))
        guard let holder = then.provedPossession else { throw first }
        var checkedAt = now
        if case .used(let time?, bySame: true) = book.standing { checkedAt = time }
        return try proof(bytes, by: holder, book, store, first, at: checkedAt)
    }

    private func proof(
        _ bytes: [UInt8], by holder: String, _ book: WatchedChallenges, _ store: ChallengeStore,
        _ trouble: LearnerProofRefusal?, at time: Timestamp
    ) throws(LearnerProofRefusal) -> any LearnerProof {
        do throws(CryptographyError) {
            return SpreadsheetProof(
                holder: holder, possession: try HolderPossession(of: bytes, checkedAt: time),
                challenge: book.challenge, trouble: trouble, bytes: bytes, domain: domain, store: store)
        } catch {
            throw LearnerProofRefusal(.refused, code: error.code.rawValue, domain: domain)
        }
    }

    // MARK: What is wrong

    /// Why a report does not prove possession.
    private func refusal(of report: VerificationReport) -> LearnerProofRefusal {
        let check = report.checks.first { $0.outcome != .passed && $0.name != .credentials }
        guard report.isPresentation, let check else {
            return LearnerProofRefusal(.notAProof, code: PresentationCode.credentialUndecided.rawValue, domain: domain)
        }
        guard let code = PresentationCode(rawValue: check.code) else {
            return LearnerProofRefusal(.refused, code: check.code, domain: domain)
        }
        return refusal(code)
    }

    private func refusal(_ code: PresentationCode) -> LearnerProofRefusal {
        let reason: LearnerProofRefusal.Reason =
            switch code {
            case .domainMismatch: .otherDomain
            case .challengeExpired, .expired: .late
            case .replayed: .used
            case .challengeUnknown: .unknownChallenge
            default: .refused
            }
        return LearnerProofRefusal(reason, code: code.rawValue, domain: domain)
    }

    /// When a presentation says that it was made.
    private static func moment(of report: VerificationReport) -> Timestamp? {
        for case (name: "created", value: .moment(let time)) in report[.validity]?.facts ?? [] { return time }
        return nil
    }
}

/// A proof of possession that holds, or did when it was made.
private struct SpreadsheetProof: LearnerProof {
    let holder: String
    let possession: HolderPossession
    let challenge: String
    /// Why nothing new can be begun with it.
    let trouble: LearnerProofRefusal?
    let bytes: [UInt8]
    let domain: String
    let store: ChallengeStore

    func refusal(for purpose: String) -> LearnerProofRefusal? {
        trouble.flatMap { isUsed(for: purpose) ? nil : $0 }
    }

    func use(for purpose: String) -> LearnerProofRefusal? {
        if isUsed(for: purpose) { return nil }
        if let trouble { return trouble }
        let standing = store.use(challenge, for: domain, answeredBy: bytes, purpose: purpose, at: Clock.now)
        if case .open = standing { return nil }
        // Another process that issues the same row can have been faster.
        if isUsed(for: purpose) { return nil }
        switch standing {
        case .used: return LearnerProofRefusal(.used, code: PresentationCode.replayed.rawValue, domain: domain)
        case .expired:
            return LearnerProofRefusal(.late, code: PresentationCode.challengeExpired.rawValue, domain: domain)
        case .unknown:
            return LearnerProofRefusal(
                .unknownChallenge, code: PresentationCode.challengeUnknown.rawValue, domain: domain)
        case .open, .unavailable:
            return LearnerProofRefusal(
                .refused, code: PresentationCode.challengeUnavailable.rawValue, domain: domain)
        }
    }

    private func isUsed(for purpose: String) -> Bool {
        store.purpose(ofUsing: challenge, for: domain, answeredBy: bytes).map {
            $0.utf8.elementsEqual(purpose.utf8)
        } ?? false
    }
}

/// Challenges that are looked up and not used; it remembers what was asked and answered.
private final class WatchedChallenges: ChallengeBook {
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

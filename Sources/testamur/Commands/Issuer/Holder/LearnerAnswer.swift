import CredentialIssuer
import CredentialVerifier
import Credentials
import Cryptography
import Encodings

/// A proof of possession that holds, or did when it was made: an answer to a challenge of the institution.
struct LearnerAnswer: LearnerProof {
    let holder: String
    let possession: HolderPossession
    let challenge: String
    /// Why nothing new can be begun with it.
    private let trouble: LearnerProofRefusal?
    private let bytes: [UInt8]
    private let domain: String
    private let store: ChallengeStore

    /// Judges a proof that was received.
    ///
    /// One whose time is over, or whose challenge is used up, is read as well: that it was a proof then is enough for
    /// what was begun with it.
    ///
    /// - Parameters:
    ///   - domain: The name under which the institution makes its challenges.
    ///   - store: Where it keeps them; none is used up here.
    /// - Throws: ``LearnerProofRefusal`` where it is no proof, or not one that was made for this institution.
    init(_ bytes: [UInt8], for domain: String, _ store: ChallengeStore, at now: Timestamp) throws(LearnerProofRefusal) {
        let book = WatchedChallenges(store, isLenient: false, clock: now)
        let report = Verifier(trust: .none).verify(bytes, for: Recipient(domain: domain, challenges: book), at: now)
        var checkedAt = now
        if let holder = report.provedPossession {
            self.holder = holder
            trouble = nil
        } else {
            let first = Self.refusal(of: report, domain)
            guard let made = Self.moment(of: report) else { throw first }
            let earlier = WatchedChallenges(store, isLenient: true, clock: now)
            let then = Verifier(trust: .none).verify(
                bytes, for: Recipient(domain: domain, challenges: earlier), at: min(made, now))
            guard let holder = then.provedPossession else { throw first }
            if case .used(let time?, bySame: true) = book.standing { checkedAt = time }
            self.holder = holder
            trouble = first
        }
        do throws(CryptographyError) {
            possession = try HolderPossession(of: bytes, checkedAt: checkedAt)
        } catch {
            throw LearnerProofRefusal(.refused, code: error.code.rawValue, domain: domain)
        }
        challenge = book.challenge
        self.bytes = bytes
        self.domain = domain
        self.store = store
    }

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

    // MARK: What is wrong

    /// Why a report does not prove possession.
    private static func refusal(of report: VerificationReport, _ domain: String) -> LearnerProofRefusal {
        let check = report.checks.first { $0.outcome != .passed && $0.name != .credentials }
        guard report.isPresentation, let check else {
            return LearnerProofRefusal(.notAProof, code: PresentationCode.credentialUndecided.rawValue, domain: domain)
        }
        guard let code = PresentationCode(rawValue: check.code) else {
            return LearnerProofRefusal(.refused, code: check.code, domain: domain)
        }
        return refusal(code, domain)
    }

    /// Why a proof with this finding is not taken.
    static func refusal(_ code: PresentationCode, _ domain: String) -> LearnerProofRefusal {
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

public import Credentials
public import Encodings
public import Registry

/// What a verification found: every check with its outcome, and the verdict that follows.
///
/// The text on a terminal, the colours, the JSON form and the exit code are views of this value. Sentences are made when
/// they are asked for, so that a program that only needs the verdict does not pay for them.
public struct VerificationReport: Sendable {
    /// The answer in one word.
    public enum Verdict: String, Sendable {
        /// Every check passed, or does not apply.
        case valid
        /// A check failed.
        case invalid
        /// No check failed, and at least one could not be decided.
        case undecided
    }

    /// The verdict.
    public let verdict: Verdict
    /// One answer for each question, in the order of ``CheckName/ofCredential`` or ``CheckName/ofPresentation``.
    public let checks: [Check]
    /// What is worth knowing besides.
    public internal(set) var notes: [Note]
    /// The received document; `nil` when the bytes are no strict JSON object.
    public let received: ReceivedCredential?
    /// What the document says: where only its linked data is signed, what that says, whatever form it was received in.
    public let claims: CredentialView?
    /// The issuer's entry in the trust list; `nil` unless the issuer is recognised or known there.
    public let issuer: RecognizedIssuer?
    /// The name of the policy by which it was judged.
    public let policy: String
    /// The time for which the checks were made.
    public let evaluatedAt: Timestamp
    /// The received bytes; of a capsule that is a folder, its table of contents.
    public let input: [UInt8]
    /// The time for which the status is known: that of the oldest list that decided; `nil` where none did.
    public let statusAsOf: Timestamp?
    /// The status lists that were read, as they were received.
    public let statusLists: [[UInt8]]
    /// What is known of the capsule that the credential came in; `nil` where it came as it is.
    public let capsule: CapsuleFacts?
    /// What is known of the image or the QR codes that the document came in; `nil` where it came as it is.
    public internal(set) var carrier: CarrierFacts?
    /// What a holder signed; `nil` for a credential, and for a presentation whose proof does not hold.
    public let presentation: PresentationFacts?
    /// The reports on the credentials in a presentation whose proof holds, in the document's order.
    public let credentials: [VerificationReport]
    /// Whether the document is a presentation.
    public let isPresentation: Bool

    init(
        checks: [Check], notes: [Note], received: ReceivedCredential?, claims: CredentialView?,
        issuer: RecognizedIssuer?, policy: String, evaluatedAt: Timestamp, input: [UInt8],
        status: (asOf: Timestamp?, lists: [[UInt8]]) = (nil, []), capsule: CapsuleFacts? = nil,
        presentation: PresentationFacts? = nil, credentials: [VerificationReport] = [], isPresentation: Bool = false
    ) {
        (statusAsOf, statusLists) = status
        self.capsule = capsule
        self.presentation = presentation
        self.credentials = credentials
        self.isPresentation = isPresentation
        self.checks = checks
        self.notes = notes
        self.received = received
        self.claims = claims
        self.issuer = issuer
        self.policy = policy
        self.evaluatedAt = evaluatedAt
        self.input = input
        verdict = Self.verdict(of: checks)
    }

    /// Invalid with any failed check, else undecided with any that is undecided or was not run, else valid.
    static func verdict(of checks: [Check]) -> Verdict {
        var verdict = Verdict.valid
        for check in checks {
            switch check.outcome {
            case .failed: return .invalid
            case .undecided, .notRun: verdict = .undecided
            case .passed, .notApplicable: break
            }
        }
        return verdict
    }

    /// The same report with another answer to one question.
    func replacing(_ check: Check) -> VerificationReport {
        VerificationReport(
            checks: checks.map { $0.name == check.name ? check : $0 }, notes: notes, received: received,
            claims: claims, issuer: issuer, policy: policy, evaluatedAt: evaluatedAt, input: input,
            status: (statusAsOf, statusLists), capsule: capsule, presentation: presentation,
            credentials: credentials, isPresentation: isPresentation)
    }

    /// The answer to one question.
    public subscript(_ name: CheckName) -> Check? { checks.first { $0.name == name } }

    /// The check that gives the headline: the first that failed, else the first that is undecided.
    ///
    /// A failed proof goes before a failed data model, for a forged document is never merely called malformed. Where a
    /// key is not at hand because a list was refused, the list is what decides. Where no program of this kind can check
    /// the proof at all, that is said rather than that words are not known: knowing them would change nothing.
    public var decisive: Check? {
        if let proof = self[.proof], proof.outcome == .failed { return proof }
        if let failed = checks.first(where: { $0.outcome == .failed }) { return failed }
        let undecided = checks.filter { $0.outcome == .undecided }
        if let proof = undecided.first(where: { $0.name == .proof }),
            ["PROOF_BLOCKCHAIN", "PROOF_NONE_SUPPORTED", "LINKED_DATA_LIMIT"].contains(proof.code)
        {
            return proof
        }
        if undecided.first?.code == "KEY_UNAVAILABLE", let issuer = undecided.first(where: { $0.name == .issuer }),
            !["NO_TRUST", "ISSUER_NOT_LISTED", "ISSUER_NOT_DID"].contains(issuer.code),
            RegistryMention.Code(rawValue: issuer.code) == nil
        {
            return issuer
        }
        return undecided.first
    }

    /// Whether the claims may be shown as the issuer's: the proof holds.
    public var isAuthentic: Bool { self[.proof]?.outcome == .passed }

    /// Whether the issuer was judged by what was known in the past, as the policy allows.
    public var isByPastTrust: Bool { pastTrust != nil }

    /// The note that says when that was, the earlier one where both the list and the status are of the past.
    var pastTrust: Note? {
        let codes = [TrustNote.Code.listAsOf.rawValue, TrustNote.Code.statusAsOf.rawValue]
        return notes.filter { codes.contains($0.code) }.min { ($0.known ?? .latest) < ($1.known ?? .latest) }
    }

    /// Whether every check but the decisive one passed or does not apply: a lapsed credential that *was* genuine.
    public var isOtherwiseSound: Bool {
        checks.allSatisfy { check in
            check.name == decisive?.name || check.outcome == .passed || check.outcome == .notApplicable
        }
    }
}

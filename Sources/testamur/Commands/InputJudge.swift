import CredentialVerifier
import Encodings

/// Judges the inputs of one command, be they credentials or capsules.
struct InputJudge {
    let policy: Policy
    private(set) var trust: Trust
    private let state: VerifierState?
    let now: Timestamp
    private let recipient: Recipient?
    /// What was found of documents that no file has all parts of.
    var looseParts = LooseParts()

    init(trust: Trust, policy: Policy, state: VerifierState?, now: Timestamp, recipient: Recipient? = nil) {
        self.trust = trust
        self.policy = policy
        self.state = state
        self.now = now
        self.recipient = recipient
    }

    /// The report on one input; `nil` where it has only some of the parts of a document: see ``reportsOnLooseParts()``.
    mutating func report(on input: Input) throws(UnreadInput) -> VerificationReport? {
        if input.isCapsuleFolder {
            return report([]) { () throws(CapsuleError) in try CapsuleFolder.read(input.name) }
        }
        let received = try input.read(limit: Inputs.byteLimit)
        return try report(onFile: received, named: input.name)
    }

    /// The report on a document: a credential or a capsule.
    mutating func report(onDocument bytes: [UInt8]) -> VerificationReport {
        guard Capsule.isCapsule(bytes) else {
            let report = Verifier(trust: trust, policy: policy).verify(
                bytes, for: recipient, at: now, clock: Clock.now)
            trust.keepStatusLists(in: state)
            return report
        }
        return report(bytes) { () throws(CapsuleError) in try Capsule(parsing: bytes) }
    }

    private mutating func report(
        _ bytes: [UInt8], _ read: () throws(CapsuleError) -> Capsule
    ) -> VerificationReport {
        let capsule: Capsule
        do throws(CapsuleError) {
            capsule = try read()
        } catch {
            return Verifier(trust: trust, policy: policy).refuse(error, bytes, at: now)
        }
        var extended = trust.adding(capsule).kept(in: state, at: Clock.now)
        let judged = Verifier(trust: extended, policy: policy).judge(capsule, at: now, clock: Clock.now)
        let report = recipient == nil ? judged : judged.askedForPresentation()
        extended.keepStatusLists(in: state)
        // What a capsule proved counts for the inputs after it, as it would in the next run; what is wrong with it does not.
        trust = trust.after(extended, in: state)
        return report
    }
}

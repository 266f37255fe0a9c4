import Credentials
public import Encodings
import Proofs
import Registry

/// Judges credentials: bytes and a time go in, a report comes out.
///
/// A verifier opens no socket, and what it may rely on was loaded into its ``Trust`` before; only for the status lists that
/// an authentic credential names does the trust look in the folders that it was loaded from. It can be used from many
/// threads.
public struct Verifier: Sendable {
    /// What the verifier relies on.
    public let trust: Trust
    /// What it asks for.
    public let policy: Policy

    /// Makes a verifier; whoever has nothing to trust says so with ``Trust/none``.
    public init(trust: Trust, policy: Policy = .standard) {
        self.trust = trust
        self.policy = policy
    }

    /// Judges a document as it was received, at the time `now`.
    ///
    /// - Parameter clock: The present time, where somebody judges for another; it must not lie before what was seen
    ///   already.
    ///
    /// Every check is made and reported, in the order of ``CheckName``; after a check that leaves nothing to rely on,
    /// the rest is reported as not run.
    public func verify(_ bytes: [UInt8], at now: Timestamp, clock: Timestamp? = nil) -> VerificationReport {
        let received: ReceivedCredential
        do throws(JSONError) {
            received = try ReceivedCredential(parsing: bytes)
        } catch {
            return refused(bytes, now, FormatCheck.refusal(error, bytes))
        }
        if let refusal = FormatCheck.refusal(received) { return refused(bytes, now, refusal, received) }

        var checks: [Check] = []
        checks.reserveCapacity(CheckName.ofCredential.count)
        checks.append(Check(.format, .passed, "FORMAT_VALID"))
        // Taken apart at once: every use of a tuple with all of it would copy all of it.
        let (proof, signed, proofNotes) = ProofCheck.check(received, trust, policy, at: now)
        guard let signed else {
            let conditions = SideConditions(received.claims, trust.contexts)
            checks.append(DataModelCheck.check(received, conditions, trust.contexts, wasRead: false))
            checks.append(proof)
            // Nothing of the document can be relied on; that its issuer is unknown is still worth saying.
            if proof.outcome == .undecided {
                checks.append(IssuerCheck.unproven(received, proof, trust, policy, at: now))
            }
            return report(checks, proofNotes, received, received.claims, nil, now, bytes)
        }
        // What was signed is read: not always in the form in which it was received.
        let judgement = judge(signed, at: now, clock: clock ?? now)
        checks.append(judgement.dataModel)
        checks.append(proof)
        checks += judgement.others
        checks.append(HolderCheck.check(policy))
        return report(
            checks, proofNotes + judgement.notes, received, judgement.claims, judgement.issuer, now, bytes,
            judgement.status)
    }

    func refused(
        _ bytes: [UInt8], _ now: Timestamp, _ check: Check, _ received: ReceivedCredential? = nil
    ) -> VerificationReport {
        report([check], [], received, received?.claims, nil, now, bytes)
    }

    /// Completes the checks: what was not reached was not run.
    private func report(
        _ done: [Check], _ notes: [Note], _ received: ReceivedCredential?, _ claims: CredentialView?,
        _ issuer: RecognizedIssuer?, _ now: Timestamp, _ bytes: [UInt8], _ status: StatusJudgement? = nil
    ) -> VerificationReport {
        var checks = done
        for name in CheckName.ofCredential.dropFirst(done.count) { checks.append(Check(name, .notRun, "NOT_RUN")) }
        var notes = notes + trust.stateNotes
        for check in done where check.outcome == .notApplicable && check.code == "STATUS_ABSENT" {
            notes.append(Note(check.code))
        }
        return VerificationReport(
            checks: checks, notes: notes, received: received, claims: claims, issuer: issuer, policy: policy.name,
            evaluatedAt: now, input: bytes, status: (status?.asOf, status?.lists(with: issuer) ?? []))
    }
}

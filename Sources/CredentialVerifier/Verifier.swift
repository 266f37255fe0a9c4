import Credentials
public import Encodings
import Proofs
import Registry

/// Judges credentials: bytes and a time go in, a report comes out.
///
/// A verifier opens no file and no socket; what it may rely on was loaded into its ``Trust`` before. It can be used from
/// many threads.
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
    /// Every check is made and reported, in the order of ``CheckName``; after a check that leaves nothing to rely on,
    /// the rest is reported as not run.
    public func verify(_ bytes: [UInt8], at now: Timestamp) -> VerificationReport {
        let received: ReceivedCredential
        do throws(JSONError) {
            received = try ReceivedCredential(parsing: bytes)
        } catch {
            return refused(bytes, now, FormatCheck.refusal(error, bytes))
        }
        if let refusal = FormatCheck.refusal(received) { return refused(bytes, now, refusal, received) }

        var checks: [Check] = []
        checks.reserveCapacity(CheckName.allCases.count)
        checks.append(Check(.format, .passed, "FORMAT_VALID"))
        let conditions = SideConditions(received.document.root)
        let proof = ProofCheck.check(received, trust, policy, at: now)
        let wasRead = proof.authentic?.proofs.contains { $0.suite.readsLinkedData } ?? false
        checks.append(DataModelCheck.check(received, conditions, trust.contexts, wasRead: wasRead))
        checks.append(proof.check)
        var notes = proof.notes
        guard let authentic = proof.authentic else {
            // Nothing of the document can be relied on; that its issuer is unknown is still worth saying.
            if proof.check.outcome == .undecided {
                checks.append(IssuerCheck.unproven(received, proof.check, trust, policy, at: now))
            }
            return report(checks, notes, received, nil, now, bytes)
        }
        let issuer = IssuerCheck.check(authentic, trust, policy, at: now)
        checks.append(RequiredEvidence.check(issuer.check, policy))
        notes += issuer.notes + conditions.notes
        checks.append(StatusCheck.check(authentic, policy))
        checks.append(ValidityCheck.check(authentic, policy, at: now))
        checks.append(ProfileCheck.check(authentic, policy))
        checks.append(HolderCheck.check(policy))
        return report(checks, notes, received, issuer.issuer, now, bytes)
    }

    private func refused(
        _ bytes: [UInt8], _ now: Timestamp, _ check: Check, _ received: ReceivedCredential? = nil
    ) -> VerificationReport {
        report([check], [], received, nil, now, bytes)
    }

    /// Completes the checks: what was not reached was not run.
    private func report(
        _ done: [Check], _ notes: [Note], _ received: ReceivedCredential?, _ issuer: RecognizedIssuer?,
        _ now: Timestamp, _ bytes: [UInt8]
    ) -> VerificationReport {
        let rest = CheckName.allCases.dropFirst(done.count).map { Check($0, .notRun, "NOT_RUN") }
        var notes = notes
        for check in done where check.outcome == .notApplicable && check.code == "STATUS_ABSENT" {
            notes.append(Note(check.code))
        }
        return VerificationReport(
            checks: done + rest, notes: notes, received: received, issuer: issuer, policy: policy.name,
            evaluatedAt: now, input: bytes)
    }
}

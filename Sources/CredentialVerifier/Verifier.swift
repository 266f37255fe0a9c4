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
        checks.reserveCapacity(CheckName.allCases.count)
        checks.append(Check(.format, .passed, "FORMAT_VALID"))
        // Taken apart at once: every use of a tuple with all of it would copy all of it.
        let (proof, signed, proofNotes) = ProofCheck.check(received, trust, policy, at: now)
        // What was signed is read: not always in the form in which it was received.
        let (found, dataModel, conditions, formNotes) = readable(received, signed)
        let claims = found?.claims ?? received.claims
        checks.append(dataModel)
        checks.append(proof)
        guard let authentic = found else {
            // Nothing of the document can be relied on; that its issuer is unknown is still worth saying.
            if proof.outcome == .undecided {
                checks.append(IssuerCheck.unproven(received, proof, trust, policy, at: now))
            }
            return report(checks, proofNotes, received, claims, nil, now, bytes)
        }
        let behind = ClockCheck(trust, policy, clock ?? now)
        let (recognition, issuer, issuerNotes) = IssuerCheck.check(authentic, trust, policy, at: now)
        checks.append(behind.judging(RequiredEvidence.check(recognition, policy)))
        checks.append(StatusCheck.check(authentic, policy))
        checks.append(behind.judging(ValidityCheck.check(authentic, policy, at: now)))
        checks.append(ProfileCheck.check(authentic, policy))
        checks.append(HolderCheck.check(policy))
        return report(
            checks, proofNotes + issuerNotes + formNotes + conditions.notes, received, claims, issuer, now, bytes)
    }

    /// The credential in the form that can be read, and the check of that form.
    ///
    /// Where the issuer signed JSON and linked data, and the JSON is not in order, what the linked data says counts as it
    /// does without the proof over the JSON: to take one proof away must never make a document better. What the JSON lacks
    /// is not taken from there, for linked data does not tell an issuer's words from those of others about the same thing.
    private func readable(
        _ received: ReceivedCredential, _ signed: AuthenticCredential?
    ) -> (found: AuthenticCredential?, check: Check, conditions: SideConditions, notes: [Note]) {
        if let signed, signed.isReadFromLinkedData {
            let conditions = SideConditions(signed.claims, trust.contexts, unread: signed.unreadProperties)
            return (signed, DataModelCheck.check(signed, conditions), conditions, [])
        }
        let wasRead = signed?.proofs.contains { $0.suite.readsLinkedData } ?? false
        let conditions = SideConditions(received.claims, trust.contexts)
        let check = DataModelCheck.check(received, conditions, trust.contexts, wasRead: wasRead)
        guard check.outcome != .passed, let signed,
            !DataModelCheck.lacksMembers(received, check, conditions, trust.contexts)
        else { return (signed, check, conditions, []) }
        do throws(ProofError) {
            guard let stated = try signed.readFromLinkedData() else { return (signed, check, conditions, []) }
            let other = SideConditions(stated.claims, trust.contexts, unread: stated.unreadProperties)
            let reading = DataModelCheck.check(stated, other)
            guard reading.outcome == .passed || check.outcome == .failed && reading.outcome == .undecided else {
                return (signed, check, conditions, [])
            }
            let note = Note("READ_FROM_LINKED_DATA", [("code", .text(check.code)), ("pointer", .text(check.pointer))])
            return (stated, reading, other, [note])
        } catch {
            guard check.outcome == .failed else { return (signed, check, conditions, []) }
            let undecided = Check(.dataModel, .undecided, error.code.rawValue, findings: check.findings)
            return (signed, undecided, conditions, [])
        }
    }

    func refused(
        _ bytes: [UInt8], _ now: Timestamp, _ check: Check, _ received: ReceivedCredential? = nil
    ) -> VerificationReport {
        report([check], [], received, received?.claims, nil, now, bytes)
    }

    /// Completes the checks: what was not reached was not run.
    private func report(
        _ done: [Check], _ notes: [Note], _ received: ReceivedCredential?, _ claims: CredentialView?,
        _ issuer: RecognizedIssuer?, _ now: Timestamp, _ bytes: [UInt8]
    ) -> VerificationReport {
        var checks = done
        for name in CheckName.allCases.dropFirst(done.count) { checks.append(Check(name, .notRun, "NOT_RUN")) }
        var notes = notes + trust.stateNotes
        for check in done where check.outcome == .notApplicable && check.code == "STATUS_ABSENT" {
            notes.append(Note(check.code))
        }
        return VerificationReport(
            checks: checks, notes: notes, received: received, claims: claims, issuer: issuer, policy: policy.name,
            evaluatedAt: now, input: bytes)
    }
}

import Credentials
public import Encodings
import Proofs

extension Verifier {
    /// Judges a credential or a presentation as it was received, at the time `now`.
    ///
    /// A presentation is judged by its own proof first, made for `authentication` by the key that is its holder; then
    /// for whom it was made, which challenge it answers, and when; then every credential in it as if it had come alone,
    /// and whether it is bound to the holder. Only where all of this is in order is the challenge used up, so that a
    /// stranger cannot burn it, and only then is a credential called presented by its holder.
    /// Source: trust list design, section 3.4.
    ///
    /// - Parameters:
    ///   - recipient: The one who asks. A credential that comes without a presentation stays undecided then: whoever
    ///     asks for a presentation must not be content with a copy of what stands in one. Without it, for whom a
    ///     presentation was made and what it answers stay undecided.
    ///   - clock: The present time, by which an answer to a challenge is fresh, also where its credentials are judged for
    ///     another time.
    public func verify(
        _ bytes: [UInt8], for recipient: Recipient?, at now: Timestamp, clock: Timestamp? = nil
    ) -> VerificationReport {
        guard let presentation = PresentationForm.read(bytes) else {
            let report = verify(bytes, at: now, clock: clock)
            return recipient == nil ? report : report.askedForPresentation()
        }
        return judge(presentation, for: recipient, at: now, clock: clock ?? now)
    }

    private func judge(
        _ received: ReceivedCredential, for recipient: Recipient?, at now: Timestamp, clock: Timestamp
    ) -> VerificationReport {
        let view = received.presentation
        let format = PresentationForm.format(view)
        guard format.outcome == .passed else { return report([format], received, now) }
        let dataModel = PresentationForm.dataModel(view)
        let presentation: AuthenticPresentation
        switch PresentationProofVerifier().verify(received) {
        case .failed(let error): return report([format, dataModel, proof(.failed, error)], received, now)
        case .undecided(let error): return report([format, dataModel, proof(.undecided, error)], received, now)
        case .authentic(let authentic): presentation = authentic
        }
        let proof = Check(
            .proof, .passed, .signatureValid, at: presentation.proof.pointer,
            [("holder", .text(KeyName.shortened(presentation.holder)))])

        // Each credential by its own proof; whether its holder presents it is for this presentation to say.
        var ordinary = policy
        ordinary.requiresHolderBinding = false
        let verifier = Verifier(trust: trust, policy: ordinary)
        let alone = presentation.credentials.map {
            verifier.verify(Array($0.receivedBytes), at: now, clock: clock)
        }
        let bindings = alone.map { CredentialBinding($0, presentation.holder) }

        var own = [
            format, dataModel, proof, PresentationCheck.domain(presentation, recipient),
            PresentationCheck.challenge(presentation, recipient, policy, at: clock),
            // An answer is for now; what can be shown until a day is judged for the day that was asked about.
            PresentationCheck.validity(presentation, policy, at: presentation.challenge == nil ? now : clock),
            PresentationCheck.holder(presentation, bindings),
        ]
        if let recipient, let index = own.firstIndex(where: { $0.name == .challenge }), presentation.challenge != nil,
            VerificationReport.verdict(of: own) == .valid
        {
            own[index] = PresentationCheck.using(presentation, recipient, at: clock)
        }
        let holders = HolderCheck.checks(own, bindings, policy)
        let credentials = zip(alone, holders).map { $0.replacing($1) }
        let isAccepted = VerificationReport.verdict(of: own) == .valid
        own.append(CredentialsCheck.check(isAccepted ? credentials : alone, in: presentation))
        return report(own, received, now, presentation, credentials)
    }

    private func proof(_ outcome: Outcome, _ error: ProofError) -> Check {
        Check(.proof, outcome, error.code.rawValue, at: error.pointer)
    }

    private func report(
        _ done: [Check], _ received: ReceivedCredential, _ now: Timestamp,
        _ presentation: AuthenticPresentation? = nil, _ credentials: [VerificationReport] = []
    ) -> VerificationReport {
        let rest = CheckName.ofPresentation.dropFirst(done.count).map { Check($0, .notRun, "NOT_RUN") }
        return VerificationReport(
            checks: done + rest, notes: PresentationForm.notes(received.presentation) + trust.stateNotes,
            received: received, claims: nil, issuer: nil, policy: policy.name, evaluatedAt: now,
            input: received.bytes, presentation: presentation.map { PresentationFacts($0) }, credentials: credentials,
            isPresentation: true)
    }
}

extension VerificationReport {
    /// The report on a credential that came as it is, for who asked for a presentation: its holder stays undecided,
    /// since a copy of what stands in a presentation is a file like any other.
    public func askedForPresentation() -> VerificationReport {
        guard let holder = self[.holder], !isPresentation,
            holder.outcome == .notApplicable || holder.outcome == .undecided
        else { return self }
        return replacing(Check(.holder, .undecided, .presentationRequired))
    }
}

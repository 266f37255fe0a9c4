import Credentials
import Cryptography
public import Encodings
public import Proofs

extension Vault {
    /// Signs a presentation, after it was written down that it is made: nothing is shown that the learner cannot look
    /// up.
    ///
    /// Where no credential in it is bound to a key, a key signs that nobody but this verifier gets to see.
    ///
    /// - Parameters:
    ///   - titles: What the credentials of the plan are called, in their order.
    ///   - now: The present time.
    /// - Returns: The document, and what was written down of it.
    /// - Throws: ``WalletError`` with code `notPresentable` for what no presentation can be, such as too many credentials
    ///   or a challenge that has ended; `keyNotHere`; or as ``exclusively(_:)``.
    public func present(
        _ plan: PresentationPlan, to aim: PresentationAim, titles: [String], at now: Timestamp
    ) throws(WalletError) -> (document: [UInt8], record: MadePresentation) {
        try exclusively { () throws(WalletError) in
            let key = if let bound = plan.key { bound } else { try holderKey(forIssuer: aim.domain, at: now) }
            guard let signer = try signer(for: key) else {
                throw WalletError(.keyNotHere, "the key that the credentials are bound to is not in this wallet")
            }
            let draft: PresentationDraft
            let document: [UInt8]
            do throws(ProofError) {
                draft = try aim.draft(signer.holder, plan.credentials, at: now)
                document = try draft.signed(with: signer)
            } catch {
                throw WalletError(error.code == .draftRefused ? .notPresentable : .failed, error.reason)
            }
            let made = try record(
                MadePresentation(
                    madeAt: now, verifier: aim.domain, domain: aim.domain, expiresAt: draft.expires, holder: key.did,
                    credentials: plan.entries.map(\.digest), titles: titles))
            return (document, made)
        }
    }

    /// Signs a proof that the holder has a key, for an issuer that asks.
    ///
    /// Nothing but the key is shown by it.
    ///
    /// - Throws: ``WalletError`` with code `notPresentable` for a challenge that has ended, `keyNotHere`, `vaultDamaged` or
    ///   `failed`.
    public func prove(
        _ key: KeptKey, answering request: PresentationRequest, at now: Timestamp
    ) throws(WalletError) -> [UInt8] {
        guard let signer = try signer(for: key) else {
            throw WalletError(.keyNotHere, "the key is not in this wallet")
        }
        do throws(ProofError) {
            return try PresentationDraft(holder: signer.holder, credentials: [], answering: request, created: now)
                .signed(with: signer)
        } catch {
            throw WalletError(error.code == .draftRefused ? .notPresentable : .failed, error.reason)
        }
    }
}

extension PresentationAim {
    fileprivate func draft(
        _ holder: DIDKey, _ credentials: [PresentedCredential], at now: Timestamp
    ) throws(ProofError) -> PresentationDraft {
        switch self {
        case .answer(let request, nil):
            try PresentationDraft(holder: holder, credentials: credentials, answering: request, created: now)
        case .answer(let request, let until?):
            try PresentationDraft(
                holder: holder, credentials: credentials, domain: request.domain, challenge: request.challenge,
                created: now, expires: min(until, request.expires))
        case .replayable(let domain, let until):
            try PresentationDraft(
                holder: holder, credentials: credentials, domain: domain, challenge: nil, created: now, expires: until)
        }
    }
}

import Credentials
public import Encodings
import Proofs
import Registry

extension Verifier {
    /// Judges the credential of a capsule with what it brings, at the time `now`.
    ///
    /// Only the verifier's own pins are anything to begin with: without one, nothing in a capsule is believed. What the
    /// verifier knows already and is newer counts before what the capsule brings.
    ///
    /// - Parameter clock: The present time, where somebody judges for another.
    public func verify(_ capsule: Capsule, at now: Timestamp, clock: Timestamp? = nil) -> VerificationReport {
        Verifier(trust: trust.adding(capsule), policy: policy).judge(capsule, at: now, clock: clock)
    }

    /// Judges the credential of a capsule whose documents were added to the trust before.
    public func judge(_ capsule: Capsule, at now: Timestamp, clock: Timestamp? = nil) -> VerificationReport {
        let first = verify(capsule.credential, at: now, clock: clock)
        let vouched = VouchedContexts(capsule, first, trust.contexts)
        let report =
            vouched.contexts.map { contexts in
                Verifier(trust: trust.knowing(contexts), policy: policy).verify(
                    capsule.credential, at: now, clock: clock)
            } ?? first
        return report.ofCapsule(
            capsule, policy, offered: report[.dataModel]?.code == "CONTEXT_UNKNOWN" ? vouched.offered : [],
            hasPin: !trust.hasNoAuthority)
    }

    /// The report on something that means to be a capsule and is none: nothing in it was judged.
    public func refuse(_ error: CapsuleError, _ bytes: [UInt8], at now: Timestamp) -> VerificationReport {
        let check = Check(
            .format, error.isUndecided ? .undecided : .failed, error.code.rawValue, at: error.pointer, error.facts)
        return refused(bytes, now, check)
    }
}

extension Trust {
    /// This trust with what a capsule brings, as far as the pins at hand vouch for it.
    ///
    /// The DID documents of a capsule are unsigned, and name keys that anybody could have written there: they are handed
    /// on, and tell nothing here that a list does not say. That one of them says otherwise than the list is told.
    public func adding(_ capsule: Capsule) -> Trust {
        var trust = adding(capsule.material, statusLists: capsule.statusLists)
        trust.handedOverDocuments += capsule.documents.compactMap { try? DIDDocument(parsing: $0) }
        return trust
    }
}

/// The vocabularies of a capsule that the issuer itself pinned, by a digest that it signed.
///
/// A vocabulary decides what words mean, so that nobody's word for it counts but the verifier's own and the issuer's:
/// where only the JSON is signed and holds, and names the digest of a context as that of a related resource, a text with
/// that digest is the one which the issuer meant. Source: Verifiable Credentials Data Model 2.0, sections 5.3 and B.1.
private struct VouchedContexts {
    /// The known contexts and those that are vouched for; `nil` where there is none to add.
    let contexts: LinkedDataContexts?
    /// Contexts that the credential needs, that the capsule brings, and that nobody vouches for.
    let offered: [Capsule.Context]

    init(_ capsule: Capsule, _ report: VerificationReport, _ known: LinkedDataContexts) {
        guard !capsule.contexts.isEmpty, report[.dataModel]?.code == "CONTEXT_UNKNOWN", let claims = report.claims
        else {
            (contexts, offered) = (nil, [])
            return
        }
        var documents: [String: JSONDocument] = [:]
        var offered: [Capsule.Context] = []
        for context in capsule.contexts where !known.contains(context.url) {
            // Nothing of the document counts before its proof holds; over linked data none can, with a context unknown.
            if report.isAuthentic, Self.isVouchedFor(context, by: claims),
                let document = try? JSONDocument(parsing: context.bytes, limits: .general)
            {
                documents[context.url] = document
            } else {
                offered.append(context)
            }
        }
        self.offered = offered
        guard !documents.isEmpty else {
            contexts = nil
            return
        }
        for url in claims.contexts.compactMap(\.string) {
            if let document = known.addedDocument(at: url) { documents[url] = document }
        }
        contexts = LinkedDataContexts(adding: documents)
    }

    private static func isVouchedFor(_ context: Capsule.Context, by claims: CredentialView) -> Bool {
        guard let resources = claims.node["relatedResource"] else { return false }
        let list = resources.kind == .array ? resources.elements.map { $0 } : [resources]
        let digests = list.filter { $0["id"]?.isString(context.url) ?? false }.flatMap { ReferenceDigest.all(of: $0) }
        return !digests.isEmpty && digests.allSatisfy { KnownContexts.isDigest($0, of: context.bytes) == true }
    }
}

extension VerificationReport {
    /// The report as one on the whole capsule.
    fileprivate func ofCapsule(
        _ capsule: Capsule, _ policy: Policy, offered: [Capsule.Context], hasPin: Bool
    ) -> VerificationReport {
        var notes = notes
        if !hasPin { notes.append(Note("CAPSULE_NEEDS_PIN")) }
        let age = TrustAge(self, policy)
        if let age, self[.issuer]?.outcome == .passed, !isByPastTrust { notes.append(age.note) }
        if let age, ["LIST_EXPIRED", "LIST_STALE", "ROOT_EXPIRED"].contains(decisive?.code ?? "") {
            // The day that the check names, where it names one: a statement that has run out counts for neither.
            let known = decisive?.facts.first { $0.name == "known" }?.value ?? .date(age.known)
            notes.append(Note("CAPSULE_IS_OLD", [("known", known)]))
        }
        for context in offered.prefix(4) {
            let digest = (try? CapsuleContents.digest(of: context.bytes).multibase) ?? "?"
            notes.append(
                Note("CAPSULE_CONTEXT_NOT_VOUCHED", [("context", .text(context.url)), ("digest", .text(digest))]))
        }
        return VerificationReport(
            checks: checks, notes: notes, received: received, claims: claims, issuer: issuer, policy: self.policy,
            evaluatedAt: evaluatedAt, input: capsule.bytes, status: (statusAsOf, statusLists),
            capsule: CapsuleFacts(credential: capsule.credential, statusListCount: capsule.statusLists.count, age: age))
    }
}

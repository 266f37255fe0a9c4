import Credentials
import Encodings
import Proofs

/// Whether the document follows the data model that it claims, and whether the meaning of its words is pinned.
enum DataModelCheck {
    /// The check.
    ///
    /// - Parameter wasRead: Whether a proof over linked data has read the document already, with every loss an error.
    static func check(
        _ received: ReceivedCredential, _ conditions: SideConditions, _ contexts: LinkedDataContexts, wasRead: Bool
    ) -> Check {
        let claims = received.claims
        let findings = DataModelRules.check(claims)
        if let first = findings.first(where: { $0.severity == .error }) {
            return Check(.dataModel, .failed, first.code, at: first.place, findings: findings)
        }
        if let resource = conditions.otherResource {
            return Check(.dataModel, .failed, "RESOURCE_DIGEST_MISMATCH", at: resource.pointer)
        }
        let entries = claims.contexts
        let unknown = entries.firstIndex { !isKnown($0, contexts) }
        // A context in the document is unknown as well, but it can be read: what it makes of the others shows.
        let canBeRead = unknown == nil || entries.allSatisfy { $0.kind == .object || isKnown($0, contexts) }
        let names = MemberNames(claims)
        if canBeRead,
            let refusal = VocabularyCheck.refusal(
                claims, entries, names, wasRead: wasRead, contexts, findings: findings)
        {
            return refusal
        }
        if let unknown {
            let url = entries[unknown].string ?? "{…}"
            return Check(
                .dataModel, .undecided, "CONTEXT_UNKNOWN", at: "/@context/\(unknown)", [("context", .text(url))],
                findings: findings)
        }
        if let refusal = resourceRefusal(conditions, findings) { return refusal }
        if let member = conditions.addressedMember ?? names.address {
            return Check(.dataModel, .undecided, "MEMBER_NAME_IRI", at: member.pointer, findings: findings)
        }
        if let member = names.keyword {
            return Check(.dataModel, .undecided, "CONTEXT_NESTED", at: member.pointer, findings: findings)
        }
        return passed(claims, findings)
    }

    /// The check of a credential of which the linked data is signed, and nothing else.
    ///
    /// What it says is judged as it was signed. Of the form in which it was received, only the contexts are: they were all
    /// known and processed, and what they make of a word is what was signed. A thing that stands twice in the same words is
    /// one thing there: whether it was written once or twice, no such signature covers.
    static func check(_ credential: AuthenticCredential, _ conditions: SideConditions) -> Check {
        let claims = credential.claims
        var findings =
            DataModelRules.checkContexts(of: credential.received.claims) + DataModelRules.check(claims)
        // Whether a value stands in brackets says how a document was written, and not what was signed.
        findings.removeAll { $0.code == DataModelCode.badgeValueAlone.rawValue }
        // What credentials inside this one say is judged by their own words.
        if credential.leavesOutParts { findings.removeAll { isInsidePart($0.place) } }
        let merged = MergedStatements(claims)
        let open = OpenPlaces(credential)
        findings.removeAll { finding in
            finding.code == DataModelCode.badgeValueRepeated.rawValue && merged.made(finding.place)
                || open.contains(finding.place)
        }
        if let first = findings.first(where: { $0.severity == .error }) {
            return Check(.dataModel, .failed, first.code, at: first.place, findings: findings)
        }
        return resourceRefusal(conditions, findings) ?? open.check(.dataModel, findings: findings)
            ?? passed(claims, findings)
    }

    /// Whether a place is in one of the credentials inside the credential.
    private static func isInsidePart(_ place: String) -> Bool {
        place.split(separator: "/").dropLast().contains { $0 == "endorsement" || $0 == "verifiableCredential" }
    }

    private static func passed(_ claims: CredentialView, _ findings: [Finding]) -> Check {
        Check(
            .dataModel, .passed, claims.version == .v1 ? "DATA_MODEL_1_VALID" : "DATA_MODEL_VALID", findings: findings)
    }

    private static func resourceRefusal(_ conditions: SideConditions, _ findings: [Finding]) -> Check? {
        if let resource = conditions.otherResource {
            return Check(.dataModel, .failed, "RESOURCE_DIGEST_MISMATCH", at: resource.pointer)
        }
        guard let resource = conditions.otherEdition else { return nil }
        return Check(
            .dataModel, .undecided, "RESOURCE_DIGEST_UNKNOWN", at: resource.pointer,
            [("context", .text(resource["id"]?.string ?? ""))], findings: findings)
    }

    /// Whether the words of a context are pinned.
    ///
    /// Those of one that is written into the document are not: what it makes of a word may differ from what readers of
    /// the document take the word for.
    private static func isKnown(_ context: JSONNode, _ contexts: LinkedDataContexts) -> Bool {
        KnownContexts.contains(context) || context.string.map(contexts.contains) ?? false
    }
}

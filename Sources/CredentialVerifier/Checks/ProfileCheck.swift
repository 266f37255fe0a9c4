import Credentials
import Encodings
import Proofs
import Registry

/// Whether a credential is of a kind that the policy accepts, and whether one that calls itself a European micro-credential has all eleven elements of one.
///
/// Source: Council Recommendation 2022/C 243/02, Annex I.
enum ProfileCheck {
    static func check(_ credential: AuthenticCredential, _ policy: Policy) -> Check {
        let claims = credential.claims
        if let allowed = policy.allowedTypes?.map({ Array($0.utf8) }) {
            if let refusal = refusal(of: claims, allowed) { return refusal }
        }
        if let term = MicroCredentialProfile.undefinedTerm(in: claims) {
            return Check(.profile, .undecided, "PROFILE_CONTEXT_MISSING", at: term.pointer)
        }
        guard MicroCredentialProfile.applies(to: claims) else {
            // Open Badges has the word as well; whoever reads it should know that nothing was asked for.
            let isNamed = MicroCredentialProfile.isCalledMicroCredential(claims)
            return Check(.profile, .notApplicable, isNamed ? "PROFILE_BY_NAME_ALONE" : "PROFILE_NOT_CLAIMED")
        }
        guard MicroCredentialProfile.isKnownVersion(claims) else {
            return Check(.profile, .undecided, "PROFILE_VERSION_UNKNOWN")
        }
        // The rules read one achievement of each subject; what nobody judged is not called complete.
        guard
            !claims.subjects.contains(where: {
                ($0["achievement"]?.count ?? 0) > 1 && $0["achievement"]?.kind == .array
            })
        else { return Check(.profile, .undecided, "PROFILE_SEVERAL_ACHIEVEMENTS", at: "/credentialSubject") }
        let report = MicroCredentialProfile.report(on: claims)
        // Not every rule is about one of the eleven elements: a mark below the pass mark breaks the profile as well.
        guard report.isComplete, report.worst != .error else {
            let errors = report.findings.filter {
                $0.severity == .error || $0.code == ProfileReport.omittedCode
            }
            let open = OpenPlaces(credential)
            if errors.allSatisfy({ open.contains($0.place) }), let check = open.check(.profile, findings: []) {
                return check
            }
            return Check(
                .profile, .failed, report.isComplete ? "PROFILE_RULE_BROKEN" : "PROFILE_INCOMPLETE",
                at: errors.first?.place ?? "", [("present", .number(report.presentCount))], findings: errors)
        }
        return Check(.profile, .passed, "PROFILE_COMPLETE", findings: report.findings)
    }

    /// What is wrong with a credential of another kind than those that are accepted.
    private static func refusal(of claims: CredentialView, _ allowed: [[UInt8]]) -> Check? {
        let scope = ClaimedScope(claims)
        guard !scope.isCovered(by: allowed) else { return nil }
        return Check(
            .profile, .failed, "TYPE_NOT_ALLOWED", at: "/type",
            [("claimed", .text(scope.kindNames)), ("allowed", .text(ClaimedScope.list(allowed)))])
    }
}

import Credentials
import Proofs

/// Whether a credential that calls itself a European micro-credential has all eleven elements of one.
///
/// Source: Council Recommendation 2022/C 243/02, Annex I.
enum ProfileCheck {
    static func check(_ credential: AuthenticCredential) -> Check {
        let claims = credential.claims
        guard MicroCredentialProfile.applies(to: claims) else {
            return Check(.profile, .notApplicable, "PROFILE_NOT_CLAIMED")
        }
        guard MicroCredentialProfile.isKnownVersion(claims) else {
            return Check(.profile, .undecided, "PROFILE_VERSION_UNKNOWN")
        }
        let report = MicroCredentialProfile.report(on: claims)
        guard report.isComplete else {
            let errors = report.findings.filter { $0.severity == .error }
            return Check(
                .profile, .failed, "PROFILE_INCOMPLETE", at: errors.first?.place ?? "",
                [("present", .number(report.presentCount))], findings: errors)
        }
        return Check(.profile, .passed, "PROFILE_COMPLETE", findings: report.findings)
    }
}

import Encodings
import Proofs

/// What becomes of the presentation by the credentials in it.
enum CredentialsCheck {
    static func check(_ reports: [VerificationReport], in presentation: AuthenticPresentation) -> Check {
        guard !reports.isEmpty else { return Check(.credentials, .undecided, .empty, at: "") }
        let answers: [(VerificationReport.Verdict, Outcome, PresentationCode)] = [
            (.invalid, .failed, .credentialInvalid), (.undecided, .undecided, .credentialUndecided),
        ]
        for (verdict, outcome, code) in answers {
            guard let index = reports.firstIndex(where: { $0.verdict == verdict }) else { continue }
            return Check(
                .credentials, outcome, code, at: presentation.credentials[index].pointer,
                [
                    ("number", .number(index + 1)), ("count", .number(reports.count)),
                    ("cause", .text(reports[index].decisive?.code ?? "")),
                    ("variant", .text(reports.count == 1 ? "one" : "many")),
                ])
        }
        return Check(
            .credentials, .passed, .credentialsValid, at: "/verifiableCredential",
            [("count", .number(reports.count)), ("variant", .text(reports.count == 1 ? "one" : "many"))])
    }
}

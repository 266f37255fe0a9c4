import Credentials
import Encodings
import Proofs

/// What a document says of itself, for `testamur inspect`.
struct InspectionText {
    let received: ReceivedCredential
    /// What a proof over linked data made of the document, where that is what was signed; else the document speaks.
    var stated: CredentialView?
    /// What it is called.
    let name: String
    /// How it was named on the command line, and can be named again.
    var argument = "-"
    let language: Language
    let terminal: Terminal

    var lines: [String] {
        var lines = Terminal.wrap(
            CommandWords.sentence("inspect.notVerified", language, [("file", advised)]),
            width: terminal.width
        ).map { terminal.paint($0, .doubtful) }
        lines.append("")
        lines +=
            ClaimsText(
                claims: claims, issuer: nil, isVouchedFor: true, isProfileComplete: false, language: language,
                terminal: terminal
            ).lines
        return lines + [""] + details
    }

    private var claims: CredentialView { stated ?? received.claims }

    /// The argument as the command that is advised has it: standard input, or a file whatever it is called.
    private var advised: String {
        argument.utf8.elementsEqual("-".utf8) ? argument : ShellWord(argument).words(in: language)
    }

    /// Everything below the title.
    var details: [String] {
        let view = AchievementView(claims)
        let badge = BadgeText(view: view, extent: .whole, language: language, terminal: terminal).lines
        return rows(claims) + outcomes(view) + (badge.isEmpty ? [] : [""] + badge)
    }

    private func rows(_ claims: CredentialView) -> [String] {
        let view = AchievementView(claims)
        var rows: [(String, String)] = [
            ("id", claims.id ?? "-"), ("types", claims.types.joined(separator: ", ")), ("issuer", claims.issuer ?? "-"),
            ("validFrom", claims.validFrom?.string ?? "-"), ("validUntil", claims.validUntil?.string ?? "-"),
            ("proofs", proofs(received.claims)), ("size", "\(received.bytes.count) bytes"),
        ]
        for (key, values) in [
            ("assessment", view.assessmentTypes(in: language)),
            ("participation", view.participationModes(in: language)),
            ("quality", view.qualityAssurance(in: language)),
            ("prerequisites", [view.prerequisites(in: language)].compactMap { $0 }),
        ] where !values.isEmpty {
            rows.append((key, values.joined(separator: "; ")))
        }
        let labels = rows.map { CommandWords.sentence("inspect.\($0.0)", language) }
        let width = (labels.map { TerminalText($0).width }.max() ?? 0) + 3
        return zip(labels, rows).flatMap { label, row in
            Terminal.wrap(TerminalText(row.1).description, width: max(terminal.width - width - 4, 30)).enumerated().map
            {
                "  " + TerminalText($0.offset == 0 ? label : "").padded(toWidth: width) + $0.element
            }
        }
    }

    private func proofs(_ claims: CredentialView) -> String {
        let suites = claims.proofs.map { proof in
            proof["cryptosuite"]?.string ?? proof["type"]?.string ?? "?"
        }
        return suites.isEmpty ? "-" : suites.joined(separator: ", ")
    }

    private func outcomes(_ view: AchievementView) -> [String] {
        let outcomes = view.learningOutcomes(in: language)
        guard !outcomes.isEmpty else { return [] }
        let bullet = terminal.symbol("•", "-")
        return ["", "  " + CommandWords.sentence("inspect.outcomes", language)]
            + outcomes.flatMap { outcome in
                Terminal.wrap(TerminalText(outcome).description, width: terminal.width - 8).enumerated().map {
                    "    " + ($0.offset == 0 ? bullet : " ") + " " + $0.element
                }
            }
    }
}

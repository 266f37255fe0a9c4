import CredentialVerifier
import Credentials
import Encodings

/// Everything that a report says, and everything that is shown of the claims, as lines to compare word for word.
struct Reading: Equatable {
    let lines: [String]

    /// - Parameters:
    ///   - withProof: Whether the check of the proof counts, which names the proof.
    ///   - withClaims: Whether the claims themselves count, and not only what is shown of them.
    init(_ report: VerificationReport, withProof: Bool = true, withClaims: Bool = true) {
        var lines: [String] = []
        for language in Language.allCases {
            lines += [report.headline(in: language), report.nextStep(in: language) ?? "", report.verdict.rawValue]
            for check in report.checks where withProof || check.name != .proof {
                lines.append(
                    "\(check.name) \(check.outcome) \(check.code) \(check.pointer) \(check.message(in: language))")
                lines += check.findings.map { "\($0.code) \($0.place) \(check.message(of: $0, in: language))" }
            }
            // That a folder was made to remember in says nothing of the credential.
            lines += report.notes.filter { $0.code != "STATE_BEGINS" }.map { "\($0.code) \($0.message(in: language))" }
            guard let claims = report.claims else { continue }
            let view = AchievementView(claims)
            lines += [
                view.titleWithOriginal(in: language), view.kind(in: language), view.learnerName, view.issuerName,
                view.awardedOn?.description, view.level(in: language), view.grade, view.description(in: language),
                view.criteria(in: language)?.narrative, "\(view.images(in: language))",
            ].map { $0 ?? "-" }
            lines += view.workload(in: language) + view.learningOutcomes(in: language)
            lines += ["\(view.subjectCount) \(view.achievementCount) \(view.resultCount)"]
            lines += view.results(in: language).map { "\($0)" } + view.alignments(in: language).map { "\($0)" }
            lines += view.evidence(in: language).map { "\($0)" } + view.endorsements(in: language).map { "\($0)" }
        }
        if withClaims, let claims = report.claims {
            lines.append(String(decoding: claims.node.canonicalBytes(), as: UTF8.self))
            lines.append(String(decoding: report.json(inputName: "").credentialBytes, as: UTF8.self))
        }
        self.lines = lines
    }
}

extension JSONValue {
    fileprivate var credentialBytes: [UInt8] { self["credential"]?.serialized() ?? [] }

    /// The first element of an array; the value itself when it is none.
    var first: JSONValue? {
        guard case .array(let elements) = self else { return self }
        return elements.first
    }

    /// The same value with another in a place inside, for example `credentialSubject/result/0/value`.
    func replacing(_ path: String, _ change: (JSONValue?) -> JSONValue?) -> JSONValue {
        replacing(path.split(separator: "/")[...], change)
    }

    private func replacing(_ path: ArraySlice<Substring>, _ change: (JSONValue?) -> JSONValue?) -> JSONValue {
        guard let name = path.first else { return change(self) ?? .null }
        var copy = self
        let rest = path.dropFirst()
        if case .array(var elements) = copy, let index = Int(name), elements.indices.contains(index) {
            elements[index] = elements[index].replacing(rest, change)
            return .array(elements)
        }
        if rest.isEmpty {
            copy[String(name)] = change(copy[String(name)])
        } else if let inner = copy[String(name)] {
            copy[String(name)] = inner.replacing(rest, change)
        }
        return copy
    }
}

/// MO3: a micro-credential is issued for a pass only: each result by the marks of the scale that it names.
///
/// A mark, a bound or a pass mark that stands there and cannot be read is never taken for one that does not stand there.
/// Source: the profile; the statuses are those of Open Badges 3.0, `ResultStatusType`.
struct MO3PassRule: ProfileRule {
    let code = "MO3"
    var phases: ProfilePhases { .withLearner }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        var findings: [Finding] = []
        for result in record.results where findings.count < Self.findingLimit { findings += check(result) }
        return findings
    }

    private func check(_ result: AwardedResult) -> [Finding] {
        if let status = result.status, !status.isEqual(to: "Completed") { return error(at: status.place, "status") }
        guard let grade = result.mark else { return [] }
        guard grade.isText else { return unreadable(grade) }
        if let unknown = result.unknownScale { return error(at: unknown.place, "noScale") }
        guard let scale = result.scale else { return [] }
        return scale.labels.isEmpty ? check(grade, numbers: scale) : check(grade, words: scale)
    }

    private func check(_ grade: RecordText, numbers scale: GradeScale) -> [Finding] {
        for bound in [scale.minimum, scale.maximum, scale.pass].compactMap({ $0 }) where bound.decimal == nil {
            return unreadable(bound)
        }
        guard let pass = scale.pass, let passMark = pass.decimal else { return [] }
        guard let mark = grade.decimal else { return notOnScale(grade, scale) }
        if let minimum = scale.minimum?.decimal, mark < minimum {
            return notOnScale(grade, scale)
        }
        if let maximum = scale.maximum?.decimal, mark > maximum {
            return notOnScale(grade, scale)
        }
        return mark < passMark ? failed(grade, pass) : []
    }

    private func check(_ grade: RecordText, words scale: GradeScale) -> [Finding] {
        if let label = scale.labels.first(where: { !$0.isText }) { return unreadable(label) }
        guard let position = scale.labels.firstIndex(of: grade) else { return notOnScale(grade, scale) }
        guard let pass = scale.pass else { return [] }
        guard let passPosition = scale.labels.firstIndex(of: pass) else { return unreadable(pass) }
        return position < passPosition ? failed(grade, pass) : []
    }

    private func unreadable(_ value: RecordText) -> [Finding] { error(at: value.place, "unreadable") }

    private func failed(_ grade: RecordText, _ pass: RecordText) -> [Finding] {
        error(at: grade.place, nil, [("v", grade.string), ("p", pass.string)])
    }

    private func notOnScale(_ grade: RecordText, _ scale: GradeScale) -> [Finding] {
        let bounds = [scale.minimum, scale.maximum].compactMap { $0?.string }.joined(separator: "-")
        let words = scale.labels.map(\.string).joined(separator: ", ")
        return error(at: grade.place, "scale", [("v", grade.string), ("s", scale.labels.isEmpty ? bounds : words)])
    }
}

extension RecordText {
    /// The text as a number, if it is one.
    fileprivate var decimal: ExactDecimal? { withBytes { ExactDecimal($0) } }
}

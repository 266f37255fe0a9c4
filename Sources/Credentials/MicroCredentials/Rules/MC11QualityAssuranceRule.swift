/// MC11: quality assurance is stated with its type, what it covers, and who assures it.
struct MC11QualityAssuranceRule: ProfileRule {
    let code = "MC11"
    var element: ProfileElement? { .qualityAssurance }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let entries = record.achievement.qualityAssurance
        guard !entries.isEmpty else { return error(at: record.place(of: .qualityAssurance)) }
        var findings: [Finding] = []
        for entry in entries where findings.count < Self.findingLimit { findings += check(entry, record) }
        return findings
    }

    private func check(_ entry: QualityAssurance, _ record: MicroCredentialRecord) -> [Finding] {
        guard let type = entry.type, !type.isBlank else { return error(at: entry.type?.place ?? entry.place, "type") }
        guard ConceptList.qualityAssuranceTypes.contains(type) else {
            return unknownWord(type, in: .qualityAssuranceTypes, record)
        }
        guard let scope = entry.scope, !scope.isBlank else {
            return error(at: entry.scope?.place ?? entry.place, "scope")
        }
        guard ConceptList.qualityAssuranceScopes.contains(scope) else {
            return unknownWord(scope, in: .qualityAssuranceScopes, record)
        }
        guard let body = entry.body, !body.isBlank else { return error(at: entry.body?.place ?? entry.place, "body") }
        return []
    }
}

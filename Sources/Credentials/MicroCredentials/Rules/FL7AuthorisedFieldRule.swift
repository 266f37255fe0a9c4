/// FL7: a micro-credential belongs to a field for which its issuer says it is authorised.
struct FL7AuthorisedFieldRule: ProfileRule {
    let code = "FL7"
    var phases: ProfilePhases { .issuing }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let authorised = record.offering.authorisedFields.compactMap { FieldOfStudy(codeOrIRI: $0.string)?.code }
        guard !authorised.isEmpty else { return [] }
        guard !record.achievement.fieldsOfStudy.isEmpty else {
            return warning(at: record.place(of: .fieldsOfStudy), "missing")
        }
        var findings: [Finding] = []
        for text in record.achievement.fieldsOfStudy where findings.count < Self.findingLimit {
            guard let field = FieldOfStudy(codeOrIRI: text.string) else { continue }
            // A broad field, 01, has its narrow and detailed fields, 011 and 0111, in it.
            if authorised.contains(where: { field.code.hasPrefix($0) }) { continue }
            findings += warning(
                at: text.place, nil,
                [("field", "\(field.code) \(field.name)"), ("list", authorised.joined(separator: ", "))])
        }
        return findings
    }
}

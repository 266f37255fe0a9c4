/// MC04: every awarding body has a legal name and a country, and the issuer is one of them or has a mandate.
struct MC04AwardingBodyRule: ProfileRule {
    let code = "MC04"
    var element: ProfileElement? { .awardingBody }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard !record.achievement.awardingBodies.isEmpty else {
            // The issuer is the only body; its country is element 3 and has a rule of its own.
            guard let name = record.issuer.name, !name.isBlank else {
                return error(at: record.place(of: .issuerName), "name")
            }
            return []
        }
        for body in record.achievement.awardingBodies {
            guard let name = body.legalName, !name.isBlank else { return error(at: body.place, "name") }
            guard let country = body.country, Country.isCountry(country) else {
                return error(at: body.country?.place ?? body.place, "country", [("body", name.string)])
            }
        }
        guard !isListed(record), record.achievement.mandate.map(\.isBlank) ?? true else { return [] }
        let name = record.issuer.name ?? record.issuer.id
        return error(at: record.place(of: .awardingBodies), nil, [("issuer", name?.string ?? "")])
    }

    private func isListed(_ record: MicroCredentialRecord) -> Bool {
        record.achievement.awardingBodies.contains { body in
            if let id = body.id, !id.isBlank { return id == record.issuer.id }
            return body.legalName == record.issuer.name
        }
    }
}

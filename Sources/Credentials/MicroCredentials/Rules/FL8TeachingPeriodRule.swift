/// FL8: adult education and vocational training do not count in ECTS.
struct FL8TeachingPeriodRule: ProfileRule {
    let code = "FL8"
    var phases: ProfilePhases { .issuing }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard let sector = record.achievement.sector, let credits = record.achievement.workload.ectsCredits else {
            return []
        }
        if sector.isEqual(to: "adultEducation") { return error(at: credits.text.place) }
        return sector.isEqual(to: "vet") ? error(at: credits.text.place, "vet") : []
    }
}

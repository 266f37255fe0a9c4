/// MC07b: higher education counts in ECTS wherever possible.
struct MC07bHigherEducationCreditRule: ProfileRule {
    let code = "MC07b"

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard record.achievement.sector?.isEqual(to: "higherEducation") ?? false,
            record.achievement.workload.ectsCredits == nil,
            // Where no study load is told at all, its own rule says so.
            record.achievement.workload != NotionalWorkload()
        else { return [] }
        return warning(at: record.place(of: .ectsCredits))
    }
}

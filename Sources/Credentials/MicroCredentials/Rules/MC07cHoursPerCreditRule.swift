/// MC07c: one ECTS credit is 25 to 30 hours.
struct MC07cHoursPerCreditRule: ProfileRule {
    let code = "MC07c"

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let workload = record.achievement.workload
        guard let hours = workload.hours, let hourCount = hours.value?.hundredths,
            let credits = workload.ectsCredits?.value, credits.hundredths > 0
        else { return [] }
        // Numbers have at most five digits, so that no product overflows.
        guard hourCount < 25 * credits.hundredths || hourCount > 30 * credits.hundredths else { return [] }
        let tenths = (hourCount * 10 + credits.hundredths / 2) / credits.hundredths
        let ratio = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        return warning(
            at: hours.text.place, nil,
            [("h", hours.value?.description ?? ""), ("e", credits.description), ("r", ratio)])
    }
}

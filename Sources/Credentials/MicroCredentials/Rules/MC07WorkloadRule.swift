/// MC07: the study load is told in at least one unit, by a number above zero.
struct MC07WorkloadRule: ProfileRule {
    let code = "MC07"
    var element: ProfileElement? { .workload }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let workload = record.achievement.workload
        var isAboveZero = false
        for figure in [workload.ectsCredits, workload.hours, workload.ecvetPoints].compactMap({ $0 }) {
            guard let value = figure.value else { return unreadable(figure.text) }
            if value.hundredths > 0 { isAboveZero = true }
        }
        if let periods = workload.teachingPeriods {
            guard let value = periods.value else { return unreadable(periods.text) }
            if value > 0 { isAboveZero = true }
        }
        return isAboveZero ? [] : error(at: record.place(of: .ectsCredits))
    }

    private func unreadable(_ text: RecordText) -> [Finding] {
        text.isBlank ? error(at: text.place) : error(at: text.place, "unreadable", [("found", text.string)])
    }
}

/// MC06: there is a learning outcome, and each is a sentence rather than a word.
struct MC06LearningOutcomeRule: ProfileRule {
    let code = "MC06"
    var element: ProfileElement? { .learningOutcomes }

    private static let smallestCount = 15

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let outcomes = record.achievement.learningOutcomes
        guard !outcomes.isEmpty else { return error(at: record.place(of: .learningOutcomes)) }
        var findings: [Finding] = []
        for outcome in outcomes where findings.count < Self.findingLimit {
            let count = outcome.text.main?.characterCount ?? 0
            if count == 0 {
                findings += error(at: outcome.text.main?.place ?? outcome.place)
            } else if count < Self.smallestCount {
                findings += error(at: outcome.text.main?.place ?? outcome.place, "short", [("n", String(count))])
            }
        }
        return findings
    }
}

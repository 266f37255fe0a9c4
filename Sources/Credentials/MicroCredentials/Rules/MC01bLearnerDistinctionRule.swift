/// MC01b: something beside the name tells the learner from others of the same name.
struct MC01bLearnerDistinctionRule: ProfileRule {
    let code = "MC01b"
    var phases: ProfilePhases { .withLearner }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let learner = record.award?.learner ?? LearnerIdentity()
        let isDistinct =
            learner.id.map { !$0.isBlank } ?? false || learner.dateOfBirth?.value != nil
            || learner.identifiers.contains { !$0.value.isBlank }
        return isDistinct ? [] : warning(at: record.place(of: .dateOfBirth))
    }
}

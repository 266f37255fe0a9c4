/// FL4: Flemish higher education states a level of the Flemish framework.
struct FL4FlemishLevelRule: ProfileRule {
    let code = "FL4"
    var phases: ProfilePhases { .issuing }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard record.achievement.flandersType != nil, record.isHigherEducation,
            record.achievement.level.flemish == nil
        else { return [] }
        return error(at: record.place(of: .nationalLevel))
    }
}

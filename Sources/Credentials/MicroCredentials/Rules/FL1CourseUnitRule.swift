/// FL1: Flemish types 1 and 2 are built from existing course units.
struct FL1CourseUnitRule: ProfileRule {
    let code = "FL1"
    var phases: ProfilePhases { .issuing }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard let type = record.achievement.flandersType, let number = type.value, 1...2 ~= number else { return [] }
        let hasUnit = record.achievement.components.contains { $0.code.map { !$0.isBlank } ?? false }
        return hasUnit ? [] : error(at: type.text.place, nil, [("t", String(number))])
    }
}

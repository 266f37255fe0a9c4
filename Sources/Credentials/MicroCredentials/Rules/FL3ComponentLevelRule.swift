/// FL3: a micro-credential built from existing course units has the highest level among them.
struct FL3ComponentLevelRule: ProfileRule {
    let code = "FL3"
    var phases: ProfilePhases { .issuing }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard let type = record.achievement.flandersType?.value, 1...2 ~= type else { return [] }
        let levels = record.achievement.components.compactMap { component -> Int? in
            guard case .flemish(let number)? = component.nationalLevel.flatMap({ QualificationLevel($0) })
            else { return nil }
            return number
        }
        guard let highest = levels.max(),
            let level = record.achievement.level.flemish ?? record.achievement.level.european, level != highest
        else { return [] }
        let distinct = Set(levels).sorted().map(String.init)
        return error(
            at: record.place(of: .nationalLevel), distinct.count == 1 ? "one" : nil,
            [("list", distinct.joined(separator: ", ")), ("max", String(highest))])
    }
}

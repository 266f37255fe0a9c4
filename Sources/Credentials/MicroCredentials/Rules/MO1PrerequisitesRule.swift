/// MO1: somebody who reads the catalogue wants to know what is needed to enrol.
struct MO1PrerequisitesRule: ProfileRule {
    let code = "MO1"
    var phases: ProfilePhases { .specification }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard record.achievement.prerequisites.texts.allSatisfy(\.isBlank) else { return [] }
        return [Finding(code, .info, at: record.place(of: .prerequisites))]
    }
}

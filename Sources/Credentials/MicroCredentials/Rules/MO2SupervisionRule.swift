/// MO2: supervision and identity checks come from the list of four, and are told for what is learnt online.
struct MO2SupervisionRule: ProfileRule {
    let code = "MO2"

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard let supervision = record.achievement.supervision else {
            let isOnline = record.achievement.participationModes.contains { $0.isEqual(to: ConceptList.online) }
            return isOnline ? warning(at: record.place(of: .supervision), "missing") : []
        }
        return ConceptList.supervisionMethods.contains(supervision) ? [] : error(at: supervision.place)
    }
}

/// MC10: a form of participation from the European list is chosen, unless competences were recognised without a course.
struct MC10ParticipationRule: ProfileRule {
    let code = "MC10"
    var element: ProfileElement? { .participation }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let modes = record.achievement.participationModes
        if modes.isEmpty, record.achievement.awardBasis?.isEqual(to: "evc") ?? false { return [] }
        var isListed = false
        for mode in modes {
            if ConceptList.participationModes.contains(mode) {
                isListed = true
            } else if !mode.isAbsoluteAddress {
                return unknownWord(mode, in: .participationModes, record)
            }
        }
        return isListed ? [] : error(at: modes.first?.place ?? record.place(of: .participationModes))
    }
}

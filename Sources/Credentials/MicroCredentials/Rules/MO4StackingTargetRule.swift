/// MO4: what is said to stack names what it stacks towards.
struct MO4StackingTargetRule: ProfileRule {
    let code = "MO4"

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard let stackability = record.achievement.stackability, let option = stackability.option else { return [] }
        guard option.isText else { return error(at: option.place, "unreadable") }
        guard ConceptList.stackabilityOptions.contains(option) else {
            return unknownWord(option, in: .stackabilityOptions, record)
        }
        guard option.isEqual(to: "stackable"), stackability.towards.isEmpty else { return [] }
        return warning(at: record.place(of: .stackability))
    }
}

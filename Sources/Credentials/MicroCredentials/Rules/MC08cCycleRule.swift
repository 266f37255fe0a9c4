/// MC08c: the cycle of higher education fits the level.
struct MC08cCycleRule: ProfileRule {
    let code = "MC08c"
    var element: ProfileElement? { .level }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard let cycle = record.achievement.level.cycle else { return [] }
        guard let (name, expected) = Self.meaning(of: cycle) else {
            return error(at: cycle.place, nil, [("found", cycle.string)])
        }
        guard let level = record.achievement.level.european ?? record.achievement.level.flemish, level != expected
        else { return [] }
        return error(at: cycle.place, name, [("n", String(expected))])
    }

    /// What a word for a cycle means.
    static func meaning(of cycle: RecordText) -> (name: String, level: Int)? {
        if cycle.isEqual(to: "short") { return ("short", 5) }
        if cycle.isEqual(to: "first") { return ("first", 6) }
        if cycle.isEqual(to: "second") { return ("second", 7) }
        if cycle.isEqual(to: "third") { return ("third", 8) }
        return nil
    }
}

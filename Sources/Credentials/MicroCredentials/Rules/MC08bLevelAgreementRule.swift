/// MC08b: a Flemish level and a European level are the same number, and alignments name no other one.
struct MC08bLevelAgreementRule: ProfileRule {
    let code = "MC08b"
    var element: ProfileElement? { .level }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let level = record.achievement.level
        guard let flemish = level.flemish, let european = level.european, flemish != european else {
            guard let stated = level.european ?? level.flemish,
                let other = record.claimedLevels.first(where: { $0 != stated })
            else { return [] }
            return error(
                at: level.eqf?.place ?? record.place(of: .eqfLevel), "alignment",
                [("n", String(stated)), ("m", String(other))])
        }
        return error(
            at: level.eqf?.place ?? record.place(of: .eqfLevel), nil,
            [("n", String(flemish)), ("m", String(european))])
    }
}

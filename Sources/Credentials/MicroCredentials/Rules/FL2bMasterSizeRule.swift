/// FL2b: sixty credits are a master's programme.
struct FL2bMasterSizeRule: ProfileRule {
    let code = "FL2b"
    var phases: ProfilePhases { .issuing }

    /// In hundredths of an ECTS credit.
    static let size = 6_000

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard record.isHigherEducation, let credits = record.achievement.workload.ectsCredits,
            let value = credits.value, value.hundredths >= Self.size
        else { return [] }
        return error(at: credits.text.place, nil, [("e", value.description)])
    }
}

extension MicroCredentialRecord {
    /// Whether this comes from higher education, which a Flemish type says too.
    var isHigherEducation: Bool {
        achievement.sector?.isEqual(to: "higherEducation") ?? (achievement.flandersType != nil)
    }
}

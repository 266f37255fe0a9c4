import Encodings

/// MC01d: the learner was born before learning anything, and not longer ago than people live.
struct MC01dLearnerBirthDateRule: ProfileRule {
    let code = "MC01d"
    var phases: ProfilePhases { .award }

    /// No documented life was longer than 122 years.
    private static let longestLife = 122

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard let award = record.award, let dateOfBirth = award.learner.dateOfBirth, let birth = dateOfBirth.value
        else { return [] }
        // The date itself is not repeated: it is the learner's, and stands at the place.
        if let start = award.activityStart?.value, birth >= start {
            return error(at: dateOfBirth.text.place, "start", [("d", start.description)])
        }
        let last = [award.awardedOn?.value, award.issuedAt?.value?.date, context.now?.date].compactMap { $0 }.min()
        guard let last else { return [] }
        if birth >= last { return error(at: dateOfBirth.text.place, nil, [("d", last.description)]) }
        guard last.year - birth.year > Self.longestLife else { return [] }
        return warning(at: dateOfBirth.text.place, "old", [("n", String(Self.longestLife))])
    }
}

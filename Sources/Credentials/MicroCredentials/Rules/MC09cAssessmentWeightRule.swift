import Encodings

/// MC09c: the weights of the assessments are all given and make a whole, or none is given.
///
/// The profile, section 2, lets an assessment have a weight and says nothing of their sum: hence a warning.
struct MC09cAssessmentWeightRule: ProfileRule {
    let code = "MC09c"
    var phases: ProfilePhases { .issuing }

    /// In hundredths of a percent: what is rounded to a whole percent still makes a whole.
    private static let whole = 9_950..<10_050

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let assessments = record.achievement.assessments
        let weights = assessments.compactMap { $0.weight?.value }
        guard let place = assessments.compactMap({ $0.weight?.text.place }).first else { return [] }
        guard weights.count == assessments.count else {
            return warning(
                at: place, "some", [("n", String(weights.count)), ("m", String(assessments.count))])
        }
        let sum = weights.reduce(0) { $0 + $1.hundredths }
        guard !Self.whole.contains(sum) else { return [] }
        return warning(at: place, nil, [("s", ExactDecimal(hundredths: sum)?.description ?? String(sum / 100))])
    }
}

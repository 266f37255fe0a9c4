/// MC09: learning was assessed, in at least one way that the European list has.
struct MC09AssessmentRule: ProfileRule {
    let code = "MC09"
    var element: ProfileElement? { .assessment }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let assessments = record.achievement.assessments
        var isListed = false
        for assessment in assessments {
            for type in assessment.types {
                if ConceptList.assessmentTypes.contains(type) {
                    isListed = true
                } else if !type.isAbsoluteAddress {
                    return unknownWord(type, in: .assessmentTypes, record)
                }
            }
        }
        for type in record.assessmentSummary where !assessments.contains(where: { $0.types.contains(type) }) {
            return error(at: type.place, "summary", [("found", type.string)])
        }
        if isListed { return [] }
        let place = assessments.first?.types.first?.place ?? record.place(of: .assessments)
        return error(at: place)
    }
}

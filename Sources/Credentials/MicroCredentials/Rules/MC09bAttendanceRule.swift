/// MC09b: to have been present is not to have been assessed.
struct MC09bAttendanceRule: ProfileRule {
    let code = "MC09b"
    var element: ProfileElement? { .assessment }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        var attendance: RecordText?
        for assessment in record.achievement.assessments {
            for type in assessment.types {
                guard type.isEqual(to: ConceptList.attendance) else { return [] }
                attendance = type
            }
        }
        return attendance.map { error(at: $0.place) } ?? []
    }
}

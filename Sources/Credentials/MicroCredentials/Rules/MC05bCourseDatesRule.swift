import Encodings

/// MC05b: a course ends on the day it starts or later, and nobody earns it before it starts.
struct MC05bCourseDatesRule: ProfileRule {
    let code = "MC05b"
    var phases: ProfilePhases { .award }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard let award = record.award, let start = award.activityStart?.value else { return [] }
        if let activityEnd = award.activityEnd, let end = activityEnd.value, end < start {
            return error(at: activityEnd.text.place, nil, [("s", start.description), ("e", end.description)])
        }
        if let awardedOn = award.awardedOn, let day = awardedOn.value, day < start {
            return error(at: awardedOn.text.place, "award", [("s", start.description), ("d", day.description)])
        }
        return []
    }
}

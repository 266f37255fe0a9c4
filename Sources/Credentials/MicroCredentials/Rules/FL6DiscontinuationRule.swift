import Encodings

/// FL6: what was discontinued is awarded to those who were enrolled, until the last day that was announced.
struct FL6DiscontinuationRule: ProfileRule {
    let code = "FL6"
    var phases: ProfilePhases { .issuing }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let offering = record.offering
        if let discontinued = offering.discontinuedOn?.value, let until = offering.teachOutUntil,
            let last = until.value, last < discontinued
        {
            return error(
                at: until.text.place, "order", [("d", discontinued.description), ("l", last.description)])
        }
        guard let last = offering.teachOutUntil?.value ?? offering.discontinuedOn?.value,
            let awardedOn = record.award?.awardedOn, let day = awardedOn.value, day > last
        else { return [] }
        let title = record.achievement.title.main?.string ?? record.achievement.id?.string ?? ""
        return error(at: awardedOn.text.place, nil, [("title", title), ("d", last.description)])
    }
}

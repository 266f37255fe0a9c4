import Encodings

/// FL5: a version is published, with its assessment, before learners start on it.
///
/// Without a first day of the course, it is published before the award at least.
struct FL5PublicationRule: ProfileRule {
    let code = "FL5"
    var phases: ProfilePhases { .award }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard let publishedOn = record.offering.publishedOn, let published = publishedOn.value else { return [] }
        if let start = record.award?.activityStart?.value {
            guard published > start else { return [] }
            return error(at: publishedOn.text.place, nil, [("d", published.description), ("s", start.description)])
        }
        guard let awarded = record.award?.awardedOn?.value, published > awarded else { return [] }
        return error(at: publishedOn.text.place, "award", [("d", published.description), ("a", awarded.description)])
    }
}

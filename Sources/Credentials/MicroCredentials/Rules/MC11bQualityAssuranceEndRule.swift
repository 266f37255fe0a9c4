import Encodings

/// MC11b: the quality assurance had not ended on the day of the award.
struct MC11bQualityAssuranceEndRule: ProfileRule {
    let code = "MC11b"
    var phases: ProfilePhases { .withLearner }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard let awardedOn = record.award?.awardedOn?.value else { return [] }
        var findings: [Finding] = []
        for entry in record.achievement.qualityAssurance where findings.count < Self.findingLimit {
            guard let validUntil = entry.validUntil else { continue }
            guard let end = validUntil.value else {
                findings += warning(at: validUntil.text.place, "unreadable")
                continue
            }
            guard end < awardedOn else { continue }
            findings += warning(at: validUntil.text.place, nil, [("d", end.description)])
        }
        return findings
    }
}

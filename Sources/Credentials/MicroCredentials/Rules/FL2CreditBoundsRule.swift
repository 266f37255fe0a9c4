import Encodings

/// FL2: a micro-credential of higher education has the usual size of its country.
struct FL2CreditBoundsRule: ProfileRule {
    let code = "FL2"
    var phases: ProfilePhases { .issuing }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard record.isHigherEducation, let credits = record.achievement.workload.ectsCredits,
            let value = credits.value, value.hundredths < FL2bMasterSizeRule.size,
            let country = record.issuer.countries.first.flatMap({ Country($0) })
        else { return [] }
        let day = record.award?.awardedOn?.value ?? context.now?.date
        guard let bounds = context.settings.creditBounds(in: country.alpha3, on: day),
            value < bounds.smallest || value > bounds.largest
        else { return [] }
        return warning(
            at: credits.text.place, nil,
            [("e", value.description), ("a", bounds.smallest.description), ("b", bounds.largest.description)])
    }
}

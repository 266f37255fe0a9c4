/// MC08: a level from a qualifications framework is chosen, or it is said that there is none.
struct MC08LevelRule: ProfileRule {
    let code = "MC08"
    var element: ProfileElement? { .level }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let level = record.achievement.level
        let place = record.place(of: .levelStatus)
        let isLevelled = level.status?.isEqual(to: "levelled") ?? false
        let hasLevel = level.eqf != nil || !level.national.isEmpty
        if let status = level.status, status.isEqual(to: "notLevelled") {
            return hasLevel || !record.claimedLevels.isEmpty ? error(at: place, "contradiction") : []
        }
        guard isLevelled, hasLevel else { return error(at: level.status?.place ?? place) }
        if let eqf = level.eqf, level.european == nil { return unknown(eqf) }
        for national in level.national where !isNational(national, record) { return unknown(national) }
        return []
    }

    private func isNational(_ level: RecordText, _ record: MicroCredentialRecord) -> Bool {
        switch QualificationLevel(level) {
        case .european: return false
        case .some: return true
        case nil:
            // Belgium's levels are all known here; those of other countries only by their form.
            let isForeign = record.issuer.countries.contains { !$0.isEqual(to: Self.belgium) }
            return isForeign && QualificationLevel.hasNationalForm(level)
        }
    }

    private func unknown(_ level: RecordText) -> [Finding] {
        error(at: level.place, "unknown", [("found", level.string)])
    }

    private static let belgium: StaticString = "http://publications.europa.eu/resource/authority/country/BEL"
}

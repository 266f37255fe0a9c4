/// FL10: in Flemish secondary education nobody enrols for a (partial) professional qualification alone.
struct FL10SecondaryEducationRule: ProfileRule {
    let code = "FL10"
    var phases: ProfilePhases { .issuing }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard let sector = record.achievement.sector, sector.isEqual(to: "secondaryEducation"),
            let kind = record.achievement.certificateKind,
            kind.isEqual(to: "partialQualification") || kind.isEqual(to: "professionalQualification")
        else { return [] }
        return warning(at: kind.place)
    }
}

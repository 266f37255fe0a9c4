/// FL9: a certificate that belongs to a professional qualification names it.
struct FL9QualificationCodeRule: ProfileRule {
    let code = "FL9"
    var phases: ProfilePhases { .issuing }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard let kind = record.achievement.certificateKind,
            kind.isEqual(to: "partialQualification") || kind.isEqual(to: "certificateOfCompetences")
                || kind.isEqual(to: "professionalQualification"),
            record.achievement.professionalQualification.map(\.isBlank) ?? true
        else { return [] }
        return error(at: kind.place)
    }
}

import Credentials

/// Reads the fields of a specification that hold the mandatory elements.
///
/// What a rule of the profile judges is kept as it is written, so that the rule tells what is wrong with it.
struct ElementReader {
    let fields: FieldReader
    let language: MainLanguage

    func read(into entry: inout AchievementRecord) {
        entry.awardingBodies = fields.value("awarding_bodies")?.list { awardingBody($0) } ?? []
        entry.learningOutcomes = fields.value("learning_outcomes")?.list { outcome($0) } ?? []
        if let value = fields.value("workload") { WorkloadReader().read(value, into: &entry.workload) }
        if let value = fields.value("level") { entry.level = LevelReader().level(value) }
        entry.assessments = fields.value("assessment")?.list { assessment($0) } ?? []
        let written = fields.value("assessment")?.values().count { $0.hasField("weight") } ?? 0
        if entry.assessments.count(where: { $0.weight != nil }) < written {
            // A weight that could not be read has been told; the sum of the others says nothing.
            for index in entry.assessments.indices { entry.assessments[index].weight = nil }
        }
        entry.supervision = fields.value("supervision")?.conceptOrWord(in: .supervisionMethods)
        entry.participationModes =
            fields.value("participation")?.list { $0.conceptOrWord(in: .participationModes) } ?? []
        entry.qualityAssurance = fields.value("quality_assurance")?.list { qualityAssurance($0) } ?? []
    }

    private func awardingBody(_ value: FieldValue) -> AwardingBody? {
        guard value.hasFields else {
            guard let word = value.text() else { return nil }
            let names = ["this institution", "deze instelling"]
            if names.contains(where: { PlainWord($0) == PlainWord(word.string) }) {
                let id = RecordText("\(MicroCredentialSpecification.thisInstitution)", at: value.place)
                return AwardingBody(id: id, legalName: nil, country: nil, at: value.place)
            }
            return AwardingBody(legalName: word, country: nil, at: value.place)
        }
        return value.fields { body in
            AwardingBody(
                id: body.value("id")?.uri(), legalName: body.value("name")?.text(),
                registration: body.value("registration")?.text(), country: body.value("country")?.country(),
                at: value.place)
        }
    }

    private func outcome(_ value: FieldValue) -> LearningOutcome? {
        guard value.hasFields else {
            return LearningOutcome(text: LocalizedText(main: value.text()), at: value.place)
        }
        return value.fields { outcome in
            let type = outcome.value("type")?.concept(in: .outcomeTypes, language.language)
            let skills = outcome.value("esco")?.list { skill($0) } ?? []
            var text = language.text(outcome.value("text"))
            if outcome.keys.contains(where: { MainLanguage.isTag($0) }), text == LocalizedText() {
                // The languages may stand beside the other fields.
                let entries = outcome.keys.filter { MainLanguage.isTag($0) }.compactMap { key in
                    outcome.value(key).map { (key, outcome.keyPosition(key) ?? outcome.position, $0) }
                }
                text = language.text(entries, at: value.position, value.problems)
            }
            return LearningOutcome(text: text, type: type, escoSkills: skills, at: value.place)
        }
    }

    private func skill(_ value: FieldValue) -> LearningOutcome.Skill? {
        guard value.hasFields else { return value.text().map { LearningOutcome.Skill(iri: $0) } }
        return value.fields { skill in
            let name = skill.value("name")?.text()
            return skill.required("id")?.text().map { LearningOutcome.Skill(iri: $0, name: name) }
        }
    }

    private func assessment(_ value: FieldValue) -> Assessment? {
        guard value.hasFields else {
            return value.conceptOrWord(in: .assessmentTypes).map { Assessment(types: [$0]) }
        }
        return value.fields { assessment in
            Assessment(
                title: language.text(assessment.value("title")),
                types: assessment.value("type")?.list { $0.conceptOrWord(in: .assessmentTypes) } ?? [],
                mode: assessment.value("mode")?.concept(in: .participationModes, language.language),
                weight: assessment.value("weight")?.percentage())
        }
    }

    private func qualityAssurance(_ value: FieldValue) -> QualityAssurance? {
        value.fields { entry in
            QualityAssurance(
                type: entry.value("type")?.conceptOrWord(in: .qualityAssuranceTypes),
                scope: entry.value("scope")?.conceptOrWord(in: .qualityAssuranceScopes),
                body: entry.value("body")?.text(), basis: entry.value("basis")?.text(),
                report: entry.value("report")?.textOrWebAddress(), validFrom: entry.value("valid_from")?.date(),
                validUntil: entry.value("valid_until")?.date(), at: value.place)
        }
    }
}

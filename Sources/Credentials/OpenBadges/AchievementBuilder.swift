import Encodings

/// Builds the achievement of a credential from the entry in the catalogue.
struct AchievementBuilder {
    private let record: AchievementRecord
    private let words: AchievementWords

    init(_ record: AchievementRecord) {
        self.record = record
        words = AchievementWords(record)
    }

    /// The achievement: the properties of Open Badges, then the terms of the profile.
    var object: JSONValue {
        var achievement = ObjectBuilder()
        achievement.add("id", record.id)
        achievement.add("type", ["Achievement"])
        achievement.add("achievementType", .string(words.achievementType))
        achievement.add("name", record.title.main)
        achievement.add("description", record.description.main)
        var criteria = ObjectBuilder()
        criteria.add("narrative", record.criteria.main)
        achievement.add("criteria", criteria.object)
        achievement.add("humanCode", record.code)
        achievement.add("version", record.version)
        achievement.add("inLanguage", record.language)
        achievement.add("creditsAvailable", record.workload.openBadgesCredits)
        if let field = record.fieldsOfStudy.first, let known = FieldOfStudy(codeOrIRI: field.string) {
            achievement.add("fieldOfStudy", .string(known.name))
        }
        achievement.addArray("alignment", alignments)
        achievement.addArray("resultDescription", record.gradeScale.map { [resultDescription($0)] } ?? [])
        achievement.addArray("otherIdentifier", record.registrations.map(\.identifierEntry))
        addMandatoryElements(to: &achievement)
        addOptionalElements(to: &achievement)
        return achievement.object
    }

    private func addMandatoryElements(to achievement: inout ObjectBuilder) {
        achievement.add("profileVersion", .string(MicroCredentialProfile.version))
        achievement.addTranslations("titleTranslations", of: record.title)
        achievement.addTranslations("descriptionTranslations", of: record.description)
        achievement.addTranslations("criteriaTranslations", of: record.criteria)
        achievement.addArray("awardingBodies", record.awardingBodies.map { awardingBody($0) })
        achievement.add("signingMandate", record.mandate)
        achievement.addArray("learningOutcomes", record.learningOutcomes.map { outcome($0) })
        achievement.add("workloadHours", record.workload.hours)
        achievement.add("ectsCredits", record.workload.ectsCredits)
        achievement.add("ecvetPoints", record.workload.ecvetPoints)
        achievement.add("teachingPeriods", record.workload.teachingPeriods)
        achievement.add("levelStatus", record.level.status)
        achievement.add("eqfLevel", record.level.eqf)
        achievement.addOneOrMore("nqfLevel", record.level.national)
        achievement.add("qfEheaCycle", record.level.cycle)
        achievement.add("assessmentTypes", record.assessments.flatMap(\.types).withoutRepetition)
        if record.assessments.contains(where: { !$0.isPlain }) {
            achievement.addArray("assessments", record.assessments.map { assessment($0) })
        }
        achievement.add("supervisionAndIdVerification", record.supervision)
        achievement.add("participationModes", record.participationModes)
        achievement.add("activityTypes", record.activityTypes)
        achievement.addArray("qualityAssurance", record.qualityAssurance.map { qualityAssurance($0) })
    }

    private func addOptionalElements(to achievement: inout ObjectBuilder) {
        achievement.add("learningSetting", record.learningSetting)
        achievement.add("iscedF", record.fieldsOfStudy)
        achievement.add("instructionLanguages", record.instructionLanguages)
        achievement.add("prerequisites", record.prerequisites.main)
        achievement.addTranslations("prerequisitesTranslations", of: record.prerequisites)
        if let stackability = record.stackability {
            var object = ObjectBuilder()
            object.add("stackabilityOption", stackability.option)
            object.add("stacksTowards", stackability.towards)
            object.add("stackabilityConditions", stackability.conditions)
            achievement.add("stackability", object.object)
        }
        achievement.add("sector", record.sector)
        achievement.add("flandersType", record.flandersType)
        achievement.add("certificateKind", record.certificateKind)
        achievement.add("professionalQualification", record.professionalQualification)
        achievement.add("awardBasis", record.awardBasis)
        achievement.addArray("components", record.components.map { component($0) })
        achievement.add("furtherInformation", record.furtherInformation)
    }

    private func awardingBody(_ body: AwardingBody) -> JSONValue {
        var object = ObjectBuilder()
        object.add("bodyIdentifier", body.id)
        object.add("bodyName", body.legalName)
        object.add("bodyRegistration", body.registration)
        object.add("bodyCountry", body.country)
        return object.object
    }

    private func outcome(_ outcome: LearningOutcome) -> JSONValue {
        var object = ObjectBuilder()
        object.add("outcomeText", outcome.text.main)
        object.addTranslations("outcomeTextTranslations", of: outcome.text)
        object.add("outcomeType", outcome.type)
        object.add("escoSkills", outcome.escoSkills.map(\.iri))
        return object.object
    }

    private func assessment(_ assessment: Assessment) -> JSONValue {
        var object = ObjectBuilder()
        object.add("assessmentTitle", assessment.title.main)
        object.addTranslations("assessmentTitleTranslations", of: assessment.title)
        object.add("assessmentType", assessment.types)
        object.add("assessmentMode", assessment.mode)
        object.add("assessmentWeight", assessment.weight)
        return object.object
    }

    private func qualityAssurance(_ entry: QualityAssurance) -> JSONValue {
        var object = ObjectBuilder()
        object.add("qaType", entry.type)
        object.add("qaScope", entry.scope)
        object.add("qaBody", entry.body)
        object.add("qaBasis", entry.basis)
        object.add("qaReport", entry.report)
        object.add("qaValidFrom", entry.validFrom)
        object.add("qaValidUntil", entry.validUntil)
        return object.object
    }

    private func component(_ component: AchievementComponent) -> JSONValue {
        var object = ObjectBuilder()
        object.add("componentCode", component.code)
        object.add("componentTitle", component.title)
        object.add("componentEcts", component.ectsCredits)
        object.add("componentNqfLevel", component.nationalLevel)
        object.add("componentCredential", component.credential)
        return object.object
    }

    private func resultDescription(_ scale: GradeScale) -> JSONValue {
        var object = ObjectBuilder()
        object.add("id", .string(scale.identifier(in: record)))
        object.add("type", ["ResultDescription"])
        object.add("name", scale.name)
        object.add("resultType", .string(scale.labels.isEmpty ? "RawScore" : "LetterGrade"))
        object.add("allowedValue", scale.labels)
        object.add("valueMin", scale.minimum)
        object.add("valueMax", scale.maximum)
        object.add("requiredValue", scale.pass)
        return object.object
    }

    /// What any displayer of Open Badges shows of the coded values.
    private var alignments: [JSONValue] {
        var alignments: [JSONValue] = []
        if let eqf = record.level.eqf { alignments.append(level(eqf, type: "ext:EQFLevel")) }
        for national in record.level.national { alignments.append(level(national, type: "ext:NQFLevel")) }
        for text in record.fieldsOfStudy {
            let field = FieldOfStudy(codeOrIRI: text.string)
            alignments.append(
                alignment(
                    "ext:ISCEDF", framework: "ISCED-F 2013", name: field?.name ?? text.string, code: field?.code,
                    url: text))
        }
        var seen: [RecordText] = []
        for skill in record.learningOutcomes.flatMap(\.escoSkills) where !seen.contains(skill.iri) {
            seen.append(skill.iri)
            alignments.append(
                alignment(
                    "ext:ESCOSkill", framework: "ESCO", name: (skill.name ?? skill.iri).string, code: nil,
                    url: skill.iri))
        }
        return alignments
    }

    private func level(_ iri: RecordText, type: String) -> JSONValue {
        guard let level = QualificationLevel(iri) else {
            return alignment(type, framework: nil, name: iri.string, code: nil, url: iri)
        }
        return alignment(
            type, framework: level.frameworkName, name: "\(level.framework(in: .english)) level \(level.number)",
            code: String(level.number), url: iri)
    }

    private func alignment(
        _ type: String, framework: String?, name: String, code: String?, url: RecordText
    ) -> JSONValue {
        var object = ObjectBuilder()
        object.add("type", ["Alignment"])
        object.add("targetType", .string(type))
        object.add("targetFramework", framework.map { .string($0) })
        object.add("targetName", .string(name))
        object.add("targetCode", code.map { .string($0) })
        object.add("targetUrl", url)
        return object.object
    }
}

extension [RecordText] {
    /// The texts in order, each once.
    var withoutRepetition: [RecordText] {
        var result: [RecordText] = []
        for text in self where !result.contains(text) { result.append(text) }
        return result
    }
}

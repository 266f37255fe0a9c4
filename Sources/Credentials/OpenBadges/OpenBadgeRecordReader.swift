import Encodings

/// Reads a received Open Badges 3.0 document into a record.
///
/// What is missing stays missing and what has a wrong type becomes a value without text: the rules say what is wrong.
/// Nothing is copied; see ``RecordText``.
struct OpenBadgeRecordReader {
    private let credential: JSONNode
    private let subject: JSONNode?
    private let issuer: JSONNode?
    private let achievement: JSONNode?

    init(credential: JSONNode, subject: JSONNode?) {
        self.credential = credential
        self.subject = subject.flatMap { $0.kind == .object ? $0 : nil }
        issuer = credential["issuer"].flatMap { $0.kind == .object ? $0 : nil }
        achievement = self.subject?["achievement"].flatMap { Self.first($0) }.flatMap { $0.kind == .object ? $0 : nil }
    }

    /// The record of the document.
    func record() -> MicroCredentialRecord {
        MicroCredentialRecord(
            issuer: readIssuer(), achievement: readAchievement(), award: readAward(), acknowledgements: [],
            places: .document(credential: credential, issuer: issuer, subject: subject, achievement: achievement))
    }

    private func readIssuer() -> IssuerIdentity {
        var identity = IssuerIdentity()
        guard let issuer else {
            identity.id = Self.text(credential["issuer"])
            return identity
        }
        identity.id = Self.text(issuer["id"])
        identity.name = Self.text(issuer["name"])
        identity.url = Self.text(issuer["url"])
        identity.email = Self.text(issuer["email"])
        identity.countries = Self.texts(issuer["issuerCountry"])
        identity.regions = Self.texts(issuer["issuerRegion"])
        if let node = issuer["address"] {
            var address = PostalAddress()
            address.street = Self.text(node["streetAddress"])
            address.postalCode = Self.text(node["postalCode"])
            address.locality = Self.text(node["addressLocality"])
            address.region = Self.text(node["addressRegion"])
            address.country = Self.text(node["addressCountry"])
            address.countryCode = Self.text(node["addressCountryCode"])
            identity.address = address
        }
        identity.registrations = Self.identifiers(issuer["otherIdentifier"])
        return identity
    }

    private func readAward() -> AwardRecord {
        var award = AwardRecord()
        award.awardedOn = Self.text(credential["awardedDate"]).map { RecordValue($0) }
        award.issuedAt = Self.text(credential["validFrom"]).map { RecordValue($0) }
        award.validUntil = Self.text(credential["validUntil"]).map { RecordValue($0) }
        guard let subject else { return award }
        award.activityStart = Self.text(subject["activityStartDate"]).map { RecordValue($0) }
        award.activityEnd = Self.text(subject["activityEndDate"]).map { RecordValue($0) }
        if let result = subject["result"].flatMap({ Self.first($0) }) {
            award.grade = Self.text(result["value"])
            award.resultStatus = Self.text(result["status"])
        }
        var learner = LearnerIdentity()
        learner.id = Self.text(subject["id"])
        learner.familyName = Self.text(subject["learnerFamilyName"])
        learner.givenNames = Self.text(subject["learnerGivenNames"])
        learner.dateOfBirth = Self.text(subject["learnerDateOfBirth"]).map { RecordValue($0) }
        for node in Self.list(subject["identifier"]) {
            let value = RecordText(node["identityHash"] ?? node)
            let scheme = RecordText(node["identityType"] ?? node)
            if scheme.isEqual(to: "name"), node["hashed"]?.boolean == false {
                // The name in clear repeats family and given names for who knows Open Badges only.
                if learner.familyName == nil, learner.givenNames == nil { learner.singleName = value }
            } else {
                let isHashed = node["hashed"]?.boolean ?? false
                learner.identifiers.append(
                    LearnerIdentifier(
                        scheme: scheme, value: value, isHashed: isHashed, salt: Self.text(node["salt"])))
            }
        }
        award.learner = learner
        return award
    }

    private func readAchievement() -> AchievementRecord {
        var record = AchievementRecord()
        guard let node = achievement else { return record }
        record.id = Self.text(node["id"])
        record.code = Self.text(node["humanCode"])
        record.version = Self.text(node["version"])
        record.language = Self.text(node["inLanguage"])
        record.title = Self.localized(node["name"], node["titleTranslations"])
        record.description = Self.localized(node["description"], node["descriptionTranslations"])
        record.criteria = Self.localized(node["criteria"]?["narrative"], node["criteriaTranslations"])
        record.certificateKind = Self.text(node["certificateKind"])
        record.sector = Self.text(node["sector"])
        record.flandersType = Self.text(node["flandersType"]).map { RecordValue($0) }
        record.awardBasis = Self.text(node["awardBasis"])
        record.professionalQualification = Self.text(node["professionalQualification"])
        record.awardingBodies = Self.list(node["awardingBodies"]).map { body in
            AwardingBody(
                id: Self.text(body["bodyIdentifier"]), legalName: Self.text(body["bodyName"]),
                registration: Self.text(body["bodyRegistration"]), country: Self.text(body["bodyCountry"]),
                at: .node(body))
        }
        record.mandate = Self.text(node["signingMandate"])
        record.learningOutcomes = readOutcomes(node)
        record.workload.ectsCredits = Self.text(node["ectsCredits"]).map { RecordValue($0) }
        record.workload.hours = Self.text(node["workloadHours"]).map { RecordValue($0) }
        record.workload.ecvetPoints = Self.text(node["ecvetPoints"]).map { RecordValue($0) }
        record.workload.teachingPeriods = Self.text(node["teachingPeriods"]).map { RecordValue($0) }
        record.level.status = Self.text(node["levelStatus"])
        record.level.eqf = Self.text(node["eqfLevel"])
        record.level.national = Self.texts(node["nqfLevel"])
        record.level.cycle = Self.text(node["qfEheaCycle"])
        record.assessments = readAssessments(node)
        record.supervision = Self.text(node["supervisionAndIdVerification"])
        record.participationModes = Self.texts(node["participationModes"])
        record.activityTypes = Self.texts(node["activityTypes"])
        record.learningSetting = Self.text(node["learningSetting"])
        record.qualityAssurance = Self.list(node["qualityAssurance"]).map { entry in
            QualityAssurance(
                type: Self.text(entry["qaType"]), scope: Self.text(entry["qaScope"]), body: Self.text(entry["qaBody"]),
                basis: Self.text(entry["qaBasis"]), report: Self.text(entry["qaReport"]),
                validFrom: Self.text(entry["qaValidFrom"]).map { RecordValue($0) },
                validUntil: Self.text(entry["qaValidUntil"]).map { RecordValue($0) }, at: .node(entry))
        }
        readOptionalElements(node, into: &record)
        return record
    }

    private func readOptionalElements(_ node: JSONNode, into record: inout AchievementRecord) {
        record.prerequisites = Self.localized(node["prerequisites"], node["prerequisitesTranslations"])
        if let stackability = node["stackability"] {
            record.stackability = Stackability(
                option: Self.text(stackability["stackabilityOption"]),
                towards: Self.texts(stackability["stacksTowards"]),
                conditions: Self.text(stackability["stackabilityConditions"]))
        }
        record.components = Self.list(node["components"]).map { component in
            AchievementComponent(
                code: Self.text(component["componentCode"]), title: Self.text(component["componentTitle"]),
                ectsCredits: Self.text(component["componentEcts"]).map { RecordValue($0) },
                nationalLevel: Self.text(component["componentNqfLevel"]),
                credential: Self.text(component["componentCredential"]))
        }
        if let scale = node["resultDescription"].flatMap({ Self.first($0) }) {
            record.gradeScale = GradeScale(
                id: Self.text(scale["id"]), name: Self.text(scale["name"]), minimum: Self.text(scale["valueMin"]),
                maximum: Self.text(scale["valueMax"]), pass: Self.text(scale["requiredValue"]),
                labels: Self.texts(scale["allowedValue"]))
        }
        record.fieldsOfStudy = Self.texts(node["iscedF"])
        record.instructionLanguages = Self.texts(node["instructionLanguages"])
        record.registrations = Self.identifiers(node["otherIdentifier"])
        record.furtherInformation = Self.texts(node["furtherInformation"])
    }

    private func readOutcomes(_ node: JSONNode) -> [LearningOutcome] {
        Self.list(node["learningOutcomes"]).map { outcome in
            let skills = Self.list(outcome["escoSkills"]).map { skill in
                LearningOutcome.Skill(iri: RecordText(skill), name: skillName(skill))
            }
            return LearningOutcome(
                text: Self.localized(outcome["outcomeText"], outcome["outcomeTextTranslations"]),
                type: Self.text(outcome["outcomeType"]), escoSkills: skills, at: .node(outcome))
        }
    }

    /// The name of a skill, which stands in the alignment with the same address.
    private func skillName(_ skill: JSONNode) -> RecordText? {
        let address = RecordText(skill)
        for alignment in Self.list(achievement?["alignment"]) {
            guard let url = alignment["targetUrl"], RecordText(url) == address, let name = alignment["targetName"]
            else {
                continue
            }
            let text = RecordText(name)
            // The address stands in for a name that was not given.
            return text == address ? nil : text
        }
        return nil
    }

    private func readAssessments(_ node: JSONNode) -> [Assessment] {
        let detailed = Self.list(node["assessments"])
        guard detailed.isEmpty else {
            return detailed.map { assessment in
                Assessment(
                    title: Self.localized(assessment["assessmentTitle"], assessment["assessmentTitleTranslations"]),
                    types: Self.texts(assessment["assessmentType"]), mode: Self.text(assessment["assessmentMode"]),
                    weight: Self.text(assessment["assessmentWeight"]).map { RecordValue($0) })
            }
        }
        return Self.list(node["assessmentTypes"]).map { Assessment(types: [RecordText($0)]) }
    }

    private static func text(_ node: JSONNode?) -> RecordText? { node.map { RecordText($0) } }

    /// A value, or the values of an array.
    private static func list(_ node: JSONNode?) -> [JSONNode] {
        guard let node else { return [] }
        return node.kind == .array ? Array(node.elements) : [node]
    }

    private static func texts(_ node: JSONNode?) -> [RecordText] { list(node).map { RecordText($0) } }

    private static func first(_ node: JSONNode) -> JSONNode? {
        guard node.kind == .array else { return node }
        return node.elements.first { _ in true }
    }

    private static func localized(_ main: JSONNode?, _ translations: JSONNode?) -> LocalizedText {
        LocalizedText(
            main: text(main),
            translations: translations?.members.map { name, value in
                LocalizedText.Translation(language: RecordText(name), text: RecordText(value))
            } ?? [])
    }

    private static func identifiers(_ node: JSONNode?) -> [SchemedIdentifier] {
        list(node).map { entry in
            SchemedIdentifier(
                scheme: RecordText(entry["identifierType"] ?? entry), value: RecordText(entry["identifier"] ?? entry))
        }
    }
}

extension MicroCredentialRecord {
    /// Every text that people wrote into the record.
    var writtenTexts: [RecordText] {
        var texts: [RecordText?] = [
            issuer.name, issuer.url, issuer.email, issuer.address?.street, issuer.address?.postalCode,
            issuer.address?.locality, issuer.address?.region,
        ]
        texts += issuer.registrations.map(\.value)
        texts += achievementTexts
        if let award {
            let learner = award.learner
            texts += [learner.familyName, learner.givenNames, learner.singleName, learner.id, award.grade]
            texts += learner.identifiers.map(\.value)
        }
        return texts.compactMap { $0 }
    }

    private var achievementTexts: [RecordText?] {
        var texts: [RecordText?] = [
            achievement.id, achievement.code, achievement.version, achievement.professionalQualification,
            achievement.mandate, achievement.stackability?.conditions,
        ]
        for text in [
            achievement.title, achievement.description, achievement.criteria, achievement.prerequisites,
        ] + achievement.learningOutcomes.map(\.text) + achievement.assessments.map(\.title) {
            texts += text.texts
        }
        for body in achievement.awardingBodies { texts += [body.legalName, body.registration] }
        for entry in achievement.qualityAssurance { texts += [entry.body, entry.basis, entry.report] }
        for component in achievement.components { texts += [component.code, component.title, component.credential] }
        texts += achievement.stackability?.towards ?? []
        texts += achievement.registrations.map(\.value)
        texts += achievement.furtherInformation
        return texts
    }
}

import Encodings
import TestSupport

extension RandomCredential {
    /// An Open Badge with several subjects, results, alignments, evidence and endorsements.
    mutating func badge(issuer: String) -> JSONValue {
        let edition = random.pick(OpenBadgesEdition.allCases)
        let isMicroCredential = edition != .third1 && random.isOne(in: 2)
        let contexts =
            edition.contexts + (isMicroCredential ? ["https://example.org/ns/micro-credential/v1.json"] : [])
        var badge = frame(
            contexts, [.string(random.pick(["OpenBadgeCredential", "AchievementCredential"]))], issuer: issuer)
        if edition != .third1 { addVersion2(to: &badge) }
        if badge["issuer"]?["id"] != nil { badge["issuer"] = profile(issuer, isMicroCredential) }
        if edition != .third2 { maybe("awardedDate", in: &badge) { $0.time() } }
        maybe("image", in: &badge) { $0.image() }
        maybe("evidence", in: &badge) { $0.oneOrMany { $0.evidence() } }
        maybe("endorsement", in: &badge) {
            $0.many(0...1) { $0.endorsement(issuer, isMicroCredential ? nil : edition) }
        }
        badge["credentialSubject"] = oneOrMany(1...3) { $0.subject(edition, isMicroCredential) }
        return badge
    }

    private mutating func profile(_ issuer: String, _ isMicroCredential: Bool) -> JSONValue {
        var profile: JSONValue = ["id": .string(issuer), "type": ["Profile"], "name": text()]
        maybe("url", in: &profile) { $0.address() }
        maybe("email", in: &profile) { $0.text() }
        maybe("image", in: &profile) { $0.image() }
        maybe("dateOfBirth", in: &profile) { $0.day() }
        maybe("address", in: &profile) { random in
            [
                "type": ["Address"], "addressCountry": random.text(), "addressCountryCode": "BE",
                "geo": ["type": "GeoCoordinates", "latitude": random.number(), "longitude": random.number()],
            ]
        }
        maybe("otherIdentifier", in: &profile) { $0.many { $0.identifierEntry() } }
        if isMicroCredential { maybe("issuerCountry", in: &profile) { $0.address() } }
        return profile
    }

    private mutating func image() -> JSONValue {
        ["id": address(), "type": "Image", "caption": text()]
    }

    private mutating func identifierEntry() -> JSONValue {
        [
            "type": "IdentifierEntry", "identifier": text(),
            "identifierType": random.pick(["emailAddress", "studentId"]),
        ]
    }

    private mutating func evidence() -> JSONValue {
        var evidence: JSONValue = ["type": ["Evidence"], "genre": text()]
        maybe("id", in: &evidence) { $0.address() }
        maybe("narrative", in: &evidence) { $0.text() }
        maybe("audience", in: &evidence) { $0.text() }
        return evidence
    }

    /// An endorsement, with contexts of its own unless those around it hold.
    private mutating func endorsement(_ issuer: String, _ edition: OpenBadgesEdition?) -> JSONValue {
        var endorsement: JSONValue = edition.map { ["@context": .array($0.contexts)] } ?? [:]
        endorsement["id"] = identifier()
        endorsement["type"] = ["VerifiableCredential", "EndorsementCredential"]
        endorsement["issuer"] = ["id": .string(issuer), "type": ["Profile"], "name": text()]
        endorsement["validFrom"] = time()
        endorsement["credentialSubject"] = [
            "id": address(), "type": ["EndorsementSubject"], "endorsementComment": text(),
        ]
        return endorsement
    }

    private mutating func subject(_ edition: OpenBadgesEdition, _ isMicroCredential: Bool) -> JSONValue {
        var subject: JSONValue = ["type": ["AchievementSubject"]]
        maybe("id", in: &subject) { $0.identifier() }
        maybe("identifier", in: &subject) { random in
            random.many {
                [
                    "type": "IdentityObject", "hashed": .boolean($0.random.isOne(in: 2)), "identityHash": $0.text(),
                    "identityType": "emailAddress", "salt": $0.text(),
                ]
            }
        }
        maybe("creditsEarned", in: &subject) { $0.number() }
        maybe("activityStartDate", in: &subject) { $0.day() }
        maybe("role", in: &subject) { $0.text() }
        maybe("source", in: &subject) { ["id": $0.address(), "type": ["Profile"], "name": $0.text()] }
        maybe("result", in: &subject) { $0.many { $0.result() } }
        if isMicroCredential {
            maybe("learnerFamilyName", in: &subject) { $0.text() }
            maybe("learnerDateOfBirth", in: &subject) { $0.day() }
        }
        subject["achievement"] = achievement(edition, isMicroCredential)
        return subject
    }

    private mutating func result() -> JSONValue {
        var result: JSONValue = ["type": ["Result"], "value": random.isOne(in: 2) ? text() : number()]
        maybe("resultDescription", in: &result) { $0.identifier() }
        maybe("achievedLevel", in: &result) { $0.identifier() }
        maybe("status", in: &result) { .string($0.random.pick(["Completed", "Failed"])) }
        maybe("alignment", in: &result) { $0.many { $0.alignment() } }
        return result
    }

    private mutating func alignment() -> JSONValue {
        var alignment: JSONValue = ["type": ["Alignment"], "targetName": text(), "targetUrl": address()]
        maybe("targetCode", in: &alignment) { $0.text() }
        maybe("targetFramework", in: &alignment) { $0.text() }
        maybe("targetType", in: &alignment) { .string($0.random.pick(["ceasn:Competency", "CTDL"])) }
        return alignment
    }

    private mutating func achievement(_ edition: OpenBadgesEdition, _ isMicroCredential: Bool) -> JSONValue {
        var achievement: JSONValue = [
            "type": random.isOne(in: 3) ? "Achievement" : ["Achievement"],
            "name": edition == .third1 ? text() : words(), "description": text(),
            "criteria": random.isOne(in: 2) ? ["narrative": text()] : ["id": address(), "narrative": text()],
        ]
        maybe("id", in: &achievement) { $0.identifier() }
        maybe("achievementType", in: &achievement) {
            .string($0.random.pick(["MicroCredential", "Course", "ext:Other"]))
        }
        maybe("alignment", in: &achievement) { $0.many { $0.alignment() } }
        maybe("creditsAvailable", in: &achievement) { $0.number() }
        maybe("tag", in: &achievement) { $0.many { $0.text() } }
        maybe("image", in: &achievement) { $0.image() }
        maybe("related", in: &achievement) { random in
            random.many { random in
                var related: JSONValue = ["id": random.address(), "type": ["Related"], "version": random.text()]
                if edition == .third3 { related["inLanguage"] = random.language() }
                return related
            }
        }
        maybe("otherIdentifier", in: &achievement) { $0.many { $0.identifierEntry() } }
        maybe("resultDescription", in: &achievement) { $0.many { $0.resultDescription() } }
        if isMicroCredential { addMicroCredential(to: &achievement) }
        return achievement
    }

    private mutating func resultDescription() -> JSONValue {
        var description: JSONValue = [
            "id": identifier(), "type": ["ResultDescription"], "name": text(), "resultType": "LetterGrade",
        ]
        maybe("allowedValue", in: &description) { $0.many(0...4) { $0.text() } }
        maybe("valueMax", in: &description) { $0.text() }
        maybe("rubricCriterionLevel", in: &description) { random in
            random.many {
                ["id": $0.identifier(), "type": ["RubricCriterionLevel"], "name": $0.text(), "points": $0.text()]
            }
        }
        return description
    }

    private mutating func addMicroCredential(to achievement: inout JSONValue) {
        maybe("titleTranslations", in: &achievement) { $0.languageMap() }
        maybe("ectsCredits", in: &achievement) { $0.random.isOne(in: 2) ? "6" : $0.number() }
        maybe("teachingPeriods", in: &achievement) { .number(String($0.random.number(in: 1...4))) }
        maybe("eqfLevel", in: &achievement) { $0.address() }
        maybe("participationModes", in: &achievement) { $0.many { $0.address() } }
        maybe("learningOutcomes", in: &achievement) { random in
            random.many { random in
                var outcome: JSONValue = ["outcomeText": random.text()]
                random.maybe("outcomeTextTranslations", in: &outcome) { $0.languageMap() }
                random.maybe("escoSkills", in: &outcome) { $0.many { $0.address() } }
                return outcome
            }
        }
        maybe("assessments", in: &achievement) { random in
            random.many { random in
                var assessment: JSONValue = ["assessmentTitle": random.text()]
                random.maybe("assessmentWeight", in: &assessment) { $0.number() }
                random.maybe("assessmentMode", in: &assessment) { $0.address() }
                return assessment
            }
        }
    }
}

/// The editions of the context of Open Badges 3.0, each with the base context that it goes with.
enum OpenBadgesEdition: String, CaseIterable {
    case third1 = "3.0.1"
    case third2 = "3.0.2"
    case third3 = "3.0.3"

    var contexts: [JSONValue] {
        let own = JSONValue.string("https://purl.imsglobal.org/spec/ob/v3p0/context-\(rawValue).json")
        guard self == .third1 else { return ["https://www.w3.org/ns/credentials/v2", own] }
        return ["https://www.w3.org/2018/credentials/v1", own, "https://w3id.org/security/data-integrity/v2"]
    }
}

public import Encodings

/// Builds Open Badges 3.0 credentials that carry the eleven elements of the European micro-credential.
///
/// One builder serves every learner of a specification: what they share is built once. The result depends on the
/// arguments alone. Source: Open Badges 3.0, sections B.1 to B.12; the profile, sections 2.1 and 8.
public struct OpenBadgesBuilder: Sendable {
    /// The context of Open Badges 3.0 that credentials are written in.
    public static let context = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

    /// The context that defines the type of ``schema``.
    public static let extensionsContext = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"

    /// The JSON Schema that 1EdTech publishes for these credentials.
    public static let schema =
        "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"

    private static let dataModelContext = "https://www.w3.org/ns/credentials/v2"

    private let achievementRecord: AchievementRecord
    private let namesSchemas: Bool
    private let name: JSONValue
    private let description: JSONValue
    private let issuer: JSONValue
    private let achievement: JSONValue

    /// Prepares what every credential of a specification has in common.
    ///
    /// - Parameter namesSchemas: Whether `credentialSchema` names the schemas of Open Badges and of the profile, and
    ///   `@context` the extensions of Open Badges that define how.
    public init(issuer: IssuerIdentity, achievement: AchievementRecord, namesSchemas: Bool = false) {
        achievementRecord = achievement
        self.namesSchemas = namesSchemas
        let words = AchievementWords(achievement)
        name = .string(words.credentialName)
        description = .string(words.credentialDescription)
        self.issuer = Self.profile(of: issuer)
        self.achievement = AchievementBuilder(achievement).object
    }

    /// The unsigned credential for one learner.
    ///
    /// - Parameters:
    ///   - award: What the learner earned; it has passed the rules of phase `award`.
    ///   - id: The credential's identifier, a `urn:uuid:` or another URI.
    ///   - status: The status entries, if the credential can be revoked.
    public func credential(for award: AwardRecord, id: String, status: [JSONValue] = []) -> JSONValue {
        var contexts = [Self.dataModelContext, Self.context, MicroCredentialContext.url]
        if namesSchemas { contexts.insert(Self.extensionsContext, at: 2) }
        var credential = ObjectBuilder()
        credential.add("@context", .array(contexts.map { .string($0) }))
        credential.add("id", .string(id))
        credential.add("type", ["VerifiableCredential", "OpenBadgeCredential"])
        credential.add("name", name)
        credential.add("description", description)
        credential.add("issuer", issuer)
        credential.add("validFrom", award.issuedAt)
        credential.add("validUntil", award.validUntil)
        credential.addDayAsTime("awardedDate", award.awardedOn)
        credential.add("credentialSubject", subject(of: award))
        if let entry = status.first { credential.add("credentialStatus", status.count == 1 ? entry : .array(status)) }
        if namesSchemas {
            credential.add(
                "credentialSchema",
                .array(
                    [Self.schema, MicroCredentialContext.schema].map { schema in
                        ["id": .string(schema), "type": "1EdTechJsonSchemaValidator2019"]
                    }))
        }
        return credential.object
    }

    private func subject(of award: AwardRecord) -> JSONValue {
        let learner = award.learner
        var subject = ObjectBuilder()
        subject.add("id", learner.id)
        subject.add("type", ["AchievementSubject"])
        subject.addArray("identifier", Self.identifiers(of: learner))
        subject.add("learnerFamilyName", learner.familyName)
        subject.add("learnerGivenNames", learner.givenNames)
        subject.add("learnerDateOfBirth", learner.dateOfBirth)
        subject.addDayAsTime("activityStartDate", award.activityStart)
        subject.addDayAsTime("activityEndDate", award.activityEnd)
        subject.add("creditsEarned", achievementRecord.workload.openBadgesCredits)
        subject.add("achievement", achievement)
        if let grade = award.grade {
            var result = ObjectBuilder()
            result.add("type", ["Result"])
            if let scale = achievementRecord.gradeScale {
                result.add("resultDescription", .string(scale.identifier(in: achievementRecord)))
            }
            result.add("value", grade)
            result.add("status", award.resultStatus)
            subject.addArray("result", [result.object])
        }
        return subject.object
    }

    private static func identifiers(of learner: LearnerIdentity) -> [JSONValue] {
        var objects: [JSONValue] = []
        if let name = learner.fullName {
            objects.append([
                "type": "IdentityObject", "hashed": false, "identityType": "name", "identityHash": .string(name),
            ])
        }
        for identifier in learner.identifiers {
            var object = ObjectBuilder()
            object.add("type", "IdentityObject")
            object.add("hashed", .boolean(identifier.isHashed))
            object.add("identityType", identifier.scheme)
            object.add("identityHash", identifier.value)
            object.add("salt", identifier.salt)
            objects.append(object.object)
        }
        return objects
    }

    private static func profile(of issuer: IssuerIdentity) -> JSONValue {
        var profile = ObjectBuilder()
        profile.add("id", issuer.id)
        profile.add("type", ["Profile"])
        profile.add("name", issuer.name)
        profile.add("url", issuer.url)
        profile.add("email", issuer.email)
        if let address = issuer.address {
            var object = ObjectBuilder()
            object.add("type", ["Address"])
            object.add("addressCountry", address.country)
            object.add("addressCountryCode", address.countryCode)
            object.add("addressRegion", address.region)
            object.add("addressLocality", address.locality)
            object.add("streetAddress", address.street)
            object.add("postalCode", address.postalCode)
            profile.add("address", object.object)
        }
        profile.addArray("otherIdentifier", issuer.registrations.map(\.identifierEntry))
        profile.addOneOrMore("issuerCountry", issuer.countries)
        profile.addOneOrMore("issuerRegion", issuer.regions)
        return profile.object
    }
}

extension NotionalWorkload {
    /// The credits as Open Badges has them: a number, for which `6.0` must be written `6`.
    var openBadgesCredits: JSONValue? { ectsCredits?.value.map { .number($0.description) } }
}

extension SchemedIdentifier {
    /// The identifier as Open Badges has it.
    var identifierEntry: JSONValue {
        [
            "type": "IdentifierEntry", "identifier": .string(value.string), "identifierType": .string(scheme.string),
        ]
    }
}

extension GradeScale {
    /// The identifier that results point to.
    func identifier(in achievement: AchievementRecord) -> String {
        id?.string ?? (achievement.id?.string ?? "urn:achievement") + "#result"
    }
}

import CredentialIssuer
import Credentials

/// Puts together what a specification, an institution and a learner's file say.
struct RecordMaker {
    let specification: MicroCredentialSpecification
    /// `nil` when a specification is looked at without an institution.
    let profile: IssuerProfile?

    /// The record of a specification, and of an award where there is one.
    func record(_ award: AwardRecord? = nil, learner: WrittenPlaces.Source? = nil) -> MicroCredentialRecord {
        let start = specification.places.start
        var record = MicroCredentialRecord(
            issuer: IssuerIdentity(), achievement: specification.achievement, award: award,
            acknowledgements: specification.acknowledgements,
            places: WrittenPlaces(
                specification: specification.places, issuer: profile?.places ?? WrittenPlaces.Source(start: start),
                learner: learner))
        guard let profile else { return record }
        let identity = profile.identity(in: specification.achievement.language?.string ?? "")
        record.achievement.awardingBodies = record.achievement.awardingBodies.map { body in
            guard let id = body.id, id.isEqual(to: Self.thisInstitution) else { return body }
            return AwardingBody(
                id: identity.id, legalName: identity.name, registration: identity.registrations.first?.value,
                country: identity.countries.first, at: id.place)
        }
        profile.complete(&record)
        return record
    }

    /// How a specification names the institution among those that award.
    private static let thisInstitution: StaticString = "this institution"
}

extension IssuerProfile {
    /// Whether specifications may leave quality assurance to the institution.
    var statesQualityAssurance: Bool {
        let nowhere = WrittenPlaces.Source(start: places.start)
        var record = MicroCredentialRecord(
            issuer: IssuerIdentity(), achievement: AchievementRecord(),
            places: WrittenPlaces(specification: nowhere, issuer: nowhere))
        complete(&record)
        return !record.achievement.qualityAssurance.isEmpty
    }
}

public import Credentials

/// What a registrar wrote of a micro-credential before anybody earned it.
public struct MicroCredentialSpecification: Sendable {
    /// The entry of the catalogue.
    public var achievement: AchievementRecord
    /// For how long a credential is valid; without end when nothing is said.
    public var validFor: ValidityPeriod?
    /// Warnings that somebody took responsibility for.
    public var acknowledgements: [Acknowledgement]
    /// From when to when it is offered.
    public var offering: OfferingRecord
    /// Where the fields stand.
    public var places: WrittenPlaces.Source

    /// The record of this specification as an institution awards it, and of an award when there is one.
    ///
    /// What the institution says for all it awards counts where the specification says nothing.
    ///
    /// - Parameters:
    ///   - issuer: The institution; without it the record has no issuer, which the rules will tell.
    ///   - award: What a learner earned.
    ///   - learner: Where that is written.
    public func record(
        of issuer: IssuerProfile?, award: AwardRecord? = nil, learner: WrittenPlaces.Source? = nil
    ) -> MicroCredentialRecord {
        var record = MicroCredentialRecord(
            issuer: IssuerIdentity(), achievement: achievement, award: award, acknowledgements: acknowledgements,
            places: WrittenPlaces(
                specification: places, issuer: issuer?.places ?? WrittenPlaces.Source(start: places.start),
                learner: learner))
        record.offering = offering
        guard let issuer else { return record }
        issuer.complete(&record)
        let identity = record.issuer
        record.achievement.awardingBodies = record.achievement.awardingBodies.map { body in
            guard let id = body.id, id.isEqual(to: Self.thisInstitution) else { return body }
            return AwardingBody(
                id: identity.id, legalName: identity.name, registration: identity.registrations.first?.value,
                country: identity.countries.first, at: id.place)
        }
        return record
    }

    /// What the rules find before it is published.
    public func check(
        for issuer: IssuerProfile?, settings: ProfileSettings = .standard
    ) -> [Finding] {
        ProfileRules.check(record(of: issuer), phase: .specification, settings: settings)
    }

    /// Stands for the issuer among the awarding bodies until it is known who that is.
    static let thisInstitution: StaticString = "this institution"
}

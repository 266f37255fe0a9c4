/// A micro-credential as the product knows it: who issues it, what it is, and what one learner earned.
///
/// There is one record and one set of rules. It is made from a registrar's specification and a learner's row, with
/// places in those files, or from a received Open Badges 3.0 document, with places in that document.
/// Source: the profile, section 1.
public struct MicroCredentialRecord: Sendable {
    /// Who issues it.
    public var issuer: IssuerIdentity
    /// What it is.
    public var achievement: AchievementRecord
    /// What one learner earned; `nil` when only the specification is looked at.
    public var award: AwardRecord?
    /// Warnings that somebody took responsibility for.
    public var acknowledgements: [Acknowledgement]
    /// From when to when it is offered; nothing in a received document.
    public var offering = OfferingRecord()

    let places: RecordPlaces

    /// Whether rules have looked at the whole document already, with the record of another of its subjects.
    var isDocumentSearched = false

    /// Makes a record of what people wrote in files.
    public init(
        issuer: IssuerIdentity, achievement: AchievementRecord, award: AwardRecord? = nil,
        acknowledgements: [Acknowledgement] = [], places: WrittenPlaces
    ) {
        self.init(
            issuer: issuer, achievement: achievement, award: award, acknowledgements: acknowledgements,
            places: .written(places))
    }

    init(
        issuer: IssuerIdentity, achievement: AchievementRecord, award: AwardRecord?,
        acknowledgements: [Acknowledgement], places: RecordPlaces
    ) {
        self.issuer = issuer
        self.achievement = achievement
        self.award = award
        self.acknowledgements = acknowledgements
        self.places = places
    }

    /// Where a field stands, or where it should stand when it is missing.
    public func place(of field: RecordField) -> RecordPlace { places.place(of: field) }

    /// Who awards: the bodies that are named, or the issuer alone.
    public var awardingBodies: [AwardingBody] {
        guard achievement.awardingBodies.isEmpty else { return achievement.awardingBodies }
        return [
            AwardingBody(
                id: issuer.id, legalName: issuer.name, country: issuer.countries.first, at: place(of: .issuerName))
        ]
    }

    /// The language that texts for people are written in when this record is their subject.
    var language: Language { achievement.language.flatMap { Language(tag: $0.string) } ?? .english }
}

extension MicroCredentialRecord: Equatable {
    /// Records are equal when they say the same, wherever it is written.
    public static func == (left: MicroCredentialRecord, right: MicroCredentialRecord) -> Bool {
        left.issuer == right.issuer && left.achievement == right.achievement && left.award == right.award
    }
}

/// Somebody's written reason to go on in spite of a warning.
public struct Acknowledgement: Sendable, Hashable {
    /// The code of the rule that warns.
    public let code: String
    /// Why it is right nevertheless.
    public let reason: String

    /// Takes a reason.
    public init(code: String, reason: String) {
        self.code = code
        self.reason = reason
    }
}

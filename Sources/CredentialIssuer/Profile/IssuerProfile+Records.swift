public import Credentials

extension IssuerProfile {
    /// What credentials say of the issuer, with its name in the language with the BCP 47 tag `language`.
    public func identity(in language: String) -> IssuerIdentity {
        var identity = nameless
        identity.name = name(in: language)
        return identity
    }

    /// Completes a record by what this profile says: the issuer always, and for what a specification leaves out the
    /// sector, the awarding bodies and the quality assurance.
    public func complete(_ record: inout MicroCredentialRecord) {
        record.issuer = identity(in: record.achievement.language?.string ?? "")
        record.offering.authorisedFields = authorisedFields
        if record.achievement.sector == nil { record.achievement.sector = sector }
        if record.achievement.awardingBodies.isEmpty { record.achievement.awardingBodies = awardingBodies }
        if record.achievement.qualityAssurance.isEmpty { record.achievement.qualityAssurance = qualityAssurance }
    }
}

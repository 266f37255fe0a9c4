public import Credentials
import Encodings

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

    /// The digest of what every credential says of the institution, in each of its languages, and of where its status is
    /// published: two persons agree to that as well.
    ///
    /// What it says of an achievement stands in the digest of the template.
    func mark() throws(IssuerError) -> String {
        var parts: [JSONValue] = []
        for name in names {
            let builder = OpenBadgesBuilder(issuer: identity(in: name.language), achievement: AchievementRecord())
            parts.append(builder.credential(for: AwardRecord(), id: "urn:uuid:")["issuer"] ?? .null)
        }
        let status = statusLists?.entries(at: StatusPlace(list: 1, index: 0)) ?? .null
        let value: JSONValue = ["issuer": .array(parts), "status": status]
        return Base64URL.encode(try IssuerPaths.hash(of: value.canonicalBytes()))
    }
}

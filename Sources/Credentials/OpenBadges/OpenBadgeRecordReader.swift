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
        achievement = self.subject?["achievement"]?.firstValue.flatMap { $0.kind == .object ? $0 : nil }
    }

    /// The record of the document.
    ///
    /// - Parameter forRules: Whether what no rule looks at may be left out: a verifier has no time for it.
    func record(forRules: Bool) -> MicroCredentialRecord {
        var identity = IssuerIdentity()
        if let issuer {
            IssuerIdentity.members.read(issuer, into: &identity)
            if !forRules { IssuerIdentity.furtherMembers.read(issuer, into: &identity) }
        } else {
            identity.id = credential["issuer"].map { RecordText($0) }
        }
        var award = AwardRecord()
        AwardRecord.credentialMembers.read(credential, into: &award)
        if let subject { AwardRecord.subjectMembers.read(subject, into: &award) }
        // The name in clear repeats family and given names for who knows Open Badges only.
        if award.learner.familyName != nil || award.learner.givenNames != nil { award.learner.singleName = nil }
        var entry = AchievementRecord()
        if let achievement {
            AchievementRecord.members.read(achievement, into: &entry)
            if !forRules {
                AchievementRecord.furtherMembers.read(achievement, into: &entry)
                nameSkills(in: &entry)
            }
        }
        return MicroCredentialRecord(
            issuer: identity, achievement: entry, award: award, acknowledgements: [],
            places: .document(credential: credential, issuer: issuer, subject: subject, achievement: achievement))
    }

    /// Finds the names of skills, which stand in the alignments with the same address.
    private func nameSkills(in record: inout AchievementRecord) {
        let alignments = achievement?["alignment"]?.values { ($0["targetUrl"], $0["targetName"]) } ?? []
        guard !alignments.isEmpty else { return }
        for outcome in record.learningOutcomes.indices {
            for skill in record.learningOutcomes[outcome].escoSkills.indices {
                let address = record.learningOutcomes[outcome].escoSkills[skill].iri
                for case (let url?, let name?) in alignments where RecordText(url) == address {
                    // The address stands in for a name that was not given.
                    let text = RecordText(name)
                    record.learningOutcomes[outcome].escoSkills[skill].name = text == address ? nil : text
                    break
                }
            }
        }
    }
}

extension IssuerIdentity {
    /// What rules look at.
    fileprivate static let members = MemberHandlers<IssuerIdentity>([
        ("id", { $0.id = RecordText($1) }),
        ("name", { $0.name = RecordText($1) }),
        ("issuerCountry", { $0.countries = $1.texts }),
    ])

    fileprivate static let furtherMembers = MemberHandlers<IssuerIdentity>([
        ("url", { $0.url = RecordText($1) }),
        ("email", { $0.email = RecordText($1) }),
        ("issuerRegion", { $0.regions = $1.texts }),
        ("otherIdentifier", { $0.registrations = $1.values { SchemedIdentifier(entry: $0) } }),
        (
            "address",
            { identity, node in
                var address = PostalAddress()
                PostalAddress.members.read(node, into: &address)
                identity.address = address
            }
        ),
    ])
}

extension PostalAddress {
    fileprivate static let members = MemberHandlers<PostalAddress>([
        ("streetAddress", { $0.street = RecordText($1) }),
        ("postalCode", { $0.postalCode = RecordText($1) }),
        ("addressLocality", { $0.locality = RecordText($1) }),
        ("addressRegion", { $0.region = RecordText($1) }),
        ("addressCountry", { $0.country = RecordText($1) }),
        ("addressCountryCode", { $0.countryCode = RecordText($1) }),
    ])
}

extension AwardRecord {
    fileprivate static let credentialMembers = MemberHandlers<AwardRecord>([
        ("awardedDate", { $0.awardedOn = RecordValue(RecordText($1)) }),
        ("validFrom", { $0.issuedAt = RecordValue(RecordText($1)) }),
        ("validUntil", { $0.validUntil = RecordValue(RecordText($1)) }),
    ])

    fileprivate static let subjectMembers = MemberHandlers<AwardRecord>([
        ("id", { $0.learner.id = RecordText($1) }),
        ("learnerFamilyName", { $0.learner.familyName = RecordText($1) }),
        ("learnerGivenNames", { $0.learner.givenNames = RecordText($1) }),
        ("learnerDateOfBirth", { $0.learner.dateOfBirth = RecordValue(RecordText($1)) }),
        ("activityStartDate", { $0.activityStart = RecordValue(RecordText($1)) }),
        ("activityEndDate", { $0.activityEnd = RecordValue(RecordText($1)) }),
        ("identifier", { award, node in node.forEachValue { award.learner.take($0) } }),
        (
            "result",
            { award, node in
                award.grade = node.firstValue?["value"].map { RecordText($0) }
                award.resultStatus = node.firstValue?["status"].map { RecordText($0) }
            }
        ),
    ])
}

extension LearnerIdentity {
    /// Takes an IdentityObject of Open Badges: a name in clear as the name, anything else as an identifier.
    fileprivate mutating func take(_ node: JSONNode) {
        let value = RecordText(node["identityHash"] ?? node)
        let scheme = RecordText(node["identityType"] ?? node)
        let isHashed = node["hashed"]?.boolean ?? false
        if scheme.isEqual(to: "name"), !isHashed {
            singleName = value
        } else {
            identifiers.append(
                LearnerIdentifier(
                    scheme: scheme, value: value, isHashed: isHashed, salt: node["salt"].map { RecordText($0) }))
        }
    }
}

extension SchemedIdentifier {
    /// Takes an IdentifierEntry of Open Badges.
    init(entry: JSONNode) {
        self.init(
            scheme: RecordText(entry["identifierType"] ?? entry), value: RecordText(entry["identifier"] ?? entry))
    }
}

public import Credentials
import Encodings

/// What is to be issued: a record that can be made again for any time and any identifier.
///
/// An end of validity counts from the time of signing, and a hashed identifier has a salt that nobody else has. Both
/// differ for each credential, and must be the same each time one credential is made: so the issuer decides on them, and
/// not who asks.
public struct IssuanceRequest: Sendable {
    /// Makes the record for an issuer, for credentials that are signed at a time, with a salt for each hashed identifier.
    typealias Making = @Sendable (IssuerProfile, Timestamp, () -> String) throws(IssuerError) -> MicroCredentialRecord

    let record: Making

    /// What it has in common with others, and what it has by itself.
    struct Form: Sendable {
        /// Makes the award alone, as ``Making`` makes it within the record.
        typealias Awarding = @Sendable (Timestamp, () -> String) throws(IssuerError) -> AwardRecord

        let credential: CredentialForm
        let award: Awarding
        /// What it has by itself, where that is plain.
        let plain: PlainAward?

        init(_ credential: CredentialForm, plain: PlainAward?, award: @escaping Awarding) {
            self.credential = credential
            self.plain = plain
            self.award = award
        }
    }

    /// How the record is taken apart, where that is known.
    let form: Form?

    /// That the learner proved to have the key that the record names; `nil` where nobody asked.
    public var possession: HolderPossession?

    /// The proof of it, which is used up before anything is planned; `nil` where it was used up before.
    public var proof: (any LearnerProof)?

    /// Whether learners with one name and date of birth are two people where both have something else that tells them
    /// apart, such as a student number, and it is not the same.
    ///
    /// Otherwise they are taken for one: a number is mistyped more often than two people have a birthday together.
    public var tellsNamesakesApart = false

    /// Asks for what `make` makes, in a form that was made for the same issuer and achievement.
    init(_ form: Form? = nil, _ make: @escaping Making) {
        self.form = form
        record = make
    }

    /// Asks for a credential of a record whose end of validity and identifiers are settled.
    ///
    /// The issuer's profile completes it.
    public init(_ record: MicroCredentialRecord) {
        self.init { (profile, _, _) throws(IssuerError) in
            var record = record
            profile.complete(&record)
            return record
        }
    }
}

import Encodings
import Proofs

/// Everything about a credential that is not in the issuer's files, fixed before it is signed.
///
/// Ed25519 is deterministic: from the same plan and the same record the same bytes are made, however often the process
/// is interrupted on the way.
struct IssuancePlan: Sendable, Equatable {
    /// The credential's identifier.
    let credentialID: String

    /// The beginning of validity and the time of the proof.
    let time: Timestamp

    /// The key that signs.
    let verificationMethod: String

    /// What is signed with, in the order of the proofs.
    let suites: [Cryptosuite]

    /// The identifier of the achievement, or its digest when it has none.
    let specificationID: String

    /// The digest of what the credential says of the achievement.
    let specificationDigest: Multihash

    /// Who it is for, in a form that tells nobody.
    let learner: LearnerKeys

    /// The salted digest of what the credential says, but for what differs each time and for the issuer.
    let claims: String

    /// The salted digest of the whole document before it is signed.
    let draft: String

    /// The credential after which it is issued again.
    var after: String?

    /// The digest of that credential as it was handed out, where this one corrects it and takes its place; else `nil`.
    var corrects: Multihash?

    /// Its place on a status list, reserved for it for good; `nil` when it has none.
    var status: StatusPlace?

    /// The batch that it is in, and its row there; `nil` for what was asked for by itself.
    var batch: BatchPlace?

    /// That the learner proved to have the key it is bound to; `nil` where nobody asked.
    ///
    /// It stands in the record of the plan alone: what is made does not depend on it.
    var possession: HolderPossession?
}

/// The place of a credential in a batch.
struct BatchPlace: Sendable, Hashable {
    /// The identifier of the batch.
    let id: String
    /// The row of the spreadsheet, as a spreadsheet counts it.
    let row: Int
}

extension IssuancePlan {
    /// What makes asking for the same twice harmless; `nil` outside of a batch.
    ///
    /// It is the digest of what is said to whom, of which specification, in which batch. What is said is a salted digest
    /// already, so that this tells nobody anything. Source: trust list design, section 4.
    func idempotencyKey() throws(IssuerError) -> String? {
        guard let batch else { return nil }
        let value: JSONValue = [
            "batch": .string(batch.id), "claims": .string(claims),
            "template": .string(specificationDigest.multibase),
        ]
        let bytes = if let plain = PlainCanonicalForm(value) { plain.bytes } else { try value.canonicalBytes() }
        return Base64URL.encode(try IssuerPaths.hash(of: bytes))
    }
}

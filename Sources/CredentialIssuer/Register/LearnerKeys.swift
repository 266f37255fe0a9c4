/// What the register remembers of a learner who is awarded something: salted digests by which the same learner is
/// recognised for the same specification, and for nothing else.
///
/// Each digest covers the specification too, so that the register does not show which credentials have the same holder.
struct LearnerKeys: Sendable, Equatable {
    /// One for each fact that tells people apart: a DID, an identifier, the name with the date of birth.
    let distinct: [String]

    /// The one for the name.
    let name: String

    /// All of them.
    var all: [String] { distinct + [name] }

    /// Whether two records can be about the same person.
    ///
    /// They are when a fact that tells people apart is the same; the name decides where one of them has nothing else.
    /// A namesake without a date of birth is therefore taken for the same person until somebody says otherwise.
    func canBeSamePerson(as other: LearnerKeys) -> Bool {
        if distinct.contains(where: { other.distinct.contains($0) }) { return true }
        return name == other.name && (distinct.isEmpty || other.distinct.isEmpty)
    }
}

/// What the register remembers of a learner who is awarded something: salted digests by which the same learner is
/// recognised for the same specification, and for nothing else.
///
/// Each digest covers the specification too, so that the register does not show which credentials have the same holder.
struct LearnerKeys: Sendable, Equatable {
    /// One for each fact that tells people apart: a DID, an identifier, the name with the date of birth.
    let distinct: [String]

    /// The one for the name.
    let name: String

    /// The one of ``distinct`` for the name with the date of birth; `nil` where it is not known which that is.
    var birth: String?

    /// Whether somebody said that one name and date of birth can be those of two people, where both have something else
    /// that tells them apart.
    var tellsNamesakesApart = false

    /// All of them.
    var all: [String] { distinct + [name] }

    /// Whether two records can be about the same person.
    ///
    /// They are when a fact that tells people apart is the same; the name decides where one of them has nothing else.
    /// A namesake without a date of birth is therefore taken for the same person until somebody says otherwise.
    func canBeSamePerson(as other: LearnerKeys) -> Bool {
        if distinct.contains(where: { other.distinct.contains($0) }) {
            return !tellsNamesakesApart || !isNamesake(of: other)
        }
        return name == other.name && (distinct.isEmpty || other.distinct.isEmpty)
    }

    /// Whether nothing but the name and the date of birth is the same, and both have something else that tells people
    /// apart, such as a student number.
    func isNamesake(of other: LearnerKeys) -> Bool {
        isNamesake(sharing: distinct.filter { other.distinct.contains($0) }, factCount: other.distinct.count)
    }

    /// The same for somebody of whom it is known which facts are the same, and how many there are.
    func isNamesake(sharing shared: [String], factCount: Int) -> Bool {
        guard let birth else { return false }
        return shared == [birth] && distinct.count > 1 && factCount > 1
    }

    static func == (one: LearnerKeys, other: LearnerKeys) -> Bool {
        one.distinct == other.distinct && one.name == other.name
    }
}

/// What things of one class have, and which types they carry: what tells where a thing stands from what is said of it.
///
/// Linked data says everything of a thing at once, however many places it stands in. Where these places are of several
/// classes, each gets what its class has, and not what only the others have.
public struct TreeClass: Sendable {
    /// The number of classes that there may be.
    static let limit = 31
    /// Stands for all places of no class that is known.
    static let other = 31

    let members: [String]
    let types: [String]
    let claims: [String]
    let excluded: [String]
    let valuesOfTypes: [String]

    /// Describes a class.
    ///
    /// - Parameters:
    ///   - members: The names of properties that things of the class have.
    ///   - types: The names of types that they carry.
    ///   - claims: Those of the members that a thing which is of this class as well has here alone.
    ///   - excluded: IRIs of properties that have the name of a member, and are none.
    ///   - valuesOfTypes: The names of types that put the values of a property with ``TreeTerm/isPlaceOfTypes`` here.
    public init(
        _ members: [String], types: [String] = [], claims: [String] = [], excluding excluded: [String] = [],
        valuesOfTypes: [String] = []
    ) {
        self.members = members
        self.types = types
        self.claims = claims
        self.excluded = excluded
        self.valuesOfTypes = valuesOfTypes
    }
}

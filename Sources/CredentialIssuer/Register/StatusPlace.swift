/// The place of a credential on a status list: the number of the list, and the index in it.
///
/// Revocation and suspension are lists of their own with the same number, in which the credential has the same index.
package struct StatusPlace: Sendable, Hashable {
    /// The number of the list, from 1.
    package let list: Int
    /// The index in it, from 0.
    package let index: Int
}

/// What to do with a symbolic link at the end of a path.
///
/// Links among the folders before it are followed either way: which folder to work in is the user's choice, which
/// file a name in it leads to may have been an attacker's.
public enum SymbolicLinks: Sendable {
    /// Go where it leads.
    case follow
    /// Refuse it.
    case refuse
}

/// What the expansion of a value gives.
enum Expanded {
    /// Null: the value is dropped.
    case null
    /// One map.
    case single(UInt32)
    /// An array of maps.
    case array(ExpandedArena.Row)
}

public import Credentials

/// What came of reading a file that a person wrote: as much of it as could be read, and all that is wrong.
///
/// The value is there even where some of it is wrong, so that the rules of the profile can be applied to the rest and a
/// person sees everything at once. Only a file that is no YAML at all, or no mapping, gives no value.
public struct FileReading<Value: Sendable>: Sendable {
    /// What could be read.
    public let value: Value?
    /// What is wrong, in the order of the lines.
    public let findings: [Finding]

    /// Whether nothing is wrong.
    public var isClean: Bool { value != nil && findings.isEmpty }
}

/// A number or name under a scheme, for example an enterprise number.
public struct SchemedIdentifier: Sendable, Equatable {
    /// What kind of identifier it is (Open Badges 3.0, IdentifierTypeEnum, or `ext:` and a name).
    public var scheme: RecordText
    /// The identifier.
    public var value: RecordText

    /// Takes an identifier.
    public init(scheme: RecordText, value: RecordText) {
        self.scheme = scheme
        self.value = value
    }
}

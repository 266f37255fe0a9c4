/// Where an institution is, in words.
public struct PostalAddress: Sendable, Equatable {
    /// Street and number.
    public var street: RecordText?
    /// The postal code.
    public var postalCode: RecordText?
    /// The town.
    public var locality: RecordText?
    /// The region, in words.
    public var region: RecordText?
    /// The country, in words.
    public var country: RecordText?
    /// The country's code of two letters.
    public var countryCode: RecordText?

    /// Makes an empty address.
    public init() {}
}

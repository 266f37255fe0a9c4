/// A body that awards a micro-credential: element 4.
public struct AwardingBody: Sendable, Equatable {
    /// Its identifier, for the issuer its DID.
    public var id: RecordText?
    /// Its legal name.
    public var legalName: RecordText?
    /// Its number in a register of organisations.
    public var registration: RecordText?
    /// The address of its country.
    public var country: RecordText?
    /// Where the entry stands.
    var place: RecordPlace

    /// Describes a body that stands at `place`.
    public init(
        id: RecordText? = nil, legalName: RecordText?, registration: RecordText? = nil, country: RecordText?,
        at place: RecordPlace
    ) {
        self.id = id
        self.legalName = legalName
        self.registration = registration
        self.country = country
        self.place = place
    }

    /// Bodies are equal when everything known of them is, wherever that stands.
    public static func == (left: AwardingBody, right: AwardingBody) -> Bool {
        left.id == right.id && left.legalName == right.legalName && left.registration == right.registration
            && left.country == right.country
    }
}

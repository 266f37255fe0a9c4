/// Who issues: the institution as it names itself in its credentials (elements 3 and 4).
public struct IssuerIdentity: Sendable, Equatable {
    /// Its decentralized identifier.
    public var id: RecordText?
    /// Its legal name.
    public var name: RecordText?
    /// The address of its web site.
    public var url: RecordText?
    /// Where people can write to.
    public var email: RecordText?
    /// The addresses of its countries: element 3.
    public var countries: [RecordText] = []
    /// The addresses of its regions.
    public var regions: [RecordText] = []
    /// Where it is.
    public var address: PostalAddress?
    /// Numbers under which registers know it.
    public var registrations: [SchemedIdentifier] = []

    /// Makes an identity that says nothing yet.
    public init() {}
}

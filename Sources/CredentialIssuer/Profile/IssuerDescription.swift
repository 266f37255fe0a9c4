/// What an institution says of itself when its folder is made.
///
/// It is written to the folder's `issuer.yaml`, where people change it later. Countries, regions, sectors and types of
/// quality assurance are written in words (`Belgium`, `Vlaanderen`), by code or by their address.
public struct IssuerDescription: Sendable {
    /// A text in a language (BCP 47).
    public typealias Text = (language: String, text: String)

    /// A number or name under a scheme.
    public typealias Registration = (scheme: String, value: String)

    /// A body that awards.
    public struct Body: Sendable {
        /// Its identifier.
        public var id: String?
        /// Its legal name.
        public var legalName: String
        /// Its number in a register of organisations.
        public var registration: String?
        /// Its country.
        public var country: String

        /// Names a body.
        public init(id: String? = nil, legalName: String, registration: String? = nil, country: String) {
            self.id = id
            self.legalName = legalName
            self.registration = registration
            self.country = country
        }
    }

    /// What assures quality.
    public struct Assurance: Sendable {
        /// Its type, for example `institutional`.
        public var type: String
        /// What it covers: `institution`, `programme` or `microCredential`.
        public var scope: String
        /// Who assures it.
        public var body: String
        /// The rule or agreement it stands on.
        public var basis: String?
        /// The address of a report.
        public var report: String?
        /// First day on which it counts, `2026-06-26`.
        public var validFrom: String?
        /// Last day on which it counts.
        public var validUntil: String?

        /// States what assures quality.
        public init(type: String, scope: String, body: String) {
            self.type = type
            self.scope = scope
            self.body = body
        }
    }

    /// The legal name, in one language or more.
    public var legalName: [Text]
    /// The countries: element 3 of the European micro-credential.
    public var countries: [String]
    /// The regions.
    public var regions: [String] = []
    /// The address of the web site.
    public var url: String?
    /// Where people can write to.
    public var email: String?
    /// Street and number.
    public var street: String?
    /// The postal code.
    public var postalCode: String?
    /// The town.
    public var locality: String?
    /// Numbers under which registers know it.
    public var registrations: [Registration] = []
    /// What kind of institution it is, for specifications that do not say it.
    public var sector: String?
    /// Who awards, for specifications that do not say it; nobody means the issuer itself.
    public var awardingBodies: [Body] = []
    /// What assures quality, for specifications that do not say it.
    public var qualityAssurance: [Assurance] = []

    /// Describes an institution by what it must say.
    public init(legalName: [Text], countries: [String]) {
        self.legalName = legalName
        self.countries = countries
    }
}

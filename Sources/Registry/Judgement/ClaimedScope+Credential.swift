public import Credentials
import Encodings

extension ClaimedScope {
    /// Reads the claims of a credential: Open Badges 3.0 with the members of the European micro-credential profile.
    ///
    /// Levels and fields are read as people are shown them, by ``Credentials/ClaimedQualification``; a country from the
    /// issuer's `issuerCountry`, as an address of the European table, and from the `addressCountryCode` of its address;
    /// a part of a country from its `issuerRegion`, as an address of the nomenclature of territorial units.
    public init(_ claims: CredentialView) {
        self.init(types: claims.list("type").map(\.utf8))
        for subject in claims.subjects {
            for achievement in Self.list(subject["achievement"]) { read(achievement) }
        }
        if let issuer = claims.node["issuer"], issuer.kind == .object { readIssuer(issuer) }
        for schema in claims.list("credentialSchema") {
            if let digest = ReferenceDigest.all(of: schema).first { schemaDigests.append(digest) }
        }
    }

    private mutating func read(_ achievement: JSONNode) {
        if let type = achievement["achievementType"], type.kind == .string {
            achievementTypes.append(type.utf8)
        } else {
            hasUntypedAchievement = true
        }
        let claimed = ClaimedQualification(achievement)
        eqfLevels += claimed.europeanLevels
        if claimed.hasUnreadableLevel { eqfLevels.append(0) }
        fields += claimed.fields
        if claimed.hasUnreadableField { fields.append([]) }
    }

    private mutating func readIssuer(_ issuer: JSONNode) {
        for country in Self.list(issuer["issuerCountry"]) { jurisdictions.append(Self.country(country.utf8)) }
        for address in Self.list(issuer["address"]) {
            if let code = address["addressCountryCode"] { jurisdictions.append(code.utf8) }
        }
        for region in Self.list(issuer["issuerRegion"]) {
            if let code = Self.unit(region.utf8) { jurisdictions.append(code) } else { hasUnreadableRegion = true }
        }
    }

    private static func list(_ node: JSONNode?) -> [JSONNode] {
        guard let node else { return [] }
        return node.kind == .array ? Array(node.elements) : [node]
    }

    /// The two letters of a country at an address of the European table; nothing for any other address, which no
    /// recognition covers.
    private static func country(_ iri: [UInt8]) -> [UInt8] {
        guard iri.starts(with: countries) else { return [] }
        return CountryCode.twoLetters(forThree: Array(iri.dropFirst(countries.count))) ?? []
    }

    /// The code of a territorial unit at its address; `nil` for any other address.
    private static func unit(_ iri: [UInt8]) -> [UInt8]? {
        guard iri.starts(with: units) else { return nil }
        let code = Array(iri.dropFirst(units.count))
        return code.count > 2 && !code.contains(UInt8(ascii: "-")) && Jurisdiction.isWellFormed(code) ? code : nil
    }

    private static let units = Array("http://data.europa.eu/nuts/code/".utf8)
    private static let countries = Array("http://publications.europa.eu/resource/authority/country/".utf8)
}

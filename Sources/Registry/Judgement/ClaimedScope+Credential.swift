public import Credentials
import Encodings

extension ClaimedScope {
    /// Reads the claims of a credential: Open Badges 3.0 with the members of the European micro-credential profile.
    ///
    /// A level is read from `achievement.eqfLevel` and from alignments of the type `ext:EQFLevel`, a field from
    /// `achievement.iscedF` and from alignments of the type `ext:ISCEDF`, a country from the issuer's `issuerCountry` and
    /// from the `addressCountryCode` of its address.
    public init(_ claims: CredentialView) {
        self.init(types: claims.list("type").map(\.utf8))
        for subject in claims.subjects {
            for achievement in Self.list(subject["achievement"]) { read(achievement) }
        }
        if let issuer = claims.node["issuer"], issuer.kind == .object { readIssuer(issuer) }
        for schema in claims.list("credentialSchema") {
            if let digest = SchemaDigest.read(schema) { schemaDigests.append(digest) }
        }
    }

    private mutating func read(_ achievement: JSONNode) {
        if let type = achievement["achievementType"], type.kind == .string {
            achievementTypes.append(type.utf8)
        } else {
            hasUntypedAchievement = true
        }
        for level in Self.list(achievement["eqfLevel"]) { eqfLevels.append(Self.level(Self.lastPart(level.utf8))) }
        for field in Self.list(achievement["iscedF"]) { fields.append(Self.field(Self.lastPart(field.utf8))) }
        for alignment in Self.list(achievement["alignment"]) {
            guard let type = alignment["targetType"] else { continue }
            if type.isString("ext:EQFLevel") {
                for code in Self.codes(alignment) { eqfLevels.append(Self.level(code)) }
            } else if type.isString("ext:ISCEDF") {
                for code in Self.codes(alignment) { fields.append(Self.field(code)) }
            }
        }
    }

    private mutating func readIssuer(_ issuer: JSONNode) {
        for country in Self.list(issuer["issuerCountry"]) {
            let code = Self.lastPart(country.utf8)
            jurisdictions.append(CountryCode.twoLetters(forThree: code) ?? code)
        }
        for address in Self.list(issuer["address"]) {
            if let code = address["addressCountryCode"] { jurisdictions.append(code.utf8) }
        }
    }

    private static func list(_ node: JSONNode?) -> [JSONNode] {
        guard let node else { return [] }
        return node.kind == .array ? Array(node.elements) : [node]
    }

    /// The code of an alignment, and the one at the end of its URL; both, for they may differ.
    private static func codes(_ alignment: JSONNode) -> [[UInt8]] {
        let named = [alignment["targetCode"]?.utf8, (alignment["targetUrl"]?.utf8).map(lastPart)].compactMap { $0 }
        return named.isEmpty ? [[]] : named
    }

    private static func lastPart(_ uri: [UInt8]) -> [UInt8] {
        guard let slash = uri.lastIndex(of: UInt8(ascii: "/")) else { return uri }
        return Array(uri[(slash + 1)...])
    }

    private static func level(_ code: [UInt8]) -> Int {
        guard code.count == 1, (UInt8(ascii: "1")...UInt8(ascii: "8")).contains(code[0]) else { return 0 }
        return Int(code[0] - UInt8(ascii: "0"))
    }

    private static func field(_ code: [UInt8]) -> [UInt8] {
        (2...4).contains(code.count) && code.allSatisfy { (0x30...0x39).contains($0) } ? code : []
    }
}

/// The digest by which a credential pins one of its schemas.
enum SchemaDigest {
    /// Reads `digestMultibase`, or `digestSRI` as Subresource Integrity writes it.
    static func read(_ schema: JSONNode) -> Multihash? {
        if let text = schema["digestMultibase"] { return try? Multihash(multibase: text.utf8.span, as: nil) }
        guard let text = schema["digestSRI"]?.utf8 else { return nil }
        for (prefix, function) in [("sha256-", Multihash.Function.sha256), ("sha384-", .sha384)]
        where text.starts(with: prefix.utf8) {
            guard let digest = try? Base64.decode(Array(text.dropFirst(prefix.utf8.count))) else { return nil }
            return try? Multihash(function, digest: digest)
        }
        return nil
    }
}

public import Encodings

/// What a credential says of itself that a recognition may limit: kind, level, field, place and schema.
///
/// Everything is claimed by the issuer. Whatever a credential claims must be covered, so that naming a second level or a
/// second field never helps; what cannot be read is covered by nothing.
public struct ClaimedScope: Sendable {
    /// The values of `type`, as bytes.
    public var types: [[UInt8]]
    /// The values of `achievementType`, as bytes.
    public var achievementTypes: [[UInt8]]
    /// Whether an achievement does not say of what type it is.
    public var hasUntypedAchievement: Bool
    /// The levels of the European Qualifications Framework; 0 stands for one that cannot be read.
    public var eqfLevels: [Int]
    /// The fields of ISCED-F 2013, as their two to four digits; empty for one that cannot be read.
    public var fields: [[UInt8]]
    /// The countries or parts of countries, such as `BE`, `BE-VLG` or `BE2`; empty for a country that cannot be read.
    public var jurisdictions: [[UInt8]]
    /// Whether a region is named in a way that cannot be read; where a recognition is limited, it decides nothing.
    public var hasUnreadableRegion = false
    /// The digests of the credential's schemas.
    public var schemaDigests: [Multihash]

    /// Collects claims.
    public init(
        types: [[UInt8]], achievementTypes: [[UInt8]] = [], hasUntypedAchievement: Bool = false, eqfLevels: [Int] = [],
        fields: [[UInt8]] = [], jurisdictions: [[UInt8]] = [], schemaDigests: [Multihash] = []
    ) {
        self.types = types
        self.achievementTypes = achievementTypes
        self.hasUntypedAchievement = hasUntypedAchievement
        self.eqfLevels = eqfLevels
        self.fields = fields
        self.jurisdictions = jurisdictions
        self.schemaDigests = schemaDigests
    }
}

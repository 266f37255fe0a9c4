extension ClaimedScope {
    /// What the credential awards, each kind as the bytes of its name.
    ///
    /// `VerifiableCredential` and the types of a badge say how a document is written, not what it awards: of a badge
    /// these are the types of its achievements. An achievement that does not tell its type is a kind without a name, and
    /// a credential of no type of its own has the general one.
    public var kinds: [[UInt8]] {
        var kinds = types.filter { !Self.isForm($0) } + achievementTypes
        if hasUntypedAchievement { kinds.append([]) }
        return kinds.isEmpty ? types : kinds
    }

    /// Whether every kind that the credential claims to be is among `names`.
    ///
    /// Among them, `OpenBadgeCredential` stands for achievements of every type.
    public func isCovered(by names: [[UInt8]]) -> Bool {
        let coversEveryBadge = names.contains(where: Self.isBadge)
        var isSaid = false
        for type in types where type != Self.credential {
            isSaid = true
            if Self.isBadge(type) {
                guard coversEveryBadge || !achievementTypes.isEmpty else { return false }
            } else {
                guard names.contains(type) else { return false }
            }
        }
        for type in achievementTypes {
            isSaid = true
            guard coversEveryBadge || names.contains(type) else { return false }
        }
        guard coversEveryBadge || !hasUntypedAchievement else { return false }
        return isSaid || names.contains(Self.credential)
    }

    /// What the credential awards, for a sentence to name.
    public var kindNames: String {
        let named = kinds.filter { !$0.isEmpty }
        return Self.list(named.isEmpty ? types : named)
    }

    /// Whether a type says how a document is written, and not what it awards.
    public static func isForm(_ type: [UInt8]) -> Bool { type == credential || isBadge(type) }

    /// Whether a type is that of every badge, whatever it awards.
    public static func isBadge(_ type: [UInt8]) -> Bool { badges.contains(type) }

    /// Names for a sentence to show: each once, and no more than a sentence can hold.
    public static func list(_ names: [[UInt8]]) -> String {
        var shown: [String] = []
        for name in names.map({ $0.isEmpty ? "?" : String(decoding: $0, as: UTF8.self) }) where !shown.contains(name) {
            guard shown.count < 8 else { return shown.joined(separator: ", ") + ", …" }
            shown.append(name)
        }
        return shown.isEmpty ? "?" : shown.joined(separator: ", ")
    }

    private static let credential = Array("VerifiableCredential".utf8)
    private static let badges = [Array("OpenBadgeCredential".utf8), Array("AchievementCredential".utf8)]
}

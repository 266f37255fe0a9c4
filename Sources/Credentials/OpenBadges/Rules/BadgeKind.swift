internal import Encodings

/// What Open Badges 3.0 and the Comprehensive Learner Record 2.0 know a credential as.
enum BadgeKind {
    /// An achievement that somebody is credited with.
    case achievement
    /// A word for somebody or something, by somebody else.
    case endorsement
    /// A record of many achievements of one learner.
    case learnerRecord

    /// The kind with this type.
    init?(type text: Span<UInt8>) {
        switch text.count {
        case 19 where text.equals("OpenBadgeCredential"): self = .achievement
        case 21 where text.equals("AchievementCredential"): self = .achievement
        case 21 where text.equals("EndorsementCredential"): self = .endorsement
        case 13 where text.equals("ClrCredential"): self = .learnerRecord
        default: return nil
        }
    }

    /// The kind of an object, by its types in whatever order: what is a learner record as well is one.
    init?(of node: JSONNode) {
        var kind: BadgeKind?
        Statement.forEach(node["type"]) { type in
            kind = BadgeKind.foremost(kind, type.withUTF8 { BadgeKind(type: $0) } ?? nil)
        }
        guard let kind else { return nil }
        self = kind
    }

    /// Of two kinds that a credential has, the one by whose rules it is judged.
    static func foremost(_ kind: BadgeKind?, _ other: BadgeKind?) -> BadgeKind? {
        guard let kind, let other else { return kind ?? other }
        return kind.rank < other.rank ? other : kind
    }

    private var rank: Int {
        switch self {
        case .achievement: 0
        case .endorsement: 1
        case .learnerRecord: 2
        }
    }

    /// The class that a credential of this kind is an object of.
    var part: BadgePart {
        switch self {
        case .achievement: .achievementCredential
        case .endorsement: .endorsementCredential
        case .learnerRecord: .learnerRecordCredential
        }
    }
}

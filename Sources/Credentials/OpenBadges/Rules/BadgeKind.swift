internal import Encodings

/// What Open Badges 3.0 knows a credential as.
enum BadgeKind {
    /// An achievement that somebody is credited with.
    case achievement
    /// A word for somebody or something, by somebody else.
    case endorsement

    /// The kind with this type.
    init?(type text: Span<UInt8>) {
        switch text.count {
        case 19 where text.equals("OpenBadgeCredential"): self = .achievement
        case 21 where text.equals("AchievementCredential"): self = .achievement
        case 21 where text.equals("EndorsementCredential"): self = .endorsement
        default: return nil
        }
    }
}

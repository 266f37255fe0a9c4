public import Encodings
public import Proofs

/// Whom a presentation is made for, and how long it lasts.
public enum PresentationAim: Sendable, Hashable {
    /// It answers a challenge, and counts once; `until` can end it before the challenge does.
    case answer(PresentationRequest, until: Timestamp?)
    /// It answers nothing: whoever has its file can show it again until it ends.
    case replayable(domain: String, until: Timestamp)

    /// The one whom it is for, byte for byte as that one wants to be named.
    public var domain: String {
        switch self {
        case .answer(let request, _): request.domain
        case .replayable(let domain, _): domain
        }
    }
}

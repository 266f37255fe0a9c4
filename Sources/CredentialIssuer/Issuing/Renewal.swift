public import Encodings

/// Which learners get another credential, after the last one they have, and who is another learner.
public struct Renewal: Sendable, Hashable {
    /// Those whose record has changed, who are to have other proofs, or whose credential was signed with a key that somebody
    /// else may have.
    public var ofChanged = false
    /// Those whose credential was revoked: never by the way, as somebody decided on it.
    public var ofRevoked = false

    /// Whether learners with one name and date of birth are two people where both have something else that tells them
    /// apart: see ``IssuanceRequest/tellsNamesakesApart``.
    public var tellsNamesakesApart = false

    /// Nobody.
    public static let none = Renewal()

    /// Those that are named.
    public init(ofChanged: Bool = false, ofRevoked: Bool = false, tellsNamesakesApart: Bool = false) {
        self.tellsNamesakesApart = tellsNamesakesApart
        self.ofChanged = ofChanged
        self.ofRevoked = ofRevoked
    }

    /// Whether one that is not given to anybody again gets a successor.
    public func covers(_ why: Withholding) -> Bool {
        switch why {
        // What says something wrong is not said again; a right one there is already.
        case .corrected: false
        case .revoked: ofRevoked
        case .keyCompromised: ofChanged
        }
    }

    /// Whether one that says something else, and perhaps was revoked, gets a successor.
    public func coversOther(revokedAt: Timestamp?) -> Bool { revokedAt == nil ? ofChanged : ofRevoked }
}

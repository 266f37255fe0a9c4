import Credentials
import Proofs
import Registry

/// What other issuers may have said of the things in a credential of which only the linked data is signed.
///
/// An endorsement inside a badge speaks of the badge, of its achievement, of its learner or of its issuer, and linked data
/// says of each what anybody said of it. So no answer may hang on such words.
struct WordsOfOthers {
    private let reach: AuthenticCredential.OthersReach

    /// Looks at a credential.
    init(_ credential: AuthenticCredential) { reach = credential.reach }

    /// Whether everything was said by the issuer.
    var isEmpty: Bool { reach == .nothing }

    /// What a credential claims, without what others may have said.
    func removed(from scope: ClaimedScope) -> ClaimedScope {
        guard !isEmpty else { return scope }
        var scope = scope
        if !scope.achievementTypes.isEmpty { scope.hasUntypedAchievement = true }
        scope.achievementTypes = []
        scope.eqfLevels = []
        scope.fields = []
        if reach == .anything {
            scope.jurisdictions = []
            scope.hasUnreadableRegion = false
        }
        return scope
    }

    /// The answer to a question that hangs on such words.
    func check(_ name: CheckName) -> Check {
        OpenPlaces.check(name, at: reach == .anything ? "/" : "/credentialSubject", .sharedWithOthers)
    }
}

import Credentials
import Proofs
import Registry

/// What other issuers may have said of the parts of a credential of which only the linked data is signed.
///
/// An endorsement inside a badge speaks of the badge's achievement, of its learner or of its issuer, and linked data says of
/// each what anybody said of it. So no answer may hang on such words.
struct WordsOfOthers {
    private let parts: Set<AuthenticCredential.Part>

    /// Looks at a credential.
    init(_ credential: AuthenticCredential) { parts = credential.describedByOthers }

    /// Whether everything was said by the issuer.
    var isEmpty: Bool { parts.isEmpty }

    /// What a credential claims, without what others may have said.
    func removed(from scope: ClaimedScope) -> ClaimedScope {
        var scope = scope
        if parts.contains(.achievement) || parts.contains(.learner) {
            if !scope.achievementTypes.isEmpty { scope.hasUntypedAchievement = true }
            scope.achievementTypes = []
            scope.eqfLevels = []
            scope.fields = []
        }
        if parts.contains(.issuer) {
            scope.jurisdictions = []
            scope.hasUnreadableRegion = false
        }
        return scope
    }

    /// The answer to a question that hangs on such words.
    func check(_ name: CheckName) -> Check {
        let place =
            parts.contains(.achievement)
            ? "/credentialSubject/achievement" : parts.contains(.learner) ? "/credentialSubject" : "/issuer"
        return OpenPlaces.check(name, at: place, .sharedWithOthers)
    }
}

import Credentials
import Proofs

/// The places of a credential of which its linked data does not tell what was said there.
///
/// What stands there is neither in order nor wrong: it is open, whatever a rule finds in it.
struct OpenPlaces {
    private let places: [String]

    /// Collects the places.
    init(_ credential: AuthenticCredential) { places = credential.openPlaces }

    /// Whether a finding is about one of the places, or about something in it.
    func contains(_ place: String) -> Bool {
        guard !places.isEmpty else { return false }
        let names = place.split(separator: "/").filter { !$0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        return places.contains { names.starts(with: $0.split(separator: "/")) }
    }

    /// The answer to a question that is open because of them; `nil` where there are none.
    func check(_ name: CheckName, findings: [Finding]) -> Check? {
        places.first.map { Self.check(name, at: $0, findings: findings) }
    }

    /// The answer to a question that is open because of one place.
    ///
    /// - Parameter reason: Why it is open, as the name of the fact that the sentence names.
    static func check(
        _ name: CheckName, at place: String, _ reason: Reason = .severalValues, findings: [Finding] = []
    ) -> Check {
        Check(
            name, .undecided, ProofError.Code.ambiguousForm.rawValue, at: place, [(reason.rawValue, .text(place))],
            findings: findings)
    }

    /// Why a place is open; each has sentences of its own, which name it.
    enum Reason: String, CaseIterable {
        /// There are several values where there is one.
        case severalValues = "openPlace"
        /// Credentials of others inside the document speak of it.
        case sharedWithOthers = "sharedPlace"

        /// What the codes of these sentences end in.
        var suffix: String {
            switch self {
            case .severalValues: ".place"
            case .sharedWithOthers: ".others"
            }
        }
    }
}

import Encodings

/// How the register stands to a credential that is to be issued.
enum RegisterStanding {
    /// It was issued.
    case alreadyIssued(RegisterEntry)
    /// It was issued, and is not given to anybody again.
    case withheld(RegisterEntry, Withholding)
    /// Something else was issued.
    case conflict(RegisterEntry)
    /// There is nothing after which it could be issued again.
    case nothingToRepeat
    /// It can be issued; with what was planned for the same learner, and not finished.
    case open([RegisterEntry])

    /// Looks a credential up among what was planned and issued for learners who can be the same.
    ///
    /// - Parameter isSame: Whether an issued credential says the same though its digest differs, as after an update of
    ///   this software.
    init(
        of prepared: PreparedCredential, _ repetition: Repetition, among entries: [RegisterEntry],
        _ isSame: (RegisterEntry) throws(IssuerError) -> Bool
    ) throws(IssuerError) {
        let relevant: [RegisterEntry]
        switch repetition {
        case .once:
            relevant = entries
        case .after(let id), .correcting(let id):
            guard entries.contains(where: { $0.issued != nil && $0.plan.credentialID.utf8.elementsEqual(id.utf8) })
            else {
                self = .nothingToRepeat
                return
            }
            relevant = entries.filter { $0.plan.after?.utf8.elementsEqual(id.utf8) ?? false }
        }
        let issued = relevant.filter { $0.issued != nil }
        // The last one that says the same: an earlier one may have been replaced because it was lost.
        var same = issued.last { $0.plan.claims == prepared.claims }
        if same == nil {
            for entry in issued.reversed() where same == nil {
                if try isSame(entry) { same = entry }
            }
        }
        if let same {
            self = same.withholding.map { .withheld(same, $0) } ?? .alreadyIssued(same)
        } else if let other = issued.last {
            self = .conflict(other)
        } else {
            self = .open(relevant.filter { $0.issued == nil })
        }
    }
}

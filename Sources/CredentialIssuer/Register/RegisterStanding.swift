import Encodings

/// How the register stands to a credential that is to be issued.
enum RegisterStanding {
    /// It was issued.
    case alreadyIssued(RegisterIndex.Entry)
    /// Something else was issued.
    case conflict(RegisterIndex.Entry)
    /// There is nothing after which it could be issued again.
    case nothingToRepeat
    /// It can be issued; with what was planned for the same learner, and not finished.
    case open([RegisterIndex.Entry])

    /// Looks a credential up.
    ///
    /// - Parameter isSame: Whether an issued credential says the same though its digest differs, as after an update of
    ///   this software.
    init(
        of prepared: PreparedCredential, _ repetition: Repetition, in index: RegisterIndex,
        _ isSame: (RegisterIndex.Entry) -> Bool
    ) {
        let entries = index.entries(for: prepared.learner)
        let relevant: [RegisterIndex.Entry]
        switch repetition {
        case .once:
            relevant = entries
        case .after(let id):
            guard entries.contains(where: { $0.issued != nil && $0.plan.credentialID.utf8.elementsEqual(id.utf8) })
            else {
                self = .nothingToRepeat
                return
            }
            relevant = entries.filter { $0.plan.after?.utf8.elementsEqual(id.utf8) ?? false }
        }
        let issued = relevant.filter { $0.issued != nil }
        // The last one that says the same: an earlier one may have been replaced because it was lost.
        let same = issued.last { $0.plan.claims == prepared.claims } ?? issued.last { isSame($0) }
        if let same {
            self = .alreadyIssued(same)
        } else if let other = issued.last {
            self = .conflict(other)
        } else {
            self = .open(relevant.filter { $0.issued == nil })
        }
    }
}

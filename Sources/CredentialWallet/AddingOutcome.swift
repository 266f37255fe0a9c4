/// What became of a credential that was to be added.
public enum AddingOutcome: Sendable {
    /// It is in the wallet now, durably.
    case added(WalletEntry)
    /// The very same bytes were in the wallet before.
    case alreadyThere(WalletEntry)
    /// The same document was in the wallet before, written with other blanks or in another order; the first stays.
    case alreadyThereInOtherForm(WalletEntry)
    /// Nothing was added: others in the wallet have the same identifier and say something else.
    ///
    /// One of them was altered, or the issuer issued it again; ``AddingDecisions/keepBesideSameID`` keeps both.
    case sameIDOtherContent([WalletEntry])

    /// The entry that holds the credential now, if any does.
    public var entry: WalletEntry? {
        switch self {
        case .added(let entry), .alreadyThere(let entry), .alreadyThereInOtherForm(let entry): entry
        case .sameIDOtherContent: nil
        }
    }
}

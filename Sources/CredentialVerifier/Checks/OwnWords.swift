import Credentials
import Encodings
import Proofs

/// What an issuer says of itself apart from others, beside what linked data says as a whole.
///
/// Only the linked data is signed, and credentials of others are inside: what they say of the same things is among the
/// statements. Which words are the issuer's, the document tells; it cannot be believed, as its holder may have written the
/// words of one into the mouth of another, but a credential must hold by either reading.
enum OwnWords {
    /// The worse answer to each question.
    ///
    /// Whether the document follows the data model is open wherever somebody else speaks in it, so that nothing is green
    /// there: JSON-LD lets them say anything of anything.
    /// What fails by the linked data as a whole, and not by the issuer's own words, may be what another said.
    static func worse(_ whole: Judgement, of credential: AuthenticCredential, _ own: Judgement) -> Judgement {
        var judgement = whole
        judgement.claims = own.claims
        judgement.dataModel = worse(whole.dataModel, own.dataModel, credential)
        judgement.others = zip(whole.others, own.others).map { worse($0, $1, credential) }
        if credential.holdsWordsOfOthers, judgement.dataModel.outcome == .passed {
            judgement.dataModel = open(.dataModel)
        }
        return judgement
    }

    private static func worse(_ whole: Check, _ own: Check, _ credential: AuthenticCredential) -> Check {
        switch (whole.outcome, own.outcome) {
        case (.failed, .failed) where whole.code == own.code: whole
        case (_, .failed): own
        case (.failed, _): credential.holdsWordsOfOthers && whole.name != .validity ? open(whole.name) : whole
        case (.undecided, _): whole
        case (_, .undecided): own
        default: whole
        }
    }

    /// The answer to a question that hangs on who said what.
    private static func open(_ name: CheckName) -> Check { OpenPlaces.check(name, at: "/", .sharedWithOthers) }
}

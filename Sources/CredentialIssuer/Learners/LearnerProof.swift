import Credentials

/// A learner's proof of having the key that a credential is to be bound to, as a row of a spreadsheet names it.
///
/// Whether it holds is for others to judge, over a challenge of the institution. The issuer decides what for it is used up:
/// for one credential, and for that one as often as issuing it is interrupted.
public protocol LearnerProof: Sendable {
    /// The learner's identifier, by whose key the proof is.
    var holder: String { get }

    /// What the register keeps of it.
    var possession: HolderPossession { get }

    /// What it answers; two rows cannot answer the same.
    var challenge: String { get }

    /// Why it cannot be taken for a credential now; `nil` where it can. Nothing changes by asking.
    ///
    /// - Parameter purpose: What stands for the credential, and names nobody.
    func refusal(for purpose: String) -> LearnerProofRefusal?

    /// Uses its challenge up for a credential, for good, before it is planned.
    ///
    /// Whoever has used it up for the same purpose before, and was interrupted then, may go on.
    ///
    /// - Returns: Why it cannot be taken; `nil` once it is used up for this purpose.
    func use(for purpose: String) -> LearnerProofRefusal?
}

/// Finds the proofs of possession that a spreadsheet names.
public protocol LearnerProofReader: Sendable {
    /// Reads the proof that a cell names, and looks whether it is one.
    ///
    /// Any number of threads may ask at the same time.
    ///
    /// - Parameter path: The path as it stands in the cell.
    /// - Throws: ``LearnerProofRefusal`` where there is no proof, or not one that was made for this institution.
    func read(_ path: String) throws(LearnerProofRefusal) -> any LearnerProof
}

/// Why a proof of possession is not taken.
public struct LearnerProofRefusal: Error, Sendable, Hashable {
    /// What is wrong with it, as far as a sentence of its own helps.
    public enum Reason: String, Sendable, CaseIterable {
        /// There is no such file, or it cannot be read.
        case unreadable
        /// It is no proof of possession.
        case notAProof
        /// It was made for somebody else.
        case otherDomain
        /// Time is over for it or for its challenge.
        case late
        /// Its challenge was used up for something else.
        case used
        /// Its challenge is not known here.
        case unknownChallenge
        /// Anything else; the code tells.
        case refused
    }

    /// What is wrong with it.
    public let reason: Reason

    /// The stable code of what was found.
    public let code: String

    /// The name under which the institution makes its challenges.
    public let domain: String

    /// States why.
    public init(_ reason: Reason, code: String, domain: String) {
        self.reason = reason
        self.code = code
        self.domain = domain
    }

    /// What is told of it.
    func finding(at place: RecordPlace) -> Finding {
        Finding(
            SpecificationCode.proofRefused.rawValue, .error, at: place,
            variant: reason == .refused ? nil : reason.rawValue, [("code", code), ("domain", domain)])
    }
}

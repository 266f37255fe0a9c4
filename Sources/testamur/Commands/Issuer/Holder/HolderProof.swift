import CredentialIssuer
import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs

/// A learner's proof of possession: an answer to a challenge of the institution, by the key that a credential is to be
/// bound to.
struct HolderProof {
    let path: String
    /// The proof, which is used up right before the credential is planned.
    let answer: any LearnerProof
    /// Why nothing new can be issued with it; `nil` where it can.
    private let trouble: Failure?
    private let domain: String

    /// The learner's identifier, proved.
    var holder: String { answer.holder }
    /// What the register keeps of it.
    var possession: HolderPossession { answer.possession }

    /// Reads a proof and looks whether it is one; the challenge stays open.
    ///
    /// One that was used up is read as well: what was issued for it is given again.
    ///
    /// - Parameter institution: The institution's DID, under which the challenge was made.
    init(_ path: String, for institution: DID, state: String) throws(Failure) {
        try Failure.refuseEmpty(path, option: "--holder-proof")
        self.path = path
        let bytes = try Inputs.read(path, limit: Limits.credential.documentByteCount)
        domain = institution.text
        let store = ChallengeStore(state: state)
        let now = Clock.now
        let report = Verifier(trust: .none).verify(
            bytes, for: Recipient(domain: domain, challenges: WatchedChallenges(store, isLenient: false, clock: now)),
            at: now)
        trouble = report.provedPossession == nil ? Self.failure(report, path, domain) : nil
        do throws(LearnerProofRefusal) {
            answer = try LearnerAnswer(bytes, for: domain, store, at: now)
        } catch {
            throw trouble ?? Self.failure(error, path)
        }
    }

    /// Why the credential cannot be issued with this proof.
    func failure(_ refusal: LearnerProofRefusal) -> Failure { trouble ?? Self.failure(refusal, path) }

    /// The learner's file, bound to the proved key.
    ///
    /// - Throws: ``Failure`` where the file names another one, with the place.
    func bind(_ file: LearnerFile) throws(Failure) -> LearnerFile {
        guard var learner = file.learner else { return file }
        if let stated = learner.learner.id, !stated.string.utf8.elementsEqual(holder.utf8) {
            throw Failure(
                .dataError,
                Sentence(
                    "error.holderProof.contradiction",
                    ["place": stated.place.description, "file": InputName(path)]),
                hint: "hint.holderProof.contradiction")
        }
        learner.learner.id = RecordText(holder, at: learner.places.start)
        return LearnerFile(file, boundTo: learner, by: self)
    }

    /// What is wrong with a proof, by its report.
    private static func failure(_ report: VerificationReport, _ path: String, _ domain: String) -> Failure {
        guard report.isPresentation else {
            return Failure(
                .dataError, Sentence("error.holderProof.none", ["file": InputName(path)]), hint: "hint.holderProof.none"
            )
        }
        guard let check = report.checks.first(where: { $0.outcome != .passed && $0.name != .credentials }) else {
            return Failure(
                .dataError, Sentence("error.holderProof.credentials", ["file": InputName(path)]),
                hint: "hint.holderProof.none")
        }
        return Failure(
            .dataError,
            Sentence(
                "error.holderProof.refused",
                [
                    "file": InputName(path), "code": check.code,
                    "problem": TranslatedText { TerminalText(check.message(in: $0)).description },
                ]),
            hint: Sentence("hint.holderProof.refused", ["domain": domain]))
    }

    /// What is wrong with a proof that was good when it was read.
    private static func failure(_ refusal: LearnerProofRefusal, _ path: String) -> Failure {
        Failure(
            .dataError, Sentence("error.holderProof.notTaken", ["file": InputName(path), "code": refusal.code]),
            hint: Sentence("hint.holderProof.refused", ["domain": refusal.domain]))
    }
}

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
    /// The learner's identifier, proved.
    let holder: String

    private let bytes: [UInt8]
    private let domain: String
    private let store: ChallengeStore

    /// Reads a proof and looks whether it can be accepted; the challenge stays open.
    ///
    /// - Parameter institution: The institution's DID, under which the challenge was made.
    init(_ path: String, for institution: DID, state: String) throws(Failure) {
        try Failure.refuseEmpty(path, option: "--holder-proof")
        self.path = path
        bytes = try Inputs.read(path, limit: Limits.credential.documentByteCount)
        domain = institution.text
        store = ChallengeStore(state: state)
        holder = try Self.accepted(bytes, path, Recipient(domain: domain, challenges: LookedUpChallenges(book: store)))
    }

    /// Uses the challenge up, right before the credential is signed; whoever was faster has it.
    func use() throws(Failure) {
        _ = try Self.accepted(bytes, path, Recipient(domain: domain, challenges: store))
    }

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
        do throws(CryptographyError) {
            return LearnerFile(
                file, boundTo: learner, possession: try HolderPossession(of: bytes, checkedAt: Clock.now))
        } catch {
            throw Failure(.software, Sentence(error))
        }
    }

    /// The holder, if the proof is in order for the one who asked.
    private static func accepted(
        _ bytes: [UInt8], _ path: String, _ recipient: Recipient
    ) throws(Failure) -> String {
        let report = Verifier(trust: .none).verify(bytes, for: recipient, at: Clock.now)
        if let holder = report.provedPossession { return holder }
        guard report.isPresentation else {
            throw Failure(
                .dataError, Sentence("error.holderProof.none", ["file": InputName(path)]), hint: "hint.holderProof.none"
            )
        }
        guard let check = report.checks.first(where: { $0.outcome != .passed && $0.name != .credentials }) else {
            throw Failure(
                .dataError, Sentence("error.holderProof.credentials", ["file": InputName(path)]),
                hint: "hint.holderProof.none")
        }
        throw Failure(
            .dataError,
            Sentence(
                "error.holderProof.refused",
                [
                    "file": InputName(path), "code": check.code,
                    "problem": TranslatedText { TerminalText(check.message(in: $0)).description },
                ]),
            hint: Sentence("hint.holderProof.refused", ["domain": recipient.domain]))
    }
}

/// Challenges that are looked up and not used.
private struct LookedUpChallenges: ChallengeBook {
    let book: ChallengeStore

    func standing(
        of challenge: String, for domain: String, answeredBy presentation: [UInt8], at clock: Timestamp
    ) -> ChallengeStanding {
        book.standing(of: challenge, for: domain, answeredBy: presentation, at: clock)
    }

    func use(
        _ challenge: String, for domain: String, answeredBy presentation: [UInt8], at clock: Timestamp
    ) -> ChallengeStanding {
        book.standing(of: challenge, for: domain, answeredBy: presentation, at: clock)
    }
}

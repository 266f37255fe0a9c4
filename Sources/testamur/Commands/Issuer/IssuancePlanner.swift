import CredentialIssuer
import Credentials
import Encodings
import Proofs
import Registry

/// Finds out what would come of issuing to each learner, before anything is issued.
struct IssuancePlanner {
    /// What is done for one learner.
    struct Step {
        let file: LearnerFile
        let request: IssuanceRequest
        let repetition: Repetition
        /// What was issued before, if that is what is given again.
        let existing: IssuedRecord?
    }

    let folder: IssuerFolder
    let specification: MicroCredentialSpecification
    /// Which learners get another credential, after the last one they have.
    let renewal: Renewal
    /// What the credentials are to be signed with; `nil` where it was not asked for.
    let suites: [Cryptosuite]?
    let now: Timestamp

    private var rehearsal: IssuanceRehearsal
    /// What was issued before this run.
    private let known: Set<String>

    private(set) var steps: [Step] = []
    /// What rules and readers found.
    private(set) var findings: [Finding]
    private let unread: [Finding]
    /// The files with something to mend.
    private(set) var filesToMend: Set<String> = []
    /// What else stands in the way.
    private(set) var obstacles: [Failure] = []

    /// Prepares to look at learners.
    init(
        _ folder: IssuerFolder, _ specification: MicroCredentialSpecification, findings: [Finding],
        standing: DelegationBook?, renewal: Renewal, suites: [Cryptosuite]?, at now: Timestamp
    ) throws {
        self.folder = folder
        self.specification = specification
        self.renewal = renewal
        self.suites = suites
        self.now = now
        self.findings = findings
        unread = findings
        rehearsal = try Failure.ofIssuer { () throws(IssuerError) in
            try IssuanceRehearsal(
                folder, trustList: standing?.list, delegations: standing?.delegations ?? Delegations())
        }
        known = Set(
            try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.issued() }.map(\.credentialID))
    }

    /// Whether everything can be issued.
    var isReady: Bool { obstacles.isEmpty && !findings.contains(where: \.stopsIssuing) }

    /// Looks at a learner.
    mutating func add(_ file: LearnerFile) throws {
        guard let learner = file.learner else { return mend(file, file.findings) }
        var request = IssuanceRequest(specification, for: learner)
        request.possession = file.proof?.possession
        request.proof = file.proof?.answer
        request.tellsNamesakesApart = renewal.tellsNamesakesApart
        do throws(IssuerError) {
            guard file.findings.isEmpty else {
                return mend(file, FindingText.merge(file.findings, try rehearsal.findings(request, at: now)))
            }
            try decide(file, request, .once)
        } catch {
            // What a specification lacks has been told; that no credential can be made without it is no other fault.
            if error.code == .draftRefused, findings.contains(where: \.stopsIssuing) { return }
            let failure = Failure(error, at: folder.path)
            obstacles.append(Self.obstacle(file, failure.status, failure.fact, hint: failure.hint))
        }
    }

    /// Decides what is done; what was issued before may lead to another one after it.
    private mutating func decide(
        _ file: LearnerFile, _ request: IssuanceRequest, _ repetition: Repetition
    ) throws(IssuerError) {
        let preview = try rehearsal.preview(request, repetition: repetition, at: now)
        switch preview.standing {
        case .refused: mend(file, preview.findings)
        case .ready, .unfinished:
            steps.append(Step(file: file, request: request, repetition: repetition, existing: nil))
        case .alreadyIssued(let existing):
            if known.contains(existing.credentialID), isSigned(existing) {
                return steps.append(Step(file: file, request: request, repetition: repetition, existing: existing))
            }
            try goOn(file, request, after: existing, isAskedFor: renewal.ofChanged, Self.otherProofs(existing))
        case .withheld(let existing, let batch, let why):
            try goOn(
                file, request, after: existing, isAskedFor: renewal.covers(why),
                Failure(IssuerError(withholding: existing, batch: batch, why), at: folder.path))
        case .conflict(let existing, let revokedAt):
            try goOn(
                file, request, after: existing, isAskedFor: renewal.coversOther(revokedAt: revokedAt),
                Self.otherIssued(existing, revokedAt: revokedAt))
        case .unproved(let refusal):
            if let proof = file.proof { obstacles.append(proof.failure(refusal)) }
        case .nothingToRepeat:
            refuse(file, "error.notIssuedBefore", hint: "hint.notIssuedBefore")
        }
    }

    /// Whether a credential from before carries the proofs that were asked for, in whatever order.
    private func isSigned(_ existing: IssuedRecord) -> Bool { suites.map { Set($0) == Set(existing.suites) } ?? true }

    /// Issues another one after one that was issued before, where somebody wants it.
    private mutating func goOn(
        _ file: LearnerFile, _ request: IssuanceRequest, after existing: IssuedRecord, isAskedFor: Bool,
        _ refusal: Failure
    ) throws(IssuerError) {
        guard known.contains(existing.credentialID) else {
            return refuse(file, "error.sameLearner", hint: "hint.sameLearner")
        }
        guard isAskedFor else {
            obstacles.append(Self.obstacle(file, refusal.status, refusal.fact, hint: refusal.hint))
            return
        }
        try decide(file, request, .after(credentialID: existing.credentialID))
    }

    /// What was handed out stays as it is: other proofs make another credential, which somebody has to want.
    private static func otherProofs(_ existing: IssuedRecord) -> Failure {
        let proofs = ProofChoice(suites: existing.suites).description
        return Failure(
            .dataError,
            Sentence(
                "error.otherProofs", ["date": existing.signedAt, "id": existing.credentialID, "proofs": proofs]),
            hint: "hint.otherProofs")
    }

    private static func otherIssued(_ existing: IssuedRecord, revokedAt: Timestamp?) -> Failure {
        guard let revokedAt else {
            return Failure(
                .dataError,
                Sentence("error.otherIssued", ["date": existing.signedAt, "id": existing.credentialID]),
                hint: "hint.otherIssued")
        }
        return Failure(
            .dataError,
            Sentence(
                "error.otherIssued.revoked",
                ["date": existing.signedAt, "id": existing.credentialID, "revoked": revokedAt]),
            hint: "hint.issuer.ISSUE_REVOKED")
    }

    private mutating func mend(_ file: LearnerFile, _ found: [Finding]) {
        findings += FindingText.merge(unread, found).dropFirst(unread.count)
        filesToMend.insert(file.path)
    }

    private mutating func refuse(_ file: LearnerFile, _ fact: Sentence, hint: Sentence) {
        obstacles.append(Self.obstacle(file, .dataError, fact, hint: hint))
    }

    private static func obstacle(
        _ file: LearnerFile, _ status: Status, _ fact: Sentence, hint: Sentence?
    ) -> Failure {
        Failure(status, Sentence("error.inFile", ["file": InputName(file.path), "problem": fact]), hint: hint)
    }
}

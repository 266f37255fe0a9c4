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
    /// Whether a learner whose record has changed gets another credential.
    let isAgain: Bool
    /// What the credentials are to be signed with; `nil` where it was not asked for.
    let suites: [Cryptosuite]?
    let now: Timestamp

    private var rehearsal: IssuanceRehearsal
    /// What was issued before this run.
    private let known: Set<String>
    /// What of it was signed with a key that somebody else may have, and was not revoked.
    private let doubtful: Set<String>

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
        standing: DelegationBook?, isAgain: Bool, suites: [Cryptosuite]?, at now: Timestamp
    ) throws {
        self.folder = folder
        self.specification = specification
        self.isAgain = isAgain
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
        doubtful = try Self.doubtful(folder)
    }

    /// What was signed with keys that somebody else may have, and was not revoked.
    private static func doubtful(_ folder: IssuerFolder) throws -> Set<String> {
        var found: Set<String> = []
        for key in folder.profile.keys where key.compromisedSince != nil && key.purpose == .issue {
            let uses = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.uses(of: key) }
            found.formUnion(uses.standing.map(\.id))
        }
        return found
    }

    /// Whether everything can be issued.
    var isReady: Bool { obstacles.isEmpty && !findings.contains(where: \.stopsIssuing) }

    /// Looks at a learner.
    mutating func add(_ file: LearnerFile) throws {
        guard let learner = file.learner else { return mend(file, file.findings) }
        let request = IssuanceRequest(specification, for: learner)
        do throws(IssuerError) {
            guard file.findings.isEmpty else {
                return mend(file, FindingText.merge(file.findings, try rehearsal.findings(request, at: now)))
            }
            try decide(file, request, rehearsal.preview(request, at: now))
        } catch {
            // What a specification lacks has been told; that no credential can be made without it is no other fault.
            if error.code == .draftRefused, findings.contains(where: \.stopsIssuing) { return }
            let failure = Failure(error, at: folder.path)
            obstacles.append(Self.obstacle(file, failure.status, failure.fact, hint: failure.hint))
        }
    }

    private mutating func decide(
        _ file: LearnerFile, _ request: IssuanceRequest, _ preview: IssuancePreview
    ) throws(IssuerError) {
        switch preview.standing {
        case .refused: mend(file, preview.findings)
        case .ready, .unfinished:
            steps.append(Step(file: file, request: request, repetition: .once, existing: nil))
        case .alreadyIssued(let existing):
            guard known.contains(existing.credentialID) else { return refuseTwin(file) }
            // Nobody could rely on it, so that it is not given to anybody again.
            if doubtful.contains(existing.credentialID) { return try renew(file, request, existing) }
            guard isSigned(existing) else { return try resolveProofs(file, request, existing) }
            steps.append(Step(file: file, request: request, repetition: .once, existing: existing))
        case .conflict(let existing):
            guard known.contains(existing.credentialID) else { return refuseTwin(file) }
            try resolve(file, request, existing)
        case .nothingToRepeat:
            refuse(file, "error.notIssuedBefore", hint: "hint.notIssuedBefore")
        }
    }

    /// Whether a credential from before carries the proofs that were asked for, in whatever order.
    private func isSigned(_ existing: IssuedRecord) -> Bool { suites.map { Set($0) == Set(existing.suites) } ?? true }

    /// Looks closer at what was issued before with other proofs than are asked for now.
    ///
    /// What was handed out stays as it is: other proofs make another credential, which somebody has to want.
    private mutating func resolveProofs(
        _ file: LearnerFile, _ request: IssuanceRequest, _ existing: IssuedRecord
    ) throws(IssuerError) {
        guard isAgain else {
            return refuse(
                file,
                Sentence(
                    "error.otherProofs",
                    [
                        "date": existing.signedAt, "id": existing.credentialID,
                        "proofs": ProofChoice(suites: existing.suites).description,
                    ]),
                hint: "hint.otherProofs")
        }
        try resolve(file, request, existing)
    }

    /// Issues again what was signed with a key that somebody else may have, where that is asked for.
    private mutating func renew(
        _ file: LearnerFile, _ request: IssuanceRequest, _ existing: IssuedRecord
    ) throws(IssuerError) {
        guard isAgain else {
            return refuse(
                file, Sentence("error.lostKey", ["date": existing.signedAt, "id": existing.credentialID]),
                hint: "hint.lostKey")
        }
        try resolve(file, request, existing)
    }

    /// Looks closer at what is not the same as before.
    private mutating func resolve(
        _ file: LearnerFile, _ request: IssuanceRequest, _ existing: IssuedRecord
    ) throws(IssuerError) {
        guard isAgain else {
            return refuse(
                file,
                Sentence("error.otherIssued", ["date": existing.signedAt, "id": existing.credentialID]),
                hint: "hint.otherIssued")
        }
        let repetition = Repetition.after(credentialID: existing.credentialID)
        let preview = try rehearsal.preview(request, repetition: repetition, at: now)
        switch preview.standing {
        case .ready, .unfinished:
            steps.append(Step(file: file, request: request, repetition: repetition, existing: nil))
        case .alreadyIssued(let found):
            guard isSigned(found) else { return try resolveProofs(file, request, found) }
            steps.append(Step(file: file, request: request, repetition: repetition, existing: found))
        case .refused: mend(file, preview.findings)
        case .conflict, .nothingToRepeat: refuseTwin(file)
        }
    }

    private mutating func mend(_ file: LearnerFile, _ found: [Finding]) {
        findings += FindingText.merge(unread, found).dropFirst(unread.count)
        filesToMend.insert(file.path)
    }

    private mutating func refuseTwin(_ file: LearnerFile) {
        refuse(
            file, "error.sameLearner", hint: "hint.sameLearner")
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

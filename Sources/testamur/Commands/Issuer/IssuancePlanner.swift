import CredentialIssuer
import Credentials
import Encodings
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
        trustList: IssuerTrustList?, isAgain: Bool, at now: Timestamp
    ) throws {
        self.folder = folder
        self.specification = specification
        self.isAgain = isAgain
        self.now = now
        self.findings = findings
        unread = findings
        rehearsal = try Failure.ofIssuer { () throws(IssuerError) in
            try IssuanceRehearsal(folder, trustList: trustList)
        }
        known = Set(
            try Failure.ofIssuer { () throws(IssuerError) in try folder.issued() }.map(\.credentialID))
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
            let failure = Failure(error)
            obstacles.append(Failure(failure.status, "\(file.name): \(failure.fact)", hint: failure.hint))
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
            steps.append(Step(file: file, request: request, repetition: .once, existing: existing))
        case .conflict(let existing):
            guard known.contains(existing.credentialID) else { return refuseTwin(file) }
            try resolve(file, request, existing)
        case .nothingToRepeat:
            refuse(file, "was not issued before, so it cannot be issued again", hint: "leave --again out")
        }
    }

    /// Looks closer at what is not the same as before.
    private mutating func resolve(
        _ file: LearnerFile, _ request: IssuanceRequest, _ existing: IssuedRecord
    ) throws(IssuerError) {
        guard isAgain else {
            return refuse(
                file,
                "another credential was issued to this learner for this specification on "
                    + "\(CommandWords.date(existing.signedAt.date, .english)) (\(existing.credentialID))",
                hint: "if the record was corrected, add --again, and the first stays in the register; if this is "
                    + "somebody else of the same name, add the date of birth to both files")
        }
        let repetition = Repetition.after(credentialID: existing.credentialID)
        let preview = try rehearsal.preview(request, repetition: repetition, at: now)
        switch preview.standing {
        case .ready, .unfinished:
            steps.append(Step(file: file, request: request, repetition: repetition, existing: nil))
        case .alreadyIssued(let found):
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
            file, "another file of this run is about the same learner",
            hint: "leave one of them out; if they are two people of the same name, add their dates of birth")
    }

    private mutating func refuse(_ file: LearnerFile, _ fact: String, hint: String) {
        obstacles.append(Failure(.dataError, "\(file.name): \(fact)", hint: hint))
    }
}

import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Storage

/// Issues what was planned, and writes a file for each learner.
struct IssuanceRun {
    /// What came of one learner's file.
    struct Entry {
        let step: IssuancePlanner.Step
        var place: OutputNames.Place
        /// What the register says, when it was issued.
        var record: IssuedRecord?
        var isNew = false
    }

    private let folder: IssuerFolder
    private let language: Language
    private(set) var entries: [Entry]
    /// The copies of what was issued before; missing ones are made again.
    private var copies: [[UInt8]?]

    /// Finds a place for every file.
    init(
        _ folder: IssuerFolder, _ steps: [IssuancePlanner.Step], names: OutputNames, language: Language
    ) throws(Failure) {
        self.folder = folder
        self.language = language
        var names = names
        entries = []
        copies = []
        let register = try? folder.copies()
        for step in steps {
            let copy = step.existing.flatMap { try? register?.credential($0) }
            copies.append(copy)
            entries.append(
                Entry(
                    step: step, place: try names.place(for: step.file.path, step.existing?.digest),
                    record: step.existing))
        }
        outFolder = names.folder
    }

    private let outFolder: String

    /// Issues, and writes; the key is unlocked only when something is to be signed.
    mutating func carryOut(
        suites: [Cryptosuite], standing: DelegationBook?, at now: Timestamp, unlock: () throws -> any CredentialSigner,
        tell: (Entry) -> Void
    ) throws {
        try FolderMaker.makeParents(of: outFolder + "/file")
        // What an interrupted run left behind holds a whole credential. That it cannot be taken away stops nothing.
        _ = try? AtomicFile.removeAbandoned(in: outFolder)
        var issuer: Issuer?
        if copies.contains(where: { $0 == nil }) {
            let key = try unlock()
            let opened = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
                try Issuer(
                    folder, signer: key, suites: suites, trustList: standing?.list,
                    delegations: standing?.delegations ?? Delegations())
            }
            if let recovery = opened.recovery {
                Warning.tell(Sentence("error.damagedLine", ["file": recovery.path]), in: language)
            }
            if opened.hasDroppedApproval { Warning.tell("error.approvalDropped", in: language) }
            issuer = opened
        }
        for index in entries.indices {
            let what = CommandWords.sentence(
                "issuer.issuing", language, [("number", String(index + 1)), ("count", String(entries.count))])
            try Waiting.tell(what) { try carryOut(index, issuer, at: now) }
            tell(entries[index])
        }
        if let issuer {
            _ = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try issuer.checkpoint(at: now) }
        }
    }

    /// A refusal, with the learner's file where it is about what stands in that.
    private func failure(_ error: IssuerError, _ file: LearnerFile) -> Failure {
        let failure = Failure(error, at: folder.path)
        switch error.code {
        case .conflict, .correctedBefore, .revokedBefore, .signedWithLostKey, .nothingToRepeat, .recordRefused,
            .warningsNotAcknowledged, .copyMissing:
            return Failure(
                failure.status, Sentence("error.inFile", ["file": InputName(file.path), "problem": failure.fact]),
                hint: failure.hint)
        default: return failure
        }
    }

    private mutating func carryOut(_ index: Int, _ issuer: Issuer?, at now: Timestamp) throws {
        let step = entries[index].step
        var bytes = copies[index] ?? []
        if copies[index] == nil, let issuer {
            let issued: IssuedCredential
            do throws(IssuerError) {
                issued = try issuer.issue(step.request, repetition: step.repetition, at: now)
            } catch {
                throw failure(error, step.file)
            }
            entries[index].record = issued.record
            entries[index].isNew = issued.isNew
            bytes = issued.bytes
        }
        guard !entries[index].place.isWritten else { return }
        do throws(StorageError) {
            try AtomicFile.create(at: entries[index].place.path, with: bytes, access: .ownerOnly)
        } catch {
            let failure = Failure(creating: error)
            throw Failure(
                failure.status, failure.fact,
                hint: "hint.inRegister")
        }
    }
}

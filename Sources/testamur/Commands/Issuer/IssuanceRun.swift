import CredentialIssuer
import Credentials
import Cryptography
import Encodings
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
        for step in steps {
            let copy = step.existing.flatMap { try? folder.credential($0) }
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
        trustList: IssuerTrustList?, at now: Timestamp, unlock: () throws -> Ed25519PrivateKey,
        tell: (Entry) -> Void
    ) throws {
        try FolderMaker.makeParents(of: outFolder + "/file")
        var issuer: Issuer?
        if copies.contains(where: { $0 == nil }) {
            let key = try unlock()
            let opened = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
                try Issuer(folder, signer: key, trustList: trustList)
            }
            if let recovery = opened.recovery {
                Warning.tell(Sentence("error.damagedLine", ["file": recovery.path]), in: language)
            }
            issuer = opened
        }
        for index in entries.indices {
            let what = CommandWords.sentence(
                "issuer.issuing", language, [("number", String(index + 1)), ("count", String(entries.count))])
            try Waiting.tell(what) { try carryOut(index, issuer, at: now) }
            tell(entries[index])
        }
    }

    private mutating func carryOut(_ index: Int, _ issuer: Issuer?, at now: Timestamp) throws {
        let step = entries[index].step
        var bytes = copies[index] ?? []
        if copies[index] == nil, let issuer {
            let issued = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
                try issuer.issue(step.request, repetition: step.repetition, at: now)
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

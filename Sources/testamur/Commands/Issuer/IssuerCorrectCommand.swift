import ArgumentParser
import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Storage

/// `testamur issuer correct`: a right credential in the place of a wrong one.
struct IssuerCorrectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Issue a credential in the place of one that says something wrong, and revoke that one.",
        discussion: """
            Example: testamur issuer correct june/anna.json --spec course.yaml --learner anna.yaml --out june

            Mend the file of the learner first. The new credential names the one before
            by its digest, so that the learner's wallet knows which counts; whoever
            verifies the one before learns that it is revoked and that there is a newer
            one, and not what changed. Safe to run again. Public with: testamur issuer
            publish
            """)

    @Argument(
        help: ArgumentHelp("The wrong credential: its identifier, or its file.", valueName: "credential"),
        completion: .file())
    var credential: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What is awarded: the specification, a file or the name of one in the institution's folder.",
            valueName: "file"), completion: .file())
    var spec: String

    @Option(
        name: .long, help: ArgumentHelp("The file of the learner, mended.", valueName: "file"), completion: .file())
    var learner: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Why: superseded, issued-in-error, learner-request or other. The register keeps it for good.",
            valueName: "class"))
    var reason: ReasonName?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What is worth remembering besides, for this institution alone. It is never published.", valueName: "text"))
    var note: String?

    @Flag(name: .long, help: "Bind the right one to no key, where the wrong one was bound to the learner's.")
    var unbound = false

    @OptionGroup var issuer: IssuerOption

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The folder for the credential. Otherwise the current folder.", valueName: "folder"),
        completion: .directory)
    var out: String = "."

    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(out, option: "--out")
        try Failure.refuseEmpty(note, option: "--note")
        let words = language.chosen
        let (folder, _) = try TrustStanding.signing(issuer.open(), nil, at: Clock.now)
        let records = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.issued() }
        let wrong = try NamedCredential(credential, in: folder, records)
        guard records.contains(where: { $0.credentialID.utf8.elementsEqual(wrong.id.utf8) }) else {
            throw Failure(.dataError, Sentence("error.correct.unknown", ["id": wrong.id]), hint: "hint.correct.unknown")
        }
        let request = try request(folder, replacing: wrong.id, records)
        let key = try IssuingKey.unlock(folder, passphrase, words)
        let correction: Correction
        do throws(IssuerError) {
            let issuer = try Issuer(folder, signer: key)
            correction = try issuer.correct(
                wrong.id, by: request, reason: reason?.reason ?? .superseded, note: note, at: Clock.now)
            try issuer.checkpoint(at: Clock.now)
        } catch {
            throw Self.failure(error, at: folder.path)
        }
        let path = try write(correction.credential)
        let facts = [
            ("id", correction.before.credentialID), ("file", TerminalText(path).description),
            ("date", CommandWords.date(correction.before.signedAt.date, words)),
        ]
        let isNew = correction.credential.isNew
        Output.line(CommandWords.sentence(isNew ? "issuer.corrected" : "issuer.correctedBefore", words, facts))
        Output.line(
            CommandWords.sentence(
                correction.isRevoked ? "issuer.corrected.revoked" : "issuer.corrected.notRevoked", words, facts))
    }

    /// A credential that has a successor already is not corrected once more: its successor is.
    private static func failure(_ error: IssuerError, at place: String) -> Failure {
        if error.code == .notApproved {
            let failure = Failure(error, at: place)
            return Failure(failure.status, failure.fact, hint: "hint.correct.twoPersons")
        }
        guard error.code == .conflict, let successor = error.existing else { return Failure(error, at: place) }
        let facts: KeyValuePairs<String, any SentencePart> = [
            "id": successor.credentialID, "date": successor.signedAt,
        ]
        return Failure(
            .dataError, Sentence("error.correct.hasSuccessor", facts),
            hint: Sentence("hint.correct.hasSuccessor", facts))
    }

    /// What is to be issued, with everything that is wrong with it told.
    ///
    /// Where the wrong one is bound to a key, the learner's file says to which the right one is: nobody loses by the way
    /// that only she can show it, and nobody gets what is bound to somebody else's key.
    private func request(
        _ folder: IssuerFolder, replacing wrong: String, _ records: [IssuedRecord]
    ) throws -> IssuanceRequest {
        let spec = try WrittenFiles.specification(spec, in: folder.specificationsPath)
        let reading = SpecificationReader(file: Inputs.name(spec)).read(try WrittenFiles.read(spec))
        let file = try LearnerFile(WrittenFiles.Written(path: learner))
        let found = (reading.findings + file.findings).filter(\.stopsIssuing)
        guard found.isEmpty, let specification = reading.value, let learner = file.learner else {
            let text = FindingText(found, language: language.chosen, terminal: .standard)
            text.lines.forEach { Output.error($0) }
            throw Failure(
                .dataError, Sentence("error.nothingIssued.toMend", ["count": text.findings.count]), hint: "hint.mend")
        }
        if learner.learner.id == nil, !unbound,
            let record = records.first(where: { $0.credentialID.utf8.elementsEqual(wrong.utf8) }),
            try isBound(record, in: folder)
        {
            throw Failure(
                .dataError, Sentence("error.correct.bound", ["file": InputName(self.learner)]),
                hint: "hint.correct.bound")
        }
        return IssuanceRequest(specification, for: learner)
    }

    /// Whether a credential is bound to a key of the learner.
    private func isBound(_ record: IssuedRecord, in folder: IssuerFolder) throws -> Bool {
        let bytes = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.credential(record) }
        let root = try? JSONDocument(parsing: bytes, limits: .credential).root
        return root?["credentialSubject"]?["id"] != nil
    }

    private func write(_ credential: IssuedCredential) throws -> String {
        try FolderMaker.makeParents(of: out + "/file")
        var names = OutputNames(folder: out)
        let place = try names.place(for: learner, credential.record.digest)
        guard !place.isWritten else { return place.path }
        do throws(StorageError) {
            try AtomicFile.create(at: place.path, with: credential.bytes, access: .ownerOnly)
        } catch {
            let failure = Failure(creating: error)
            throw Failure(failure.status, failure.fact, hint: "hint.inRegister")
        }
        return place.path
    }
}

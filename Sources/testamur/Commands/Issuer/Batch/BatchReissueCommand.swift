import ArgumentParser
import CredentialIssuer
import Encodings
import Registry

/// `testamur issuer batch reissue`: issues every credential of a batch again.
struct BatchReissueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reissue",
        abstract: "Issue every credential of a batch again, with the key and the status lists of today.",
        discussion: """
            Example: testamur issuer batch reissue b-7f3a --out again --issuer leiehove

            What they say of the learners stays as it is. The first ones stay valid until
            they are revoked.
            """)

    @Argument(help: ArgumentHelp("The batch, for example b-7f3a.", valueName: "batch"))
    var batch: String

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The folder for the credentials.", valueName: "folder"),
        completion: .directory)
    var out: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Issue only what the authority's list in this folder recognises you for.", valueName: "folder"),
        completion: .directory)
    var trust: String?

    @OptionGroup var issuer: IssuerOption
    @OptionGroup var passphrase: PassphraseOption

    @Option(name: .long, help: "How to answer: text or json.")
    var format: ListFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(out, option: "--out")
        let (folder, standing) = try TrustStanding.signing(issuer.open(), trust, at: Clock.now)
        let known = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.batch(batch) }
        let key = try IssuingKey.unlock(folder, passphrase, language.chosen)
        let work = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try Issuer(
                folder, signer: key, trustList: standing?.list,
                delegations: standing?.delegations ?? .init())
        }
        let delivery = try BulkDelivery(out: out, jsonl: nil, named: known.file)
        let place = try delivery.open()
        let report = BulkText(
            language: language.chosen, terminal: .standard, file: known.file, folder: issuer, spec: "")
        let bar = ProgressBar(language: language.chosen, terminal: .standard)
        var done = 0
        let result: BatchOutcome
        do {
            result = try Interruption.watching {
                defer { bar.end() }
                return try work.reissue(batch: known, to: place.delivery, place: place.path, at: Clock.now) {
                    progress in
                    done = progress.done
                    bar.show(progress)
                    return !Interruption.wasAsked
                }
            }
        } catch let error as IssuerError {
            throw report.failure(error, done: done, of: known.issuedCount, delivery.name, folder)
        }
        report.issued(result, nil, delivery.name, format == .json ? .json : .text)
        if result.isStopped { throw report.stopped(done, of: known.issuedCount) }
    }
}

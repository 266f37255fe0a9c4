import ArgumentParser
import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Storage

/// `testamur issuer publish`: puts what everybody may know into a folder for the web.
struct IssuerPublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Put the status lists, did.json and the authority's list into a folder for the web.",
        discussion: """
            Example: testamur issuer publish ./site --issuer leiehove

            The folder stands for the root of the web site. Run it whenever something was
            revoked or suspended, and every day besides: nothing is signed or written
            where nothing changed. It is safe to interrupt and to run again.
            """)

    @Argument(
        help: ArgumentHelp("The folder that is the root of the web site.", valueName: "site"), completion: .directory)
    var site: String

    @OptionGroup var issuer: IssuerOption

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder with the authority's list: the key is looked up there, and the list is published beside.",
            valueName: "folder"), completion: .directory)
    var trust: String?

    @Flag(name: .long, help: "Tell what would be signed, and change nothing; no passphrase is needed.")
    var dryRun = false

    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var time: EditTimeOption

    @Option(name: .long, help: "How to answer: text, or json (one line for each list).")
    var format: ListFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        guard !site.isEmpty else { throw Failure(.usage, Sentence("error.emptyOption", ["option": "site"])) }
        let now = try time.now()
        let trusted = try trust.map { try PublishedTrust($0) }
        let opened = try issuer.open()
        let folder = try ofIssuer(opened) { () throws(IssuerError) in
            try opened.signing(at: now) { key in
                trusted?.lists.contains { key.standing(on: DelegationBook($0, Delegations()), at: now) == .inForce }
                    ?? true
            }
        }
        let text = ReleaseText(folder, site: site, language: language.chosen, format: format)
        let keeper = try ofIssuer(folder) { () throws(IssuerError) in try StatusKeeper(folder) }
        let place = PublishedSite(site)
        let pending = try ofIssuer(folder) { () throws(IssuerError) in
            // Found before anything is signed: what an old copy signs would take revocations back.
            try keeper.checkIsNotBehind(place)
            return try keeper.pending(at: now)
        }
        guard !dryRun else { return text.rehearsed(pending) }
        let key = pending.contains(where: \.isDue) ? try unlock(folder, at: now) : nil
        let lists = try ofIssuer(folder) { () throws(IssuerError) in
            try keeper.release(at: now, signer: key, on: trusted?.lists ?? [])
        }
        var files = PublishedSite.files(of: folder.profile, lists)
        if let trusted { files = try trusted.files(around: files, lists) }
        let written: [String]
        do throws(StorageError) {
            written = try place.write(files)
        } catch {
            throw Failure(creating: error)
        }
        text.published(lists, written: written, isChecked: trusted != nil)
    }

    private func ofIssuer<Result>(
        _ folder: IssuerFolder, _ body: () throws(IssuerError) -> Result
    ) throws(Failure) -> Result {
        try Failure.ofIssuer(at: folder.path, body)
    }

    private func unlock(_ folder: IssuerFolder, at now: Timestamp) throws -> any CredentialSigner {
        let lists = try ofIssuer(folder) { () throws(IssuerError) in try folder.profile.requiredStatusLists }
        return try IssuingKey.unlock(lists.key, in: folder, passphrase, language.chosen, at: now)
    }
}

import ArgumentParser
import CredentialIssuer
import Credentials
import Cryptography
import Database
import Encodings
import HardwareKeys
import Storage

/// `testamur issuer init`: an institution's folder with its key.
struct IssuerInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make an institution's folder: who it is, its key, and an empty register.",
        discussion: """
            Example:
              testamur issuer init leiehove --name "Leiehove University" \\
                --name-nl "Hogeschool Leiehove" --country BE --region Vlaanderen \\
                --quality-assurance "institutional review=Accreditation body"

            Without --did the institution is named by its key (did:key). With a
            did:web of yours, publish the file did.json at the address that is shown.

            With --token the key stays in a device:
              --token 'pkcs11:token=leiehove;object=issue?module-path=/usr/lib/driver.so'

            With --status-lists the credentials can be revoked and suspended: they name the
            place where testamur issuer publish puts the lists that say so.
            """)

    @Argument(help: ArgumentHelp("The folder to make.", valueName: "folder"), completion: .directory)
    var folder: String

    @Option(name: .long, help: "The name in law, in English or in the one language it has.")
    var name: String

    @Option(name: .customLong("name-nl"), help: "The name in law in Dutch, if it has one.")
    var nameInDutch: String?

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("The country or countries, by name or code such as BE or BEL.", valueName: "country"))
    var country: [String]

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("The region or regions, by name or NUTS code, for example Vlaanderen.", valueName: "region"))
    var region: [String] = []

    @Option(name: .long, help: ArgumentHelp("The web site.", valueName: "address"))
    var url: String?

    @Option(name: .long, help: ArgumentHelp("Where people can write to.", valueName: "address"))
    var email: String?

    @Option(name: .long, help: ArgumentHelp("The town.", valueName: "town"))
    var locality: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What kind of institution it is: higherEducation, adultEducation, secondaryEducation, vet or other.",
            valueName: "sector"), completion: .list(ConceptList.sectors.concepts.map(\.iri)))
    var sector: String?

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "What assures the quality of the institution, and by whom, for specifications that do not say it.",
            valueName: "type=body"))
    var qualityAssurance: [String] = []

    @Option(name: .long, help: "The institution's DID, for example did:web:leiehove.example. Otherwise its did:key.")
    var did: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How proofs name the key: what stands behind '#'. Otherwise the Multikey.", valueName: "name"))
    var keyID: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A private key that exists, to be copied into the folder. Otherwise a new one.", valueName: "file"),
        completion: .file()
    )
    var key: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A device for the key, by the PKCS#11 address of the key in it; it is made there if it is missing.",
            valueName: "address"))
    var token: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where status lists will be published, so that credentials can be revoked, for example https://leiehove.example/status.",
            valueName: "address"))
    var statusLists: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The passphrase of the key for status lists, in a file. Otherwise the same as for the other key.",
            valueName: "file"), completion: .file())
    var statusPassphraseFile: String?

    @OptionGroup var database: DatabaseOption
    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let words = language.chosen
        try checkWords()
        let base = try statusBase()
        let description = try description()
        let id = try did.map { text throws(Failure) in try DID(option: "--did", text) }
        if let id, id.hasMethod("web") { _ = try Self.address(of: id) }
        try checkIsFree()
        let server = try database.open()
        let place = TerminalText(folder).description
        let (key, status) = try keys(place, base)
        try FolderMaker.makeParents(of: folder)
        let made = try Waiting.tell(CommandWords.sentence("key.locking", words)) {
            try create(description, key, id, status, server)
        }
        let card = IssuerCard(folder: made, language: words, terminal: .standard)
        if card.documentAddress != nil { try card.writeDocument() }
        Output.line(
            Terminal.standard.paint(
                CommandWords.sentence(
                    "issuer.made", words, [("name", card.name), ("folder", place)]), .strong))
        Output.line()
        card.lines.forEach { Output.line($0) }
        Output.line()
        card.nextSteps.forEach { Output.line($0) }
    }

    /// The key for credentials, and what is to be known of status lists.
    private func keys(_ place: String, _ base: String?) throws -> (NewInstitutionKey.Source, NewStatusLists?) {
        let words = language.chosen
        func secret(_ file: String) throws -> SecretBytes {
            try passphrase.new(
                CommandWords.sentence("key.newPassphrase", words, [("file", place + "/keys/" + file)]),
                again: CommandWords.sentence("key.passphraseAgain", words), language: words)
        }
        guard let token else {
            let key = try privateKey()
            let secret = try secret("issue.pem")
            return (.file(key, passphrase: secret), try base.map { try self.status($0, besides: secret) })
        }
        try Failure.refuseEmpty(token, option: "--token")
        guard key == nil else {
            throw Failure(
                .usage, Sentence("error.twoOptions", ["one": "--key", "other": "--token"]), hint: "hint.oneOption")
        }
        // A PIN is no passphrase: the key for status lists, which is in a file, has one of its own.
        guard base == nil || statusPassphraseFile != nil || passphrase.passphraseFile == nil else {
            throw Failure(.usage, "error.statusPassphrase", hint: "hint.statusPassphrase")
        }
        let device = try KeyDevice(token, passphrase, words)
        let publicKey = try device.publicKey()
        let status = try base.map { base in
            let given = try statusPassphraseFile == nil ? secret("status.pem") : nil
            return try self.status(base, besides: given)
        }
        return (.device(device.address.description, publicKey), status)
    }

    /// The key that is to be copied, or a new one.
    private func privateKey() throws -> Ed25519PrivateKey {
        if let key { return try KeyFile.open(key, passphrase, language.chosen) }
        return try StatusBase.newKey()
    }

    /// Where status lists will be published, as it will stand in credentials.
    private func statusBase() throws(Failure) -> String? {
        guard let statusLists else {
            guard statusPassphraseFile == nil else {
                throw Failure(.usage, "error.statusPassphraseAlone", hint: "hint.statusLists")
            }
            return nil
        }
        return try StatusBase.read(statusLists)
    }

    private func status(_ base: String, besides given: SecretBytes?) throws -> NewStatusLists {
        var secret = given
        if let statusPassphraseFile {
            try Failure.refuseEmpty(statusPassphraseFile, option: "--status-passphrase-file")
            // A file is read, and nobody asked: neither question is ever seen.
            secret = try PassphraseOption(file: statusPassphraseFile).new("", again: "", language: language.chosen)
        }
        guard let secret else { throw Failure(.usage, "error.statusPassphrase", hint: "hint.statusPassphrase") }
        return NewStatusLists(base: base, key: try StatusBase.newKey(), passphrase: secret)
    }

    private func create(
        _ description: IssuerDescription, _ key: NewInstitutionKey.Source, _ id: DID?,
        _ status: NewStatusLists?, _ server: Database?
    ) throws(Failure) -> IssuerFolder {
        do throws(IssuerError) {
            return try IssuerFolder.create(
                at: folder, describing: description, key: key, id: id, keyName: keyID,
                status: status, server: server, now: Clock.now)
        } catch {
            guard error.code == .profileMalformed else { throw Failure(error, at: folder) }
            // The place in a file that nobody has seen says nothing.
            let problem: Sentence = error.problems.first.map { Sentence($0) } ?? "error.keyName"
            throw Failure(
                .usage, Sentence("error.describedSo", ["problem": problem]), hint: "hint.issuerInit")
        }
    }

    /// What can be refused by the name of its option, and not by a line of a file that nobody has seen.
    private func checkWords() throws(Failure) {
        for word in country where Country(named: word) == nil && Country(iri: word) == nil {
            throw Failure(.usage, Sentence("error.country", ["found": word]), hint: "hint.country")
        }
        for word in region where Region(named: word) == nil && Region(knownIRI: word) == nil {
            let near = Region.suggestions(for: word).joined(separator: ", ")
            throw Failure(
                .usage, Sentence("error.region", ["found": word]),
                hint: near.isEmpty ? "hint.region" : Sentence("hint.region.near", ["near": near]))
        }
        if let url, !RecordText(url, at: .position(file: "--url", line: 1, column: 1)).isWebAddress {
            throw Failure(.usage, Sentence("error.url", ["found": url]), hint: "hint.url")
        }
    }

    private func description() throws -> IssuerDescription {
        var names: [IssuerDescription.Text] = [(language: "en", text: name)]
        if let nameInDutch { names.append((language: "nl", text: nameInDutch)) }
        var description = IssuerDescription(legalName: names, countries: country)
        description.regions = region
        description.url = url
        description.email = email
        description.locality = locality
        description.sector = sector
        description.qualityAssurance = try qualityAssurance.map { text throws(Failure) in
            guard let mark = text.firstIndex(of: "="), mark != text.startIndex, text.index(after: mark) != text.endIndex
            else {
                throw Failure(
                    .usage, Sentence("error.qualityAssurance", ["found": text]), hint: "hint.qualityAssurance")
            }
            return IssuerDescription.Assurance(
                type: String(text[..<mark]), scope: "institution", body: String(text[text.index(after: mark)...]))
        }
        return description
    }

    /// Found before anybody is asked for a passphrase.
    private func checkIsFree() throws(Failure) {
        do throws(StorageError) {
            guard try FileStatus.at(folder + "/" + IssuerProfile.fileName, links: .refuse) != nil else { return }
        } catch {
            guard error.code != .notFound, error.code != .notAFolder else { return }
            throw Failure(creating: error)
        }
        throw Failure(
            .cannotCreate, Sentence("error.issuer.ISSUER_FOLDER_EXISTS", ["folder": folder]),
            hint: "hint.issuer.ISSUER_FOLDER_EXISTS")
    }

    private static func address(of id: DID) throws(Failure) -> String {
        do throws(IdentifierError) {
            return try DIDWeb(id).documentURL
        } catch {
            throw Failure(
                .usage, Sentence("error.notADIDWeb", ["problem": Sentence(error)]), hint: "hint.didWeb")
        }
    }
}

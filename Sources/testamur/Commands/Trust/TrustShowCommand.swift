import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings
import Registry
import Storage

/// `testamur trust show`: what a trust list says.
struct TrustShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what a trust list says, after checking it against its pin.",
        discussion: """
            Example: testamur trust show ./trust

            Of a folder with several authorities each is shown. A list that the pin does
            not vouch for is refused. Registries that were imported come last: they
            inform, and recognise nobody.
            """)

    @Argument(
        help: ArgumentHelp("A folder with pin.json and list.json, or a list.", valueName: "folder"), completion: .file()
    )
    var place: String

    @Option(
        name: .long, help: ArgumentHelp("The pin of a list. Otherwise the pin.json beside it.", valueName: "file"),
        completion: .file())
    var pin: String?

    @Option(name: .long, help: "Show this institution alone.")
    var did: String?

    @OptionGroup var time: TimeOption

    @Option(name: .long, help: "How to answer: text, or json (one object for each list and each registry).")
    var format: PlainFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let now = try time.time()
        let only = try did.map { text throws(Failure) in try DID(option: "--did", text) }
        let registries = try registries(naming: only)
        let delegations = try delegations(to: only, at: now)
        var isFirst = true
        for source in try sources() {
            let view = TrustListView(
                list: try source.list(), draft: source.draft, only: only, now: now, language: language.chosen)
            if let only, view.issuers.isEmpty {
                guard registries.isEmpty, delegations.isEmpty else { continue }
                throw Failure(
                    .dataError,
                    Sentence(
                        "error.institutionNotListed",
                        ["did": only.text, "authority": view.list.authority.legalName]),
                    hint: "hint.showAll")
            }
            switch format {
            case .json: Output.json(view.json, indented: true)
            case .text:
                if !isFirst { Output.line() }
                view.lines(.standard).forEach { Output.line($0) }
            }
            isFirst = false
        }
        if !delegations.isEmpty {
            if format == .text {
                let heading = CommandWords.sentence("trust.delegation.heading", language.chosen)
                Output.line((isFirst ? "" : "\n") + Terminal.standard.paint(heading, .strong))
            }
            for standing in delegations {
                let card = DelegationCard(standing: standing, language: language.chosen, terminal: .standard)
                switch format {
                case .json: Output.json(card.json, indented: true)
                case .text: card.lines.forEach { Output.line($0) }
                }
            }
            isFirst = false
        }
        for registry in registries {
            let card = RegistryCard(registry: registry, only: only, language: language.chosen, terminal: .standard)
            switch format {
            case .json: Output.json(card.wholeJSON, indented: true)
            case .text:
                if !isFirst { Output.line() }
                card.lines.forEach { Output.line($0) }
            }
            isFirst = false
        }
        guard isFirst else { return }
        throw only.map { Self.nobody($0, in: place) } ?? Self.nothing(in: place)
    }

    private static func nothing(in folder: String) -> Failure {
        Failure(.noInput, Sentence("error.authority.noPin", ["folder": folder]), hint: "hint.trustFolder")
    }

    private static func nobody(_ did: DID, in folder: String) -> Failure {
        Failure(
            .dataError, Sentence("error.registriesNameNot", ["did": did.text, "folder": folder]),
            hint: "hint.showAll")
    }

    /// The delegations of the folder by its lists; with a DID, those to it.
    ///
    /// Files that are none are told as a warning.
    private func delegations(to did: DID?, at now: Timestamp) throws -> [DelegationStanding] {
        guard pin == nil, place != "-", FileExistence.isFolder(place) else { return [] }
        let delegations: Delegations
        do throws(TrustFolderError) {
            delegations = try TrustFolder.delegations(in: place)
        } catch {
            throw Failure(error, place, .option)
        }
        guard !delegations.isEmpty else { return [] }
        for refused in delegations.refused {
            Warning.tell(
                Sentence("trust.delegation.broken", ["problem": Sentence(refused.error)]), in: language.chosen)
        }
        let wanted = delegations.all.filter { delegation in
            did.map { delegation.entity.idBytes == Array($0.text.utf8) } ?? true
        }
        guard !wanted.isEmpty else { return [] }
        let trust = try TrustSource.option.load(place)
        return wanted.map { DelegationStanding($0, trust, at: now, isNew: false) }
    }

    /// The registries of the folder; with a DID, those that name it.
    private func registries(naming did: DID?) throws -> [ImportedRegistry] {
        guard pin == nil, place != "-", FileExistence.isFolder(place) else { return [] }
        let registries: [ImportedRegistry]
        do throws(TrustFolderError) {
            registries = try TrustFolder.registries(in: place)
        } catch {
            if case .storage(let cause) = error { throw Failure(reading: cause) }
            throw Failure(error, place, .option)
        }
        guard let did else { return registries }
        return registries.filter { $0.registry.entry(Array(did.text.utf8)) != nil }
    }

    /// A list and the pin that vouches for it.
    private struct Source {
        let pin: String
        let place: String
        let folder: String?

        func list() throws(Failure) -> IssuerTrustList {
            let pin = try AuthorityFolder.pin(pin, missing: "hint.pinBeside")
            // What an update has not given its place yet is the list all the same.
            let waiting = folder.flatMap { (try? TrustFolder.list(in: $0)) ?? nil }
            let bytes: [UInt8]
            do throws(StorageError) {
                if let waiting {
                    bytes = waiting
                } else {
                    bytes = try FileReader.readArgument(place, limit: Limits.trustList.documentByteCount)
                }
            } catch {
                throw Failure(authorityFolder: error)
            }
            do throws(TrustError) {
                guard pin.rootDigest != nil else { return try IssuerTrustList(verifying: bytes, pin: pin) }
                return try list(bytes, pin)
            } catch {
                throw try ofEarlierRoot(error) ?? Failure(reading: error, place)
            }
        }

        /// That the list is whole under a root before the newest one: it was changed, and the next list is not made yet.
        private func ofEarlierRoot(_ error: TrustError) throws(Failure) -> Failure? {
            guard error.code == .threshold, let folder, pin == folder + "/" + TrustFolder.pinName else { return nil }
            let roots = try RootFolder(folder)
            guard let newest = roots.root, let list = try ListSigning.list(roots), let root = list.root,
                root.version < newest.version
            else { return nil }
            return Failure(
                .dataError,
                Sentence("error.vouch.earlierRoot", ["sequence": list.sequence, "version": newest.version]),
                hint: Sentence("hint.show.earlierRoot", ["folder": ShellWord(folder)]))
        }

        /// The list under the roots that stand beside the pin.
        private func list(_ bytes: [UInt8], _ parsed: TrustPin) throws(TrustError) -> IssuerTrustList {
            let beside = pin.lastIndex(of: "/").map { String(pin[..<$0]) } ?? "."
            var material = (try? TrustFolder.material(in: beside, pin: parsed)) ?? TrustMaterial()
            material.lists = [bytes]
            let chain = TrustChain(pin: parsed, material: material)
            guard let list = chain.list else {
                throw chain.problems.first ?? TrustError(.rootNotPinned, "expected the pinned root, found none")
            }
            return list
        }

        /// The draft beside the list, if it can be read.
        var draft: JSONDocument? {
            guard let folder,
                let bytes = try? FileReader.read(
                    folder + "/" + AuthorityFolder.draftName, limit: Limits.trustList.documentByteCount)
            else { return nil }
            return try? JSONDocument(parsing: bytes, limits: .trustList)
        }
    }

    /// Asked first: without it the pin beside it would be what is missing.
    private static func checkExists(_ path: String) throws(Failure) {
        do throws(StorageError) {
            guard try FileStatus.at(path) == nil else { return }
        } catch {
            throw Failure(reading: error)
        }
        throw Failure(.noInput, Sentence("error.authority.missing", ["folder": path]), hint: "hint.trustFolder")
    }

    private func sources() throws -> [Source] {
        guard place != "-", FileExistence.isFolder(place) else {
            if place != "-" { try Self.checkExists(place) }
            let beside = place.lastIndex(of: "/").map { String(place[...$0]) } ?? ""
            return [Source(pin: pin ?? beside + TrustFolder.pinName, place: place, folder: nil)]
        }
        let names: [String]
        do throws(StorageError) {
            names = try Folder.usableNames(in: place)
        } catch {
            throw Failure(reading: error)
        }
        var folders = names.contains(TrustFolder.pinName) || pin != nil ? [place] : []
        if pin == nil {
            for name in names where (try? FileStatus.at("\(place)/\(name)/\(TrustFolder.pinName)")) != nil {
                folders.append(place + "/" + name)
            }
        }
        // A folder may hold registries alone.
        guard !folders.isEmpty || (pin == nil && names.contains(TrustFolder.registriesName)) else {
            throw Self.nothing(in: place)
        }
        return folders.map {
            Source(pin: pin ?? $0 + "/" + TrustFolder.pinName, place: $0 + "/" + TrustFolder.listName, folder: $0)
        }
    }
}

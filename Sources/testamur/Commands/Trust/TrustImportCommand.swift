import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings
import Registry

/// `testamur trust import`: keeps a registry that somebody else publishes, and says what it does not claim.
struct TrustImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Keep a registry of issuers that somebody else publishes. It informs, and recognises nobody.",
        discussion: """
            Example:
              testamur trust import registry.json --name "DCC registry" --trust ./trust

            Two kinds are read: registries of known DIDs, as the Digital Credentials
            Consortium publishes them, and W3C lists of recognised entities. An issuer
            that only a registry names stays undecided; the report says which registry
            names it, and how. A later one of the same name takes the place of the one
            before. To take one out: testamur trust remove-registry
            """)

    @Argument(help: ArgumentHelp("The registry, as it is published; '-' reads standard input.", valueName: "file"))
    var file: String

    @Option(
        name: .long,
        help: ArgumentHelp("What reports are to call the registry. Otherwise its own name, if it has one."))
    var name: String?

    @OptionGroup var trust: TrustOption
    @OptionGroup var time: TimeOption

    @Option(name: .long, help: "How to answer: text or json.")
    var format: PlainFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(name, option: "--name")
        let now = try time.time()
        let bytes = try Inputs.read(file, limit: Inputs.byteLimit)
        let registry: PublishedRegistry
        do throws(RegistryError) {
            registry = try PublishedRegistry(parsing: bytes)
        } catch {
            throw Failure(importing: error, file, name)
        }
        let (folder, source) = try trust.folder()
        let kept: RegistryImport
        do throws(TrustFolderError) {
            kept = try TrustFolder.add(registry, as: name, to: folder, at: now, file: file)
        } catch {
            if case .registry(let place, let cause) = error, place == file {
                throw Failure(importing: cause, file, name ?? registry.title ?? registry.publisher)
            }
            throw Failure(error, folder, source)
        }
        let card = RegistryCard(registry: kept.registry, language: language.chosen, terminal: .standard)
        switch format {
        case .json:
            var value = card.json
            value["isReplacement"] = .boolean(kept.isReplacement)
            value["isUnchanged"] = .boolean(kept.isUnchanged)
            Output.json(value, indented: true)
        case .text:
            (headline(kept) + card.rows + [""] + card.gaps + [""] + card.advice).forEach { Output.line($0) }
        }
    }

    /// What became of it.
    private func headline(_ kept: RegistryImport) -> [String] {
        let key =
            kept.isUnchanged
            ? "trust.registry.unchanged" : kept.isReplacement ? "trust.registry.replaced" : "trust.registry.kept"
        let name = TerminalText(kept.registry.name).description
        var lines = [CommandWords.sentence(key, language.chosen, [("name", name)])]
        if let later = kept.replacedLaterDate {
            let text = CommandWords.sentence(
                "trust.registry.older", language.chosen, [("date", CommandWords.date(later.date, language.chosen))])
            lines += Terminal.wrap(text, width: Terminal.standard.width).map { Terminal.standard.paint($0, .doubtful) }
        }
        return lines
    }
}

/// `testamur trust remove-registry`: takes out what `trust import` put in.
struct TrustRemoveRegistryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove-registry",
        abstract: "Take a registry that was imported out of your trust folder.",
        discussion: """
            Example: testamur trust remove-registry "DCC registry" --trust ./trust

            'testamur trust show' tells the names of those that are kept.
            """)

    @Argument(help: "The name under which the registry is kept.")
    var name: String

    @OptionGroup var trust: TrustOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let (folder, source) = try trust.folder()
        do throws(TrustFolderError) {
            try TrustFolder.removeRegistry(name, from: folder)
        } catch {
            if case .registry(_, let cause) = error, cause.code == .nameUnknown {
                throw Failure(
                    .dataError, Sentence("error.registryUnknown", ["name": name, "folder": folder]),
                    hint: Sentence("hint.registryNames", ["folder": ShellWord(folder)]))
            }
            throw Failure(error, folder, source)
        }
        Output.line(
            CommandWords.sentence(
                "trust.registry.removed", language.chosen, [("name", TerminalText(name).description)]))
    }
}

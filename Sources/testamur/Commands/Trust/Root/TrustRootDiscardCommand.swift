import ArgumentParser
import CredentialVerifier
import Registry
import Storage

/// `testamur trust root discard`: throws the draft of the next root away.
struct TrustRootDiscardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard",
        abstract: "Throw the draft of the next root away; the root in force stays as it is.",
        discussion: "Example: testamur trust root discard utopia")

    @Argument(help: ArgumentHelp("The authority's folder.", valueName: "folder"), completion: .directory)
    var folder: String

    @OptionGroup var language: LanguageOption

    func run() throws {
        try RootFolder.changing(folder) { folder in
            guard let root = folder.root else {
                throw Failure(
                    .dataError, Sentence("error.root.firstDraft", ["folder": folder.path]),
                    hint: Sentence("hint.root.publish", ["folder": ShellWord(folder.path)]))
            }
            let facts = [("version", String(root.version)), ("next", String(root.version + 1))]
            guard FileExistence.isFile(folder.draftPath) else {
                return Output.line(CommandWords.sentence("trust.rootNoDraft", language.chosen, facts))
            }
            // What cannot be read can be thrown away all the same, and may have been signed.
            var signatures = 1
            do throws(Failure) { signatures = try folder.signatureCount() } catch {}
            do throws(StorageError) {
                try AtomicFile.remove(at: folder.draftPath)
            } catch {
                throw Failure(creating: error)
            }
            for key in ["trust.rootDiscarded"] + (signatures > 0 ? ["", "trust.rootDiscardedSigned"] : []) {
                let text = key.isEmpty ? "" : CommandWords.sentence(key, language.chosen, facts)
                Terminal.wrap(text, width: Terminal.standard.width).forEach { Output.line($0) }
            }
        }
    }
}

import ArgumentParser
import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Storage

/// `testamur issuer batch cancel`: takes a batch back before it is handed out.
struct BatchCancelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Take back what of a batch was not handed out, for good, and remove its files.",
        discussion: """
            Example: testamur issuer batch cancel b-7f3a --issuer leiehove

            Files are removed only where they are, byte for byte, what is taken back.
            """)

    @Argument(help: ArgumentHelp("The batch, for example b-7f3a.", valueName: "batch"))
    var batch: String

    @OptionGroup var issuer: IssuerOption

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The folder with the credentials.", discussion: "Otherwise the one in which they were written.",
            valueName: "folder"), completion: .directory)
    var out: String?

    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(out, option: "--out")
        let folder = try issuer.open()
        let known = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.batch(batch) }
        let outcome = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try folder.cancelBatch(batch, at: Clock.now)
        }
        let isTooLate = outcome.withdrawn.isEmpty && outcome.abandonedCount == 0 && outcome.deliveredCount > 0
        guard !isTooLate else {
            throw Failure(
                .dataError, Sentence("error.batch.delivered", ["count": outcome.deliveredCount, "batch": batch]))
        }
        let removed = try removeFiles(outcome.withdrawn, in: out ?? known.place)
        Output.line(
            CommandWords.sentence(
                "issuer.batch.nowCancelled", language.chosen,
                [
                    ("batch", batch), ("n", ProgressBar.grouped(outcome.withdrawn.count + outcome.abandonedCount)),
                    ("files", ProgressBar.grouped(removed)),
                ]))
        if !outcome.withdrawn.isEmpty, folder.profile.statusLists != nil {
            Output.line(CommandWords.sentence("issuer.batch.publish", language.chosen))
        }
        if removed < outcome.withdrawn.count {
            Warning.tell(
                Sentence(
                    "error.batch.filesLeft",
                    ["count": outcome.withdrawn.count - removed, "folder": out ?? known.place]),
                in: language.chosen)
        }
        if outcome.deliveredCount > 0 {
            Warning.tell(
                Sentence("error.batch.delivered", ["count": outcome.deliveredCount, "batch": batch]),
                in: language.chosen)
        }
    }

    /// Removes the files that are exactly one of the credentials; tells how many there were.
    private func removeFiles(_ digests: Set<String>, in folder: String) throws -> Int {
        guard !digests.isEmpty, !folder.isEmpty, FileExistence.isFolder(folder) else { return 0 }
        var count = 0
        do throws(StorageError) {
            for entry in try Folder.entries(in: folder, limit: 10_000_000) where entry.isUTF8 {
                let path = folder + (folder.utf8.last == UInt8(ascii: "/") ? "" : "/") + entry.name
                guard entry.name.hasSuffix(".json"),
                    let bytes = try? FileReader.read(path, limit: 1_048_576, links: .refuse),
                    let hash = try? SHA256.hash(bytes)
                else { continue }
                guard digests.contains(try ObjectName(digest: hash).hexadecimal) else { continue }
                if try AtomicFile.remove(at: path) { count += 1 }
            }
        } catch {
            throw Failure(creating: error)
        }
        return count
    }
}

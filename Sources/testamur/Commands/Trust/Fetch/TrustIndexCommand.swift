import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings
import Storage

/// `testamur trust index`: names the files of a folder that is about to be published.
struct TrustIndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Write the index of a folder that is published, by which verifiers fetch only what is new.",
        discussion: """
            Example: testamur trust index ./site

            It names list.json, fresh.json, every root.N.json, and what stands in status
            and dids, each with its digest. Write it last, after everything else.
            """)

    @Argument(
        help: ArgumentHelp("The folder that is published.", valueName: "folder"), completion: .directory)
    var folder: String

    @OptionGroup var language: LanguageOption

    func run() throws {
        let names = try fileNames()
        let index: TrustIndex
        do throws(TrustUpdateError) {
            var files: [(name: TrustFileName, bytes: [UInt8])] = []
            for name in names { files.append((name: name, bytes: try read(name))) }
            index = try TrustIndex(of: files)
        } catch {
            throw Failure(updating: error, from: folder, folder, .option)
        }
        guard index.entry(.list) != nil else {
            throw Failure(
                .noInput, Sentence("error.fetch.noList", ["source": folder]), hint: "hint.fetch.noListToIndex")
        }
        do throws(StorageError) {
            try AtomicFile.replace(
                at: folder + "/" + TrustFileName.index.text, with: index.serialized(), access: .readableByAll)
        } catch {
            throw Failure(creating: error)
        }
        Output.line(
            CommandWords.sentence(
                index.entries.count == 1 ? "fetch.indexed.one" : "fetch.indexed", language.chosen,
                [("count", String(index.entries.count)), ("folder", TerminalText(folder).description)]))
    }

    /// The files that an index can name, those with fixed names first.
    private func fileNames() throws(Failure) -> [TrustFileName] {
        do throws(StorageError) {
            var names = try Folder.usableNames(in: folder)
            for inner in [TrustFolder.statusName, TrustFolder.documentsName] {
                guard try FileStatus.at(folder + "/" + inner, links: .refuse)?.kind == .folder else { continue }
                names += try Folder.usableNames(in: folder + "/" + inner).map { inner + "/" + $0 }
            }
            return names.compactMap { TrustFileName($0) }.filter { $0.kind != .index }
        } catch {
            throw Failure(reading: error)
        }
    }

    private func read(_ name: TrustFileName) throws(TrustUpdateError) -> [UInt8] {
        do throws(StorageError) {
            guard let bytes = try TrustSourceFolder(folder).file(name, byteLimit: name.byteLimit) else {
                throw StorageError(.notFound, "\(name.text): no such file or folder", path: name.text)
            }
            return bytes
        } catch {
            throw .source(name, error)
        }
    }
}

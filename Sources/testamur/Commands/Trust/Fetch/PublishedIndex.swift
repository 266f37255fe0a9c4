import CredentialVerifier
import Storage

/// The index of a folder that is published, which names its files by their digests.
struct PublishedIndex {
    private let folder: String

    init(_ folder: String) { self.folder = folder }

    /// Writes it anew where there is one, after a file was changed: verifiers take nothing from a folder whose index names
    /// other files.
    ///
    /// - Throws: ``Failure`` that says that everything else is done.
    func renew() throws(Failure) {
        guard FileExistence.isFile(folder + "/" + TrustFileName.index.text) else { return }
        do throws(Failure) {
            _ = try write()
        } catch {
            throw Failure(
                .dataError,
                Sentence("error.index.notRenewed", ["file": TrustFileName.index.text, "folder": folder]),
                hint: Sentence("hint.index.notRenewed", ["folder": ShellWord(folder)]))
        }
    }

    /// Writes it, over all that is there.
    func write() throws(Failure) -> TrustIndex {
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
        return index
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

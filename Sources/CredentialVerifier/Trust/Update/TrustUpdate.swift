public import Encodings
import Registry
import Storage

/// Brings a trust folder up to date from somewhere else.
///
/// The workflow is the client's of The Update Framework: ask for what is newer, bounded in number and size; judge it as
/// a whole against what is known; only then let it take the place of what was there. Whatever goes wrong on the way,
/// what was there stays.
public enum TrustUpdate {
    /// The most bytes that are taken from a source: 64 MiB.
    public static let totalByteLimit = 64 << 20
    /// The most versions of the root that are taken at once.
    public static let rootStepLimit = 1_024
    /// The name of the folder in which a list is kept that contradicts another one of its number.
    public static let evidenceName = "evidence"

    /// Brings a folder up to date by its pin.
    ///
    /// - Parameters:
    ///   - folder: the trust folder: one with a pin, or one that holds one such folder.
    ///   - state: where earlier runs kept what they had seen, if anywhere.
    ///   - now: the time at which lists must be good.
    /// - Throws: ``TrustUpdateError``; the folder holds then what it held before.
    @discardableResult
    public static func run(
        _ folder: String, from source: some TrustFileSource, state: VerifierState? = nil, at now: Timestamp
    ) throws(TrustUpdateError) -> TrustUpdateReport {
        try run(folder, from: source, at: now) { (authority) throws(TrustUpdateError) in
            try TrustChainRules(folder: authority, state: state, in: folder)
        }
    }

    /// Brings a folder up to date by other rules.
    ///
    /// - Parameter rules: makes the rules for the folder with the pin, which nobody else changes meanwhile.
    /// - Throws: ``TrustUpdateError``; the folder holds then what it held before.
    @discardableResult
    public static func run<Rules: TrustUpdateRules>(
        _ folder: String, from source: some TrustFileSource, at now: Timestamp,
        by rules: (_ folder: String) throws(TrustUpdateError) -> Rules
    ) throws(TrustUpdateError) -> TrustUpdateReport {
        let folder = try authority(in: folder)
        let lock = try lock(folder)
        defer { lock.release() }
        do throws(TrustFolderError) {
            try PendingTrustFiles.finish(in: folder)
        } catch {
            throw .folder(error)
        }
        let rules = try rules(folder)
        var collector = TrustFileCollector(source)
        let files = try collector.collect(rules, beside: PresentTrustFiles(in: folder))
        let accepted: AcceptedTrustFiles
        do throws(TrustUpdateError) {
            accepted = try rules.judge(files, at: now)
        } catch {
            throw keepingEvidence(error, files, in: folder)
        }
        return TrustUpdateReport(
            folder: folder, previous: rules.present, previousProblem: rules.presentProblem, list: accepted.list,
            changes: try putInPlace(accepted.files, in: folder), leftOut: accepted.leftOut,
            notes: accepted.notes, isPartial: collector.isPartial)
    }

    // MARK: Steps

    /// The folder with the pin: the one that was named, or the only one in it.
    private static func authority(in path: String) throws(TrustUpdateError) -> String {
        let folders: [String]
        do throws(TrustFolderError) {
            folders = try TrustFolder.authorities(in: path)
        } catch {
            throw .folder(error)
        }
        guard let first = folders.first else { throw .folder(.noPin(path)) }
        // A folder with a pin of its own is meant, whatever stands in it beside.
        guard folders.count == 1 || first.utf8.elementsEqual(path.utf8) else { throw .severalAuthorities(folders) }
        return first
    }

    private static func lock(_ folder: String) throws(TrustUpdateError) -> FolderLock {
        do throws(StorageError) {
            let lock = try FolderLock(folder: folder, patience: .seconds(2))
            var inner: [String] = []
            for name in [TrustFolder.statusName, TrustFolder.documentsName] {
                if try FileStatus.at(folder + "/" + name)?.kind == .folder { inner.append(name) }
            }
            try lock.removeAbandonedTemporaryFiles(alsoIn: inner)
            return lock
        } catch {
            throw .storage(error)
        }
    }

    /// Puts files in place that differ from what is there, all of them or, when the disk is full, none.
    private static func putInPlace(
        _ files: [AcceptedTrustFiles.Place], in folder: String
    ) throws(TrustUpdateError) -> [TrustUpdateReport.Change] {
        do throws(StorageError) {
            var changes: [TrustUpdateReport.Change] = []
            var replacements: [FileReplacement] = []
            var chain: [(name: String, bytes: [UInt8])] = []
            for file in files {
                let path = folder + "/" + file.path
                if let slash = path.lastIndex(of: "/") {
                    try Folder.createIfAbsent(at: String(path[..<slash]), access: .readableByAll)
                }
                let isNew = try FileStatus.at(path, links: .refuse) == nil
                if !isNew, try FileReader.read(path, limit: totalByteLimit, links: .refuse) == file.bytes { continue }
                if TrustFileName(file.path)?.isOfChain ?? false {
                    chain.append((file.path, file.bytes))
                } else {
                    replacements.append(FileReplacement(path: path, bytes: file.bytes))
                }
                changes.append(TrustUpdateReport.Change(path: file.path, isNew: isNew))
            }
            let pending = PendingTrustFiles(chain)
            let first =
                chain.count > 1
                ? [pending.replacement(in: folder)]
                : chain.map { FileReplacement(path: folder + "/" + $0.name, bytes: $0.bytes) }
            try AtomicFile.replace(first + replacements, access: .readableByAll)
            // The update is made. Where a file cannot take its place yet, it is read from where it is, and the next update
            // tries again.
            if chain.count > 1 { _ = try? PendingTrustFiles.finish(in: folder) }
            return changes
        } catch {
            throw .storage(error)
        }
    }

    /// Two lists of one number that differ, both signed, show what an authority did: the second is kept as well.
    private static func keepingEvidence(
        _ error: TrustUpdateError, _ files: FetchedTrustFiles, in folder: String
    ) -> TrustUpdateError {
        guard case .refused(let name, let cause, let present, _) = error, cause.code == .equivocation,
            let present, let digest = try? TrustIndex.digest(of: files.list)
        else { return error }
        let path = "\(folder)/\(evidenceName)/list-\(present.sequence)-\(digest.multibase).json"
        do throws(StorageError) {
            try Folder.createIfAbsent(at: folder + "/" + evidenceName, access: .readableByAll)
            try AtomicFile.replace(at: path, with: files.list, access: .readableByAll)
        } catch {
            // The refusal is what matters; it says then that nothing was kept.
            return .refused(name, cause, present: present, evidence: nil)
        }
        return .refused(name, cause, present: present, evidence: path)
    }
}

import CredentialVerifier
import Encodings
import Registry
import Storage

extension AuthorityFolder {
    /// Where the list with this number is kept when it is no longer in force.
    func archivePath(_ sequence: Int) -> String { archivePath + "/list-\(sequence).json" }

    /// Refuses a folder whose list is older than one that was in force here, for example after a backup was restored.
    ///
    /// The next list would get a number that was used before, and verifiers would rightly take the two for a fraud.
    func checkIsNewest() throws(Failure) {
        let names: [String]
        do throws(StorageError) {
            guard try FileStatus.at(archivePath) != nil else { return }
            names = try Folder.usableNames(in: archivePath)
        } catch {
            throw Failure(reading: error)
        }
        var newest = 0
        for name in names where name.hasPrefix("list-") && name.hasSuffix(".json") {
            newest = max(newest, Int(name.dropFirst(5).dropLast(5)) ?? 0)
        }
        guard newest >= list.sequence else { return }
        // The same list is there when signing was interrupted before the new list took its place.
        if newest == list.sequence, try Self.read(archivePath(newest), byteLimit).elementsEqual(list.bytes) { return }
        throw Failure(
            .dataError,
            Sentence(
                "error.olderList", ["sequence": list.sequence, "archive": Self.archiveName, "newest": newest]),
            hint: "hint.newestListBack")
    }

    /// Puts a signed list into force; the one before is kept.
    ///
    /// Interrupted anywhere, the folder holds either list, and none is lost.
    func publish(_ next: IssuerTrustList) throws(Failure) {
        do throws(StorageError) {
            try Folder.createIfAbsent(at: archivePath, access: .readableByAll)
            if try FileStatus.at(archivePath(list.sequence)) == nil {
                try AtomicFile.create(at: archivePath(list.sequence), with: list.bytes, access: .readableByAll)
            }
            try AtomicFile.replace(at: listPath, with: next.bytes, access: .readableByAll)
        } catch {
            throw Failure(creating: error)
        }
        try removeDraft()
        try PublishedIndex(path).renew()
    }

    private var byteLimit: Int { Limits.trustList.documentByteCount }
}

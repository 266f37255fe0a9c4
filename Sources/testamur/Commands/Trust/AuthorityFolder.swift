import Credentials
import CredentialVerifier
import Encodings
import Registry
import Storage

/// The folder in which an authority keeps its list: the pin, the list in force, and the draft of the next one.
///
/// `pin.json` and `list.json` are what a verifier trusts, so that the folder is a trust folder itself. `draft.json` holds
/// changes that nobody signed yet, and `lists` every list that was in force before.
struct AuthorityFolder {
    static let draftName = "draft.json"
    static let archiveName = "lists"

    let path: String
    let pin: TrustPin
    /// The list in force, verified.
    let list: IssuerTrustList
    /// The newest root; `nil` where a pinned key signs the list.
    let root: TrustRoot?

    /// Reads a folder.
    init(_ path: String) throws(Failure) {
        self.path = path
        pin = try Self.pin(path + "/" + TrustFolder.pinName)
        let place = path + "/" + TrustFolder.listName
        if pin.rootDigest != nil {
            let folder = try RootFolder(path)
            guard let list = try ListSigning.list(folder) else {
                throw Failure(
                    .noInput, Sentence("error.root.noList", ["folder": path]),
                    hint: Sentence("hint.root.firstList", ["folder": ShellWord(path)]))
            }
            self.list = list
            root = folder.root
            return
        }
        root = nil
        let bytes = try Self.read(place, Limits.trustList.documentByteCount)
        do throws(TrustError) {
            list = try IssuerTrustList(verifying: bytes, pin: pin)
        } catch {
            throw Failure(reading: error, place)
        }
    }

    /// Reads a pin file.
    static func pin(_ path: String, missing hint: Sentence = "hint.authorityFolder") throws(Failure) -> TrustPin {
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try FileReader.read(path, limit: 65_536)
        } catch {
            throw Failure(reading: error, missing: hint)
        }
        do throws(TrustError) {
            return try TrustPin(parsing: bytes)
        } catch {
            throw Failure(reading: error, path)
        }
    }

    /// Holds the folder's lock while `work` reads and changes it.
    static func changing<Result>(_ path: String, _ work: (AuthorityFolder) throws -> Result) throws -> Result {
        // Asked first, so that a folder without a list is not given a lock file.
        guard (try? FileStatus.at(path + "/" + TrustFolder.pinName)) ?? nil != nil else {
            let fact = FileExistence.isFolder(path) ? "error.authority.noPin" : "error.authority.missing"
            throw Failure(.noInput, Sentence(fact, ["folder": path]), hint: "hint.authorityFolder")
        }
        let lock: FolderLock
        do throws(StorageError) {
            lock = try FolderLock(folder: path, patience: .seconds(2))
            try lock.removeAbandonedTemporaryFiles()
        } catch {
            throw Failure(authorityFolder: error)
        }
        defer { lock.release() }
        let folder = try AuthorityFolder(path)
        try folder.removeSignedDraft()
        return try work(folder)
    }

    /// The draft of the next list; `nil` when nothing has changed.
    func draft() throws(Failure) -> [UInt8]? {
        do throws(StorageError) {
            return try FileReader.read(draftPath, limit: Limits.trustList.documentByteCount)
        } catch {
            if error.code == .notFound { return nil }
            throw Failure(reading: error)
        }
    }

    /// Keeps a draft.
    func save(_ draft: [UInt8]) throws(Failure) {
        do throws(StorageError) {
            try AtomicFile.replace(at: draftPath, with: draft, access: .readableByAll)
        } catch {
            throw Failure(creating: error)
        }
    }

    /// Removes the draft; tells whether there was one.
    @discardableResult
    func removeDraft() throws(Failure) -> Bool {
        do throws(StorageError) {
            return try AtomicFile.remove(at: draftPath)
        } catch {
            throw Failure(creating: error)
        }
    }

    /// Removes a draft that became the list in force when signing was interrupted right after.
    private func removeSignedDraft() throws(Failure) {
        guard let bytes = try draft(), let draft = try? JSONDocument(parsing: bytes, limits: .trustList).root,
            draft["trustList"]?["sequence"]?.integer == list.sequence,
            let subjects = draft["credentialSubject"], let signed = list.document.root["credentialSubject"],
            subjects.isEqual(to: signed)
        else { return }
        try removeDraft()
    }

    var draftPath: String { path + "/" + Self.draftName }
    var listPath: String { path + "/" + TrustFolder.listName }
    var archivePath: String { path + "/" + Self.archiveName }

    static func read(_ path: String, _ limit: Int) throws(Failure) -> [UInt8] {
        do throws(StorageError) {
            return try FileReader.read(path, limit: limit)
        } catch {
            throw Failure(authorityFolder: error)
        }
    }
}

import CredentialVerifier
import Encodings
import Registry
import Storage

/// The next list of an authority whose root lets several people sign, and the list in force.
struct ListSigning {
    let folder: RootFolder
    /// The newest root.
    let root: TrustRoot
    /// The list in force; `nil` before the first.
    let list: IssuerTrustList?

    init(_ folder: RootFolder) throws(Failure) {
        guard let root = folder.root else {
            throw Failure(
                .dataError, Sentence("error.root.none", ["folder": folder.path]),
                hint: Sentence("hint.root.publish", ["folder": ShellWord(folder.path)]))
        }
        self.folder = folder
        self.root = root
        list = try Self.list(folder)
    }

    /// The list in force, by the newest root whose keys have signed it: after a root was renewed, the list before is still
    /// what the next one follows.
    static func list(_ folder: RootFolder) throws(Failure) -> IssuerTrustList? {
        let place = folder.path + "/" + TrustFolder.listName
        guard FileExistence.isFile(place) else { return nil }
        let bytes = try AuthorityFolder.read(place, Limits.trustList.documentByteCount)
        var refusal: TrustError?
        for root in folder.roots.reversed() {
            do throws(TrustError) {
                return try IssuerTrustList(verifying: bytes, pin: folder.pin, root: root)
            } catch {
                refusal = refusal ?? error
            }
        }
        throw Failure(reading: refusal ?? TrustError(.rootNotPinned, "expected a root, found none"), place)
    }

    var draftPath: String { folder.path + "/" + AuthorityFolder.draftName }

    /// The draft of the next list; `nil` when nothing has changed.
    func draft() throws(Failure) -> [UInt8]? {
        do throws(StorageError) {
            return try FileReader.read(draftPath, limit: Limits.trustList.documentByteCount)
        } catch {
            if error.code == .notFound { return nil }
            throw Failure(reading: error)
        }
    }

    /// That there is no draft to sign, nor to publish.
    ///
    /// - Parameter isSigning: Whether it is asked by who signs, who can have the same content signed anew.
    func nothingToDo(isSigning: Bool) -> Failure {
        // The draft of the first list is made with the folder, and is gone only where somebody took it away.
        guard let list else {
            return Failure(
                .noInput, Sentence("error.root.noDraft", ["folder": folder.path, "draft": AuthorityFolder.draftName]),
                hint: Sentence("hint.root.noDraft", ["draft": AuthorityFolder.draftName]))
        }
        let hint: Sentence =
            list.isClosed
            ? Sentence("hint.closedList", ["sequence": list.sequence])
            : isSigning ? "hint.renew" : Sentence("hint.publishNothing", ["folder": ShellWord(folder.path)])
        return Failure(
            .noInput, Sentence("error.noDraft", ["folder": folder.path, "sequence": list.sequence]), hint: hint)
    }

    /// That there is no list in force to speak of.
    var noList: Failure {
        Failure(
            .noInput, Sentence("error.root.noList", ["folder": folder.path]),
            hint: Sentence("hint.root.firstList", ["folder": ShellWord(folder.path)]))
    }

    /// Fixes the dates of a draft that nobody has signed yet: from then on only signatures are added.
    func fixed(_ draft: [UInt8]?, days: Int, at now: Timestamp) throws(Failure) -> [UInt8] {
        do throws(TrustError) {
            var editor: TrustListEditor
            if let draft {
                if try TrustSignatures.count(draft) > 0 { return draft }
                editor = try TrustListEditor(resuming: draft, following: list, pin: folder.pin, at: now)
            } else if let list {
                editor = try TrustListEditor(editing: list, at: now)
            } else {
                throw TrustError(.editRefused, "expected the draft of the first list, found none")
            }
            editor.nextUpdate = now.adding(days: days)
            editor.rootVersion = root.version
            return editor.draft()
        } catch {
            throw Failure(editing: error)
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

    /// Puts a signed list into force; the one before is kept.
    ///
    /// Interrupted anywhere, the folder holds either list, and none is lost.
    func publish(_ next: IssuerTrustList) throws(Failure) {
        do throws(StorageError) {
            if let list {
                let archive = folder.path + "/" + AuthorityFolder.archiveName
                try Folder.createIfAbsent(at: archive, access: .readableByAll)
                let place = archive + "/list-\(list.sequence).json"
                if try FileStatus.at(place) == nil {
                    try AtomicFile.create(at: place, with: list.bytes, access: .readableByAll)
                }
            }
            try AtomicFile.replace(
                at: folder.path + "/" + TrustFolder.listName, with: next.bytes, access: .readableByAll)
            try AtomicFile.remove(at: draftPath)
        } catch {
            throw Failure(creating: error)
        }
        try PublishedIndex(folder.path).renew()
    }
}

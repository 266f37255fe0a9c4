import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry
import Storage

/// The roots in an authority's folder, and the draft of the next one.
struct RootFolder {
    static let draftName = "root.draft.json"

    let path: String
    let pin: TrustPin
    /// The roots in force, from the pinned one to the newest; none before the first.
    let roots: [TrustRoot]

    /// The newest root; `nil` before the first.
    var root: TrustRoot? { roots.last }

    /// Reads a folder whose pin names a root.
    init(_ path: String) throws(Failure) {
        self.path = path
        pin = try AuthorityFolder.pin(path + "/" + TrustFolder.pinName)
        guard pin.rootDigest != nil else {
            throw Failure(.dataError, Sentence("error.root.keyPinned", ["folder": path]), hint: "hint.root.init")
        }
        roots = try Self.roots(path, pin)
    }

    /// The roots of a folder; none where none is in force yet.
    private static func roots(_ path: String, _ pin: TrustPin) throws(Failure) -> [TrustRoot] {
        let material: TrustMaterial
        do throws(TrustFolderError) {
            material = TrustMaterial(roots: try TrustFolder.material(in: path, pin: pin).roots)
        } catch {
            throw Failure(error, path, .option)
        }
        guard !material.roots.isEmpty else { return [] }
        let chain = TrustChain(pin: pin, material: material)
        guard !chain.roots.isEmpty, chain.problems.isEmpty else {
            throw Failure(
                reading: chain.problems.first ?? TrustError(.rootNotPinned, "expected the pinned root, found none"),
                path)
        }
        return chain.roots
    }

    var draftPath: String { path + "/" + Self.draftName }

    /// The draft of the next root.
    func draft() throws(Failure) -> [UInt8] {
        do throws(StorageError) {
            return try FileReader.read(draftPath, limit: TrustRoot.byteLimit)
        } catch {
            throw Failure(reading: error, missing: "hint.root.draft")
        }
    }

    /// How many have signed the draft of the next root; 0 where there is none.
    func signatureCount() throws(Failure) -> Int {
        guard FileExistence.isFile(draftPath) else { return 0 }
        let draft = try draft()
        do throws(TrustError) {
            return try TrustSignatures.count(draft)
        } catch {
            throw Failure(
                .dataError, Sentence("error.root.draftUnreadable", ["file": InputName(draftPath)]),
                hint: Sentence("hint.root.draftUnreadable", ["folder": ShellWord(path)]))
        }
    }

    /// Keeps the draft.
    func save(_ draft: [UInt8]) throws(Failure) {
        do throws(StorageError) {
            try AtomicFile.replace(at: draftPath, with: draft, access: .readableByAll)
        } catch {
            throw Failure(creating: error)
        }
    }

    /// Holds the folder's lock while `work` reads and changes it.
    static func changing<Result>(_ path: String, _ work: (RootFolder) throws -> Result) throws -> Result {
        guard FileExistence.isFolder(path) else {
            throw Failure(.noInput, Sentence("error.authority.missing", ["folder": path]), hint: "hint.root.init")
        }
        let lock: FolderLock
        do throws(StorageError) {
            lock = try FolderLock(folder: path, patience: .seconds(2))
            try lock.removeAbandonedTemporaryFiles()
        } catch {
            throw Failure(authorityFolder: error)
        }
        defer { lock.release() }
        return try work(RootFolder(path))
    }
}

/// Who has signed a document, and who still must.
struct ProgressText {
    let progress: [TrustSignatures.Progress]
    let language: Language
    let terminal: Terminal

    var isMet: Bool { progress.allSatisfy(\.isMet) }

    var lines: [String] {
        progress.flatMap { progress in
            let heading = CommandWords.sentence(
                "trust.progress", language,
                [
                    ("version", String(progress.rootVersion)), ("threshold", String(progress.role.threshold)),
                    ("holders", String(progress.role.distinctOperators)),
                ])
            return [heading]
                + progress.role.keys.map { key in
                    let hasSigned = progress.signed.contains { $0.publicKey == key.publicKey }
                    let mark = hasSigned ? terminal.symbol("✔", "OK") : terminal.symbol("·", "--")
                    return "  \(mark) \(TerminalText(key.id).description)  \(TerminalText(key.operator).description)"
                }
        }
    }
}

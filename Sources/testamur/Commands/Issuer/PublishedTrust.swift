import CredentialIssuer
import CredentialVerifier
import Encodings
import Registry
import Storage

/// What an authority published, to be published again beside what an institution publishes.
///
/// Verifiers who get everything from one place learn at once whom to believe and what was revoked.
struct PublishedTrust {
    /// In which folder of the site it stands.
    static let folderName = "trust"

    /// The lists that count.
    let lists: [IssuerTrustList]
    private let path: String
    private let found: [(name: TrustFileName, bytes: [UInt8])]

    /// Reads an authority's folder, and verifies all that is taken from it.
    init(_ path: String) throws {
        let trust = try TrustSource.option.load(path)
        lists = trust.lists
        self.path = path
        guard !lists.isEmpty else {
            guard let problem = trust.problems.first else {
                throw Failure(.noInput, Sentence("error.noTrustList", ["folder": path]), hint: "hint.getList")
            }
            throw Failure(reading: problem, path)
        }
        do throws(StorageError) {
            let source = try TrustSourceFolder(path)
            var found: [(name: TrustFileName, bytes: [UInt8])] = []
            // One folder with both, or one for each authority: only the former has one list to publish.
            guard let bytes = try source.file(.list, byteLimit: TrustFileName.list.byteLimit),
                let list = trust.lists.first(where: { $0.bytes == bytes })
            else {
                self.found = []
                return
            }
            for version in 1...max(list.root?.version ?? 0, 1) where list.root != nil {
                let name = TrustFileName.root(version)
                if let root = try source.file(name, byteLimit: name.byteLimit) { found.append((name, root)) }
            }
            if let statement = try source.file(.freshness, byteLimit: TrustFileName.freshness.byteLimit),
                list.freshness?.document.bytes == statement
            {
                found.append((.freshness, statement))
            }
            found.append((.list, bytes))
            self.found = found
        } catch {
            throw Failure(reading: error)
        }
    }

    /// The files of an institution with these: the authority's before the lists that its keys vouch for, and the index,
    /// which names everything else, last.
    func files(around files: [PublishedSite.File], _ lists: [ReleasedList]) throws -> [PublishedSite.File] {
        guard !found.isEmpty else { return files }
        var named = found
        for list in lists {
            let name = "\(TrustFolder.statusName)/\(IssuerStatusLists.fileName(list.purpose, list.number))"
            if let name = TrustFileName(name) { named.append((name, list.list.bytes)) }
        }
        let index: TrustIndex
        do throws(TrustUpdateError) {
            index = try TrustIndex(of: named)
        } catch {
            throw Failure(updating: error, from: path, path, .option)
        }
        func file(_ name: TrustFileName, _ bytes: [UInt8]) -> PublishedSite.File {
            PublishedSite.File(path: Self.folderName + "/" + name.text, bytes: bytes)
        }
        let isDocument = { (file: PublishedSite.File) in file.path.hasSuffix("did.json") }
        return files.filter(isDocument) + found.map { file($0.name, $0.bytes) }
            + files.filter { !isDocument($0) } + named.dropFirst(found.count).map { file($0.name, $0.bytes) }
            + [file(.index, index.serialized())]
    }
}

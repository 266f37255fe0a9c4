public import Storage

/// Where the files come from that a trust folder is brought up to date with: a web site, a stick, a test.
///
/// Nothing that a source gives is believed.
public protocol TrustFileSource {
    /// Why a file cannot be had.
    associatedtype Failure: Error

    /// Gives a file.
    ///
    /// - Parameter byteLimit: the most bytes that the file may have; one that has more is an error.
    /// - Returns: its bytes, or `nil` where there is no such file.
    func file(_ name: TrustFileName, byteLimit: Int) throws(Failure) -> [UInt8]?

    /// The status lists and DID documents that there are, whose names are not fixed; `nil` where nobody can tell, as on a
    /// web site. It is asked where there is no index alone.
    func otherNames() throws(Failure) -> [TrustFileName]?
}

extension TrustFileSource {
    /// Nothing that can be told.
    public func otherNames() throws(Failure) -> [TrustFileName]? { nil }
}

/// A folder with the files, for example on a stick.
///
/// Nothing in it is reached through a symbolic link: what the folder holds is somebody else's, and where a link leads
/// is the user's own.
public struct TrustSourceFolder: TrustFileSource {
    private let path: String

    /// Takes a folder, which must be there.
    ///
    /// - Throws: ``StorageError`` with code `notFound`, `notAFolder`, `notPermitted`, `invalidName` or `inputOutput`.
    public init(_ path: String) throws(StorageError) {
        guard let status = try FileStatus.at(path) else {
            throw StorageError(.notFound, "\(path): no such file or folder", path: path)
        }
        guard status.kind == .folder else {
            throw StorageError(.notAFolder, "\(path): expected a folder", path: path)
        }
        self.path = path
    }

    /// Reads a file.
    ///
    /// - Throws: ``StorageError`` with code `notAFile` for a link or anything else that is no file, `notAFolder`,
    ///   `tooLarge`, `notPermitted` or `inputOutput`.
    public func file(_ name: TrustFileName, byteLimit: Int) throws(StorageError) -> [UInt8]? {
        if let slash = name.text.firstIndex(of: "/") {
            let folder = path + "/" + name.text[..<slash]
            guard let status = try FileStatus.at(folder, links: .refuse) else { return nil }
            guard status.kind == .folder else {
                throw StorageError(.notAFolder, "\(folder): expected a folder, found something else", path: folder)
            }
        }
        do throws(StorageError) {
            return try FileReader.read(path + "/" + name.text, limit: byteLimit, links: .refuse)
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }

    /// The files in the folders for status lists and DID documents, as many as an index can name.
    ///
    /// - Throws: ``StorageError`` with code `notPermitted` or `inputOutput`.
    public func otherNames() throws(StorageError) -> [TrustFileName]? {
        var names: [TrustFileName] = []
        for inner in [TrustFolder.statusName, TrustFolder.documentsName] {
            guard try FileStatus.at(path + "/" + inner, links: .refuse)?.kind == .folder else { continue }
            names += try Folder.usableNames(in: path + "/" + inner).sorted().compactMap {
                TrustFileName(inner + "/" + $0)
            }
        }
        return Array(names.prefix(TrustIndex.fileLimit))
    }
}

package import Storage

/// Puts each credential into a file of its own in one folder.
///
/// A file that is there already stays as it is: one that says the same is the credential's, from a run before; one that
/// says something else is somebody's, and the credential gets another name.
public struct FolderDelivery: BatchDelivery {
    /// The path of the folder, which exists.
    public let folder: String
    private let faults: DiskFaults

    /// How many files are written at a time: a process may have only so many open.
    private static let groupSize = 400
    /// How many names are tried for one credential.
    private static let nameLimit = 1_000

    /// Writes into a folder.
    public init(_ folder: String) { self.init(folder, faults: .none) }

    /// The same on a disk that fails where a test says so.
    package init(_ folder: String, faults: DiskFaults) {
        self.folder = folder
        self.faults = faults
    }

    /// Writes the files that are not there yet.
    public func deliver(_ credentials: [BatchCredential]) throws(IssuerError) {
        var missing: [(name: String, bytes: [UInt8])] = []
        for credential in credentials {
            if let name = try freeName(for: credential) { missing.append((name, credential.bytes)) }
        }
        while !missing.isEmpty {
            let group = Array(missing.prefix(Self.groupSize))
            missing.removeFirst(group.count)
            try IssuerError.passingOn { () throws(StorageError) in
                try FileGroup.create(in: folder, group, access: .ownerOnly, faults: faults)
            }
        }
    }

    /// Nothing is left to do.
    public func finish() throws(IssuerError) {}

    /// A name that nothing has; `nil` where the credential stands under one of its names already.
    private func freeName(for credential: BatchCredential) throws(IssuerError) -> String? {
        for number in 1...Self.nameLimit {
            let name = credential.name + (number == 1 ? "" : "-\(number)") + ".json"
            let path = folder + "/" + name
            let status = try IssuerError.passingOn { () throws(StorageError) in
                try FileStatus.at(path, links: .refuse)
            }
            guard let status else { return name }
            if status.kind == .file, status.byteCount == credential.bytes.count,
                let bytes = try? FileReader.read(path, limit: credential.bytes.count, links: .refuse),
                bytes == credential.bytes
            {
                return nil
            }
        }
        throw IssuerError(.fileTaken, "\(Self.nameLimit) files of other content have the name \(credential.name).json")
    }
}

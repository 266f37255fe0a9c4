public import Storage
import Synchronization

/// Puts all credentials into one file, a line of JSON each, in the order of the rows.
///
/// The file has its name when all of them are in it; an interrupted run leaves none, and the next one begins anew from the
/// register.
public final class LinesDelivery: BatchDelivery {
    private let file: Mutex<FileBuilder>

    /// Begins a file where nothing stands yet.
    ///
    /// - Throws: `StorageError` with code `alreadyExists`, or as for any new file.
    public init(_ path: String) throws(StorageError) {
        file = Mutex(try FileBuilder(at: path, access: .ownerOnly))
    }

    /// A file with some of the lines would be taken for all of them.
    public var needsEveryRow: Bool { true }

    /// Adds lines.
    public func deliver(_ credentials: [BatchCredential]) throws(IssuerError) {
        try file.withLock { file throws(IssuerError) in
            try IssuerError.passingOn { () throws(StorageError) in
                for credential in credentials { try file.append(credential.bytes + [0x0A]) }
            }
        }
    }

    /// Gives the file its name.
    public func finish() throws(IssuerError) {
        try file.withLock { file throws(IssuerError) in
            try IssuerError.passingOn { () throws(StorageError) in try file.finish() }
        }
    }
}

import Glibc
import Synchronization

/// The right to change what is in a folder, held by one process at a time.
///
/// The lock is the kernel's (`flock` on the file `.testamur.lock` in the folder), so that it ends with the process,
/// however that ends; the file stays. End it in a `defer`: a lock that nobody mentions any more is released early.
///
/// ```swift
/// let lock = try FolderLock(folder: path)
/// defer { lock.release() }
/// ```
public final class FolderLock: Sendable {
    /// The name of the lock file in the folder.
    public static let fileName = ".testamur.lock"

    private let folder: OpenFolder
    private let held: Mutex<OpenFile?>

    /// Takes the lock of a folder.
    ///
    /// - Parameters:
    ///   - path: the path of the folder, which must exist.
    ///   - patience: how long to wait for another process to finish; by default not at all.
    /// - Throws: ``StorageError`` with code `locked` when another process, or another part of this one, has it;
    ///   `notFound`, `notAFolder`, `notAFile` (the lock file is a link), `notPermitted`, `noSpace`, `notSupported`,
    ///   `invalidName` or `inputOutput`.
    public init(folder path: String, patience: Duration = .zero) throws(StorageError) {
        folder = try OpenFolder(path)
        var file = try folder.open(
            Self.fileName, flags: O_RDWR | O_CREAT, mode: FileAccess.ownerOnly.fileMode, attempt: "cannot be locked")
        _ = try file.requireRegularFile()
        let start = ContinuousClock.now
        while try !file.lock() {
            guard start.duration(to: .now) < patience else {
                throw .about(path, .locked, "another testamur\(Self.owner(in: file)) is working in this folder")
            }
            usleep(20_000)
        }
        // Who has the lock is told to people only; a disk too full for it is no reason to stop.
        do throws(StorageError) {
            try file.truncate(to: 0)
            try file.write(Array("\(getpid())\n".utf8))
        } catch {}
        held = Mutex(file)
    }

    /// Gives the lock back; a second call does nothing.
    public func release() {
        held.withLock { file in file = nil }
    }

    /// Removes the temporary files that a process left here when it was killed.
    ///
    /// Only the holder of the lock may do it: to others they can be files that are being written.
    ///
    /// - Parameter subfolders: the folders inside this one that the same lock stands for, each as its name, or as the
    ///   names on the way to it with slashes between them.
    /// - Returns: how many there were.
    /// - Throws: ``StorageError`` with code `locked` after ``release()``, `notFound` or `notAFolder` (a subfolder),
    ///   `notPermitted`, `tooLarge`, `invalidName` or `inputOutput`.
    @discardableResult
    public func removeAbandonedTemporaryFiles(alsoIn subfolders: [String] = []) throws(StorageError) -> Int {
        guard held.withLock({ file in file != nil }) else {
            throw .about(folder.path, .locked, "the lock of this folder was given back")
        }
        var count = try Self.removeTemporaryFiles(in: folder)
        for path in subfolders {
            for name in path.split(separator: "/", omittingEmptySubsequences: false) {
                try FileLocation.checkName(String(name))
            }
            count += try Self.removeTemporaryFiles(in: OpenFolder(folder.path(of: path)))
        }
        return count
    }

    /// Tells whether a name in a folder is that of a temporary file, which is nobody's content.
    public static func isTemporaryFile(_ name: String) -> Bool { TemporaryFile.isTemporary(name) }

    private static func removeTemporaryFiles(in folder: OpenFolder) throws(StorageError) -> Int {
        var count = 0
        for name in try folder.names(limit: 1_000_000) where TemporaryFile.isTemporary(name) {
            if try folder.remove(name) { count += 1 }
        }
        if count > 0 { try folder.synchronize() }
        return count
    }

    /// The process that wrote its number to the lock file, for the message.
    private static func owner(in file: borrowing OpenFile) -> String {
        do throws(StorageError) {
            let digits = try file.read(atMost: 16).prefix { byte in (0x30...0x39).contains(byte) }
            return digits.isEmpty ? "" : " (process \(String(decoding: digits, as: UTF8.self)))"
        } catch {
            return ""
        }
    }
}

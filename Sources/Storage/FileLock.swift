import Glibc
import Synchronization

/// The right to replace a file, held by one process at a time, without a lock file beside it.
///
/// The lock is the kernel's (`flock`), on the file itself, and ends with the process. Replacing the file under the lock
/// gives its name to another one: whoever waited for the old one notices, and waits for the new one instead. End it in a
/// `defer`: a lock that nobody mentions any more is released early.
public final class FileLock: Sendable {
    private let held: Mutex<OpenFile?>

    /// Takes the lock of a file that exists.
    ///
    /// - Parameters:
    ///   - path: The path of the file; a symbolic link at its end is refused.
    ///   - patience: How long to wait for another process to finish; by default not at all.
    /// - Throws: ``StorageError`` with code `locked`; `notFound`, `notAFile`, `notAFolder`, `notPermitted`,
    ///   `notSupported`, `invalidName` or `inputOutput`.
    public init(file path: String, patience: Duration = .zero) throws(StorageError) {
        let location = try FileLocation(path)
        let start = ContinuousClock.now
        while true {
            let folder = try OpenFolder(location.folder)
            var file = try folder.open(location.name, flags: O_RDONLY | O_NONBLOCK, attempt: "cannot be locked")
            _ = try file.requireRegularFile()
            if try file.lock(), folder.has(file, as: location.name) {
                held = Mutex(file)
                return
            }
            guard start.duration(to: .now) < patience else {
                throw .about(path, .locked, "another testamur is working with this file")
            }
            usleep(20_000)
        }
    }

    /// Gives the lock back; a second call does nothing.
    public func release() {
        held.withLock { file in file = nil }
    }
}

extension OpenFolder {
    /// Whether a name is that of an open file still, and of no other.
    fileprivate func has(_ file: borrowing OpenFile, as name: String) -> Bool {
        var opened = stat()
        var named = stat()
        return unsafe fstat(file.descriptor, &opened) == 0
            && fstatat(descriptor, name, &named, AT_SYMLINK_NOFOLLOW) == 0 && opened.st_ino == named.st_ino
            && opened.st_dev == named.st_dev
    }
}

import Glibc

/// What stands at a path: its kind, size and permissions.
///
/// It describes one moment: what is opened later may be something else, so that no check here replaces one on the
/// open file.
public struct FileStatus: Hashable, Sendable {
    /// What a path can lead to.
    public enum Kind: String, Sendable {
        /// A regular file.
        case file
        /// A folder.
        case folder
        /// A symbolic link (only where links are not followed).
        case symbolicLink
        /// A named pipe.
        case pipe
        /// A socket.
        case socket
        /// A device.
        case device
    }

    /// What it is.
    public let kind: Kind

    /// The size in bytes; for anything but a regular file it says nothing.
    public let byteCount: Int

    /// The permission bits, 0 to 0o777.
    public let permissions: UInt16

    /// Whether others than the owner may read it, change it or run it: for a key file a reason to warn.
    public var isOpenToOthers: Bool { permissions & 0o077 != 0 }

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .symbolicLink
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            default: .device
            }
        byteCount = max(0, status.st_size)
        permissions = UInt16(truncatingIfNeeded: status.st_mode & 0o777)
    }

    /// Looks at what stands at `path`, or gives `nil` when nothing does.
    ///
    /// - Parameter links: whether a symbolic link at the end of the path is followed or described itself.
    /// - Throws: ``StorageError`` with code `notPermitted`, `notAFolder`, `invalidName` or `inputOutput`.
    public static func at(_ path: String, links: SymbolicLinks = .follow) throws(StorageError) -> FileStatus? {
        try FileLocation.checkPath(path)
        var status = stat()
        let flags = links == .follow ? 0 : AT_SYMLINK_NOFOLLOW
        guard unsafe fstatat(AT_FDCWD, path, &status, flags) == 0 else {
            let number = errno
            if number == ENOENT { return nil }
            throw .system(number, "cannot be looked at", path)
        }
        return FileStatus(status)
    }
}

extension FileStatus.Kind {
    /// The kind as a message names it.
    package var words: String {
        switch self {
        case .file: "a file"
        case .folder: "a folder"
        case .symbolicLink: "a symbolic link"
        case .pipe: "a pipe"
        case .socket: "a socket"
        case .device: "a device"
        }
    }
}

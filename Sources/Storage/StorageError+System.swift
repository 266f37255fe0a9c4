import Glibc

extension StorageError {
    /// Explains a system call that failed: `number` is its `errno`, `attempt` a phrase such as "cannot be read".
    static func system(_ number: Int32, _ attempt: String, _ path: String) -> StorageError {
        let (code, words) = meaning(of: number)
        return StorageError(code, "\(displayed(path)): \(attempt): \(words)", path: displayed(path))
    }

    /// Explains a failure that no system call reported.
    static func about(_ path: String, _ code: Code, _ words: String, limit: Int? = nil) -> StorageError {
        StorageError(code, "\(displayed(path)): \(words)", path: displayed(path), limit: limit)
    }

    /// The code and the plain words for an error number of the system.
    ///
    /// `strerror` is not used: it is not safe from several threads, and speaks to programmers.
    package static func meaning(of number: Int32) -> (code: Code, words: String) {
        switch number {
        case ENOENT: (.notFound, "no such file or folder")
        case EEXIST: (.alreadyExists, "something with this name exists already")
        case EACCES: (.notPermitted, "permission denied")
        case EPERM: (.notPermitted, "the operation is not permitted")
        case EROFS: (.notPermitted, "the disk is mounted for reading only")
        case ETXTBSY: (.notPermitted, "the file is a program that is running")
        case ENOSPC: (.noSpace, "no space left on the disk")
        case EDQUOT: (.noSpace, "the disk quota of this user is used up")
        case EFBIG: (.tooLarge, "the file would be larger than is allowed here")
        case EOVERFLOW: (.tooLarge, "the file is larger than the system can handle")
        case EISDIR: (.notAFile, "it is a folder")
        case ELOOP: (.notAFile, "it is a symbolic link, or the path goes through too many of them")
        case ENXIO: (.notAFile, "it is a socket or a device without a driver")
        case ENODEV: (.notAFile, "it is a device without a driver")
        case ENOTDIR: (.notAFolder, "a part of the path is not a folder")
        case ENOTEMPTY: (.alreadyExists, "the folder is not empty")
        case ENAMETOOLONG: (.invalidName, "the name is too long")
        case EINVAL: (.notSupported, "the file system does not support this name or operation")
        case EOPNOTSUPP, ENOSYS: (.notSupported, "the file system does not support this")
        case EWOULDBLOCK: (.locked, "it is in use by another process")
        case EMFILE: (.inputOutput, "this process has too many open files")
        case ENFILE: (.inputOutput, "the system has too many open files")
        case ENOMEM: (.inputOutput, "the system is out of memory")
        case EIO: (.inputOutput, "the device reported an error")
        case ESTALE: (.inputOutput, "the network drive no longer knows the file")
        case EBADF: (.inputOutput, "it is not open")
        default: (.inputOutput, "system error \(number)")
        }
    }

    /// A path as it can be shown: what a terminal would obey or hide is written out, and the middle of a long one left out.
    package static func displayed(_ path: String) -> String {
        guard !path.isEmpty else { return "(an empty path)" }
        var result = ""
        for scalar in shortened(path).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
            default:
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The path, or its first and last 150 scalars.
    private static func shortened(_ path: String) -> String {
        let scalars = path.unicodeScalars
        guard scalars.count > 320 else { return path }
        return String(scalars.prefix(150)) + " … " + String(scalars.suffix(150))
    }
}

import Glibc

/// A file that is open, and is closed when this value goes away.
struct OpenFile: ~Copyable, Sendable {
    let descriptor: Int32

    /// The path for messages.
    let path: String

    let faults: DiskFaults

    private let closes: Bool

    private var isLocked = false

    /// Takes over an open file.
    private init(descriptor: Int32, path: String, closes: Bool, faults: DiskFaults) {
        self.descriptor = descriptor
        self.path = path
        self.closes = closes
        self.faults = faults
    }

    /// A file that another part of the process owns, such as standard input.
    static func borrowed(_ descriptor: Int32, path: String) -> OpenFile {
        OpenFile(descriptor: descriptor, path: path, closes: false, faults: .none)
    }

    deinit {
        // Closing alone is not enough: a child that is being started has a copy until its program begins.
        if isLocked { flock(descriptor, LOCK_UN) }
        if closes { close(descriptor) }
    }

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - name: a path, or a name in `folder`.
    ///   - folder: the descriptor of an open folder that relative paths begin at.
    ///   - path: the path for messages.
    ///   - flags: the flags of `open`; the file is never handed to programs that are started.
    static func open(
        _ name: String, in folder: Int32 = AT_FDCWD, path: String, flags: Int32, mode: mode_t = 0, attempt: String,
        faults: DiskFaults = .none
    ) throws(StorageError) -> OpenFile {
        while true {
            let descriptor = unsafe openat(folder, name, flags | O_CLOEXEC | O_NOCTTY, mode)
            if descriptor >= 0 {
                return OpenFile(descriptor: descriptor, path: path, closes: true, faults: faults)
            }
            let number = errno
            if number != EINTR { throw .system(number, attempt, path) }
        }
    }

    /// Takes the lock by which a temporary file is known to be in use; tells whether the file still has its name.
    ///
    /// Where there are no locks, nobody can take it for abandoned either.
    mutating func holdAsTemporary() -> Bool {
        isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0
        var status = stat()
        return unsafe fstat(descriptor, &status) != 0 || status.st_nlink > 0
    }

    /// What the open file is.
    func status() throws(StorageError) -> FileStatus {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .system(errno, "cannot be looked at", path) }
        return FileStatus(status)
    }

    /// Refuses anything but a regular file, and gives its status.
    func requireRegularFile() throws(StorageError) -> FileStatus {
        let status = try status()
        guard status.kind == .file else {
            throw .about(path, .notAFile, "expected a file, found \(status.kind.words)")
        }
        return status
    }

    /// Reads what is there next, at most `limit` bytes; nothing at the end of the file.
    func read(atMost limit: Int) throws(StorageError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            while true {
                let result = unsafe Glibc.read(descriptor, buffer.baseAddress, limit)
                if result >= 0 {
                    count = result
                    return
                }
                failure = errno
                if failure == EAGAIN {
                    waitForBytes()
                } else if failure != EINTR {
                    return
                }
                failure = 0
            }
        }
        if failure != 0 { throw .system(failure, "cannot be read", path) }
        return bytes
    }

    /// Waits until something can be read or the other end of a pipe is closed.
    func waitForBytes() {
        var request = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: POLLIN), revents: 0)
        // An interrupted wait is no failure: the read that follows finds nothing and waits again.
        _ = unsafe poll(&request, 1, -1)
    }

    /// Writes all of `bytes`.
    func write(_ bytes: [UInt8]) throws(StorageError) {
        if let number = faults.number(for: .write) {
            try write(Array(bytes.prefix(bytes.count / 2)), from: 0)
            throw .system(number, "cannot be written", path)
        }
        try write(bytes, from: 0)
    }

    private func write(_ bytes: [UInt8], from start: Int) throws(StorageError) {
        var written = start
        while written < bytes.count {
            let result = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if result < 0 {
                let number = errno
                if number != EINTR { throw .system(number, "cannot be written", path) }
            } else {
                written += result
            }
        }
    }

    /// Waits until the content and its size are on the disk.
    func synchronize() throws(StorageError) {
        try faults.check(.synchronizeFile, "cannot be saved to the disk", path)
        while fdatasync(descriptor) != 0 {
            let number = errno
            if number != EINTR { throw .system(number, "cannot be saved to the disk", path) }
        }
    }

    /// Cuts the file off after `byteCount` bytes.
    func truncate(to byteCount: Int) throws(StorageError) {
        try faults.check(.truncate, "cannot be shortened", path)
        while ftruncate(descriptor, byteCount) != 0 {
            let number = errno
            if number != EINTR { throw .system(number, "cannot be shortened", path) }
        }
    }

    /// Takes the lock of the file for this open file alone; tells whether it was free.
    mutating func lock() throws(StorageError) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let number = errno
            if number == EWOULDBLOCK { return false }
            if number != EINTR { throw .system(number, "cannot be locked", path) }
        }
        isLocked = true
        return true
    }
}

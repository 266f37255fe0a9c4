/// What can go wrong when files are read, written, listed or locked.
///
/// Two errors are equal when their codes are equal; the reason is for people and may change between versions.
public struct StorageError: Error, Sendable {
    /// The kind of failure: stable, for programs to decide by.
    public enum Code: String, Sendable, CaseIterable {
        /// Nothing stands at the path.
        case notFound
        /// Something stands at the path already, and it was not to be overwritten.
        case alreadyExists
        /// The system refuses this user the access, or the disk is mounted for reading only.
        case notPermitted
        /// The disk or the quota is full.
        case noSpace
        /// There is more than the limit that was given, or more than the file system can hold.
        case tooLarge
        /// The path leads to a folder, a device, a socket or a symbolic link where a file was expected.
        case notAFile
        /// The path leads to something else where a folder was expected.
        case notAFolder
        /// A path or name that cannot be used: empty, too long, not UTF-8, or with a byte that names may not hold.
        case invalidName
        /// A record that cannot be written to a log: it holds a line feed.
        case invalidRecord
        /// Another process, or another part of this one, holds the lock.
        case locked
        /// Stored bytes are not what was written: a checksum differs, a header is missing, or a file was changed.
        case corrupt
        /// The file system cannot do what durable storage needs.
        case notSupported
        /// The device failed, or the system is out of resources such as open files.
        case inputOutput
    }

    /// The kind of failure.
    public let code: Code

    /// One sentence: the path, what was attempted, and what is the matter.
    ///
    /// Control and invisible characters of a path are written as `⟨U+001B⟩`, so that it can go to a terminal.
    public let reason: String

    /// The path as the reason shows it; empty where the failure has none.
    public let path: String

    /// The most bytes, records or names that were accepted, with code `tooLarge`.
    public let limit: Int?

    /// Describes a failure.
    public init(_ code: Code, _ reason: String, path: String = "", limit: Int? = nil) {
        self.code = code
        self.reason = reason
        self.path = path
        self.limit = limit
    }
}

extension StorageError: Hashable {
    /// Tells whether both errors have the same code.
    public static func == (left: StorageError, right: StorageError) -> Bool { left.code == right.code }

    /// Hashes the code alone, as `==` compares it alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension StorageError: CustomStringConvertible {
    /// The reason.
    public var description: String { reason }
}

/// What can go wrong with a database.
///
/// Two errors are equal when their codes are equal; the reason is for people and may change between versions. It never
/// holds a value of a row, a password, or an address that could have one in it.
public struct DatabaseError: Error, Sendable {
    /// The kind of failure: stable, for programs to decide by.
    public enum Code: String, Sendable, CaseIterable {
        /// Nothing stands at the path, or the server has no such database.
        case notFound = "DATABASE_NOT_FOUND"
        /// The path leads to a folder, a device, a pipe or a symbolic link.
        case notAFile = "DATABASE_NOT_A_FILE"
        /// The file is not a database at all.
        case notADatabase = "DATABASE_NOT_A_DATABASE"
        /// The database is of another program, or serves something else.
        case foreign = "DATABASE_OF_ANOTHER_PROGRAM"
        /// The database is not as this software left it.
        case damaged = "DATABASE_DAMAGED"
        /// Another process is writing, and did not finish in time.
        case busy = "DATABASE_BUSY"
        /// The system or the server refuses this user the access, or the disk is for reading only.
        case notPermitted = "DATABASE_NOT_PERMITTED"
        /// The disk is full.
        case noSpace = "DATABASE_NO_SPACE"
        /// A value that is larger than a database holds, or text with a NUL character.
        case unusableValue = "DATABASE_UNUSABLE_VALUE"
        /// What was to be unique is there already.
        case duplicate = "DATABASE_DUPLICATE"
        /// Another rule of the schema refuses a change.
        case constraint = "DATABASE_CONSTRAINT"
        /// A later version of this software made the schema.
        case laterSchema = "DATABASE_LATER_SCHEMA"
        /// The schema lacks what this version needs, and may not be changed here.
        case earlierSchema = "DATABASE_EARLIER_SCHEMA"
        /// A migration that was applied says something else today.
        case migrationAltered = "DATABASE_MIGRATION_ALTERED"
        /// The address of a server cannot be read.
        case unusableAddress = "DATABASE_ADDRESS"
        /// This program was built without the driver that the address asks for.
        case notBuilt = "DATABASE_NOT_BUILT"
        /// The server cannot be reached, or the connection to it was lost.
        case unreachable = "DATABASE_UNREACHABLE"
        /// The server does not keep what it confirms when the power fails.
        case notDurable = "DATABASE_NOT_DURABLE"
        /// The device failed, or the system is out of resources.
        case inputOutput = "DATABASE_INPUT_OUTPUT"
        /// A fault of this software.
        case programFailed = "DATABASE_PROGRAM"
    }

    /// The kind of failure.
    public let code: Code

    /// One sentence: where, what was attempted, and what is the matter.
    public let reason: String

    /// Whether a server answered it, or did not: then no file can be looked at.
    public let isOfServer: Bool

    /// Describes a failure.
    public init(_ code: Code, _ reason: String, isOfServer: Bool = false) {
        self.code = code
        self.reason = reason
        self.isOfServer = isOfServer
    }
}

extension DatabaseError: Hashable {
    /// Tells whether both errors have the same code.
    public static func == (left: DatabaseError, right: DatabaseError) -> Bool { left.code == right.code }

    /// Hashes the code alone, as `==` compares it alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension DatabaseError: CustomStringConvertible {
    /// The code and the reason in one line.
    public var description: String { "\(code.rawValue): \(reason)" }
}

/// An error that what goes wrong with a database can be passed on as.
public protocol DatabaseErrorConvertible: Error {
    /// Passes on what went wrong with the database.
    init(_ error: DatabaseError)
}

extension DatabaseError: DatabaseErrorConvertible {
    /// The error itself.
    public init(_ error: DatabaseError) { self = error }
}

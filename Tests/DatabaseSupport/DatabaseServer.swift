public import Database
import Glibc
import TestSupport

/// The PostgreSQL server that `Tests/run.sh` starts, and names in the variable `TESTAMUR_POSTGRESQL`.
public enum DatabaseServer {
    /// The address of the server, with the right to make schemas; `nil` when there is none.
    public static let address: String? = Vectors.environment("TESTAMUR_POSTGRESQL")

    /// Whether tests can run on it.
    public static let isUsable = address != nil && Database.hasPostgreSQL

    /// Whether tests that need it are to run: on a developer's machine they are skipped without one; under `CI=true`
    /// they run and fail, so that a missing server is never mistaken for success.
    public static let isExpected = isUsable || Vectors.environment("CI") == "true"

    /// Why tests on it are skipped.
    public static let absence = "no PostgreSQL: bash Tests/run.sh starts one"

    /// Runs statements in it with its own program.
    @discardableResult
    public static func run(_ statements: String) throws -> String {
        guard let address else { throw Files.Failure(path: "TESTAMUR_POSTGRESQL", reason: "is not set") }
        let arguments = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", address, "-c", statements]
        let outcome = try Subprocess.run("/usr/bin/psql", arguments)
        guard outcome.exitCode == 0 else { throw Files.Failure(path: "psql", reason: outcome.output) }
        return outcome.output
    }
}

/// Where a test has a database of its own: a file in a temporary folder, or a schema on the server.
public struct DatabasePlace: Sendable {
    /// The kind of database.
    public let driver: DatabaseDriver

    /// The path of the file, or the address of the server.
    public let location: String

    /// Names a place.
    public init(_ driver: DatabaseDriver, _ location: String) {
        self.driver = driver
        self.location = location
    }

    /// Opens it: each time another connection.
    public func open(patience: Duration = .seconds(20)) throws(DatabaseError) -> Database {
        switch driver {
        case .sqlite: try .file(location, for: .create, patience: patience)
        case .postgresql: try .server(location, patience: patience)
        }
    }
}

/// The databases that every test of a database runs on.
public enum DatabaseDriver: String, Sendable, CaseIterable {
    /// A file.
    case sqlite
    /// A server.
    case postgresql

    /// The drivers that can be tested here.
    public static let available: [DatabaseDriver] = DatabaseServer.isExpected ? [.sqlite, .postgresql] : [.sqlite]

    /// Runs `body` with an empty place, and clears it away.
    public func withPlace<Result>(_ body: (DatabasePlace) throws -> Result) throws -> Result {
        switch self {
        case .sqlite:
            return try Files.withTemporaryFolder { try body(DatabasePlace(self, $0 + "/register.db")) }
        case .postgresql:
            let schema = "test_" + String(UInt64.random(in: .min ... .max), radix: 36)
            try DatabaseServer.run("CREATE SCHEMA \(schema)")
            defer { _ = try? DatabaseServer.run("DROP SCHEMA \(schema) CASCADE") }
            let address = DatabaseServer.address ?? ""
            return try body(DatabasePlace(self, address + "?options=-csearch_path%3D" + schema))
        }
    }

    /// Runs `body` with an empty database.
    public func withDatabase<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try withPlace { try body($0.open()) }
    }

    /// Runs `body`, which waits for others, with an empty place, and clears it away.
    public func withPlaceAsync(_ body: (DatabasePlace) async throws -> Void) async throws {
        // The place is made anew where the one that is cleared away was.
        let place = try withPlace { $0 }
        switch self {
        case .sqlite:
            let folder = String(place.location.dropLast("/register.db".utf8.count))
            try Files.makeFolder(folder)
            defer { Files.remove(folder) }
            try await body(place)
        case .postgresql:
            let schema = place.location.split(separator: "%3D").last.map { String($0) } ?? ""
            try DatabaseServer.run("CREATE SCHEMA \(schema)")
            defer { _ = try? DatabaseServer.run("DROP SCHEMA \(schema) CASCADE") }
            try await body(place)
        }
    }
}

import Glibc
import Synchronization

/// The HTTPS server of `Tests/HostileServer`, which listens on this machine alone and misbehaves as a path asks it to.
///
/// It serves the files of a folder of its own, and ends with the tests.
public final class HostileServer: Sendable {
    /// Why tests with it are skipped, and what to do about it.
    public static let hint = CrossCheck.hint
    /// Whether it can run here.
    public static let isAvailable = CrossCheck.canRun(importing: "cryptography", "ssl")

    /// A folder in which `files` is served, and `log`, `authority.pem` and the certificates stand.
    public let folder: String
    /// The ports by their names, for example `https`, `expired`, `proxy`.
    public let ports: [String: Int]
    /// It ends when this is closed.
    private let input: Int32

    /// Starts one in a folder that exists.
    public init(in folder: String) throws {
        self.folder = folder
        try Files.makeFolder(folder + "/files")
        guard let interpreter = CrossCheck.interpreter else {
            throw Files.Failure(path: folder, reason: CrossCheck.hint)
        }
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw Files.Failure(path: folder, reason: "no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let script = Vectors.repository + "/Tests/HostileServer/server.py"
        let launch = Launch(
            words: [interpreter, script, folder + "/files", folder], environment: ["PYTHONDONTWRITEBYTECODE": "1"],
            home: folder)
        _ = unsafe try launch.start { actions in
            unsafe posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
            let flags = O_WRONLY | O_CREAT | O_TRUNC
            unsafe posix_spawn_file_actions_addopen(&actions, 1, folder + "/ports", flags, 0o600)
            unsafe posix_spawn_file_actions_addopen(&actions, 2, folder + "/errors", flags, 0o600)
        }
        close(ends[0])
        input = ends[1]
        ports = try Self.readPorts(folder)
    }

    deinit { close(input) }

    /// Runs `body` with a server that serves `files`, and ends it.
    public static func serve(_ files: [String: [UInt8]] = [:], _ body: (HostileServer) throws -> Void) throws {
        try Files.withTemporaryFolder { folder in
            let server = try HostileServer(in: folder)
            for (name, bytes) in files { try server.put(bytes, as: name) }
            try body(server)
        }
    }

    /// Serves a file from now on.
    public func put(_ bytes: [UInt8], as name: String) throws {
        let path = folder + "/files/" + name
        if let slash = name.firstIndex(of: "/"), !Files.exists(folder + "/files/" + name[..<slash]) {
            try Files.makeFolder(folder + "/files/" + name[..<slash])
        }
        try Files.write(bytes, to: path)
    }

    /// Serves a file no longer.
    public func remove(_ name: String) { Files.remove(folder + "/files/" + name) }

    /// An address of its files, served with a misbehaviour.
    public func address(_ behaviour: String = "plain", host: String = "localhost", port: String = "https") -> String {
        "https://\(host):\(ports[port] ?? 0)/\(behaviour)/"
    }

    /// What a program needs in its environment to trust the server's certificate.
    public var environment: [String: String] { ["SSL_CERT_FILE": folder + "/authority.pem"] }

    /// The requests since it began: the port, the first line and the headers, a line each.
    public func log() throws -> String {
        Files.exists(folder + "/log") ? String(decoding: try Files.read(folder + "/log"), as: UTF8.self) : ""
    }

    private static func readPorts(_ folder: String) throws -> [String: Int] {
        for _ in 0..<3_000 {
            if let bytes = try? Files.read(folder + "/ports"), bytes.last == UInt8(ascii: "\n") {
                var ports: [String: Int] = [:]
                for match in String(decoding: bytes, as: UTF8.self).matches(of: /"([a-z0-9]+)": ([0-9]+)/) {
                    ports[String(match.output.1)] = Int(match.output.2)
                }
                return ports
            }
            usleep(10_000)
        }
        let errors = (try? Files.read(folder + "/errors")) ?? []
        throw Files.Failure(path: "server.py", reason: String(decoding: errors, as: UTF8.self))
    }
}

import Glibc

/// Another program, run to its end.
public enum Subprocess {
    /// How a program ended and what it printed.
    public struct Outcome: Sendable {
        /// The exit code, or 128 and the number of the signal that ended it.
        public let exitCode: Int32
        /// Standard output and standard error together, in the order they were written.
        public let output: String
    }

    /// Runs the program at `path` with a small environment that is the same on every machine: search path, home and
    /// temporary folder from here, UTF-8, and what `environment` adds.
    ///
    /// - Throws: ``Files/Failure`` when the program cannot be started.
    public static func run(
        _ path: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> Outcome {
        try Files.withTemporaryFolder { folder in
            let log = folder + "/output"
            let status = try start(path, arguments, inherited.merging(environment) { $1 }, log: log)
            let output = String(decoding: try Files.read(log), as: UTF8.self)
            return Outcome(exitCode: status, output: output)
        }
    }

    private static var inherited: [String: String] {
        var result = ["LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"]
        for name in ["PATH", "HOME", "TMPDIR"] { result[name] = Vectors.environment(name) }
        return result
    }

    private static func start(
        _ path: String, _ arguments: [String], _ environment: [String: String], log: String
    ) throws -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)

        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        var process: pid_t = 0
        let failure = unsafe posix_spawn(&process, path, &actions, nil, &words, &variables)
        guard failure == 0 else { throw Files.Failure(path: path, reason: unsafe String(cString: strerror(failure))) }
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw Files.Failure(path: path, reason: "cannot be waited for") }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}

import Glibc

/// A program about to be started in a session of its own.
struct Launch {
    /// The program, found by its path or by its name, and its arguments.
    let words: [String]
    let environment: [String: String]
    /// An empty folder that stands in for the person's own.
    let home: String
    /// Where the program runs.
    var folder: String?

    /// `POSIX_SPAWN_SETSID`, which the system's headers show to GNU programs alone, with the two flags for signals.
    private static let flags = Int16(0x80 | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)

    /// Starts the program; `connect` says what its standard input and outputs are.
    func start(
        _ connect: (inout posix_spawn_file_actions_t) -> Void
    ) throws -> RunningProgram {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe connect(&actions)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // Signals work as in a shell, though the threads of the tests shut most of them out.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        // Without the tests' terminal: a question fails there instead of waiting for an answer.
        unsafe posix_spawnattr_setflags(&attributes, Self.flags)

        var variables = ["LANG": "C.UTF-8", "HOME": home, "TMPDIR": home, "TERM": "xterm-256color"]
        variables["PATH"] = Vectors.environment("PATH")
        variables.merge(environment) { $1 }
        let words = folder.map { ["/usr/bin/env", "-C", $0] + self.words } ?? self.words
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        var pairs = unsafe variables.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer { unsafe (arguments + pairs).forEach { unsafe free($0) } }
        var process: pid_t = 0
        let failure = unsafe posix_spawnp(&process, words[0], &actions, &attributes, &arguments, &pairs)
        guard failure == 0 else {
            throw Files.Failure(path: words[0], reason: unsafe String(cString: strerror(failure)))
        }
        return RunningProgram(process: process, name: words[0])
    }
}

/// A program that was started.
struct RunningProgram {
    let process: pid_t
    let name: String

    /// Waits for its end, at most two minutes.
    func wait() throws -> Int32 {
        var status: Int32 = 0
        for _ in 0..<60_000 {
            let ended = unsafe waitpid(process, &status, WNOHANG)
            if ended == process {
                let signal = status & 0x7F
                return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
            }
            guard ended == 0 || errno == EINTR else { throw Files.Failure(path: name, reason: "cannot be waited for") }
            usleep(2_000)
        }
        kill(process, SIGKILL)
        unsafe waitpid(process, &status, 0)
        throw Files.Failure(path: name, reason: "did not end within two minutes")
    }
}

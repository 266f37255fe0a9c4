import Glibc
import Storage

/// A program of this project while it runs for this one: bytes go in, bytes come out.
///
/// It stands beside this program and is looked for nowhere else, so that nobody can put another in its place who could
/// not replace this one. It knows nothing of what is asked of it.
final class ChildProgram {
    /// Why it does not run.
    enum Fault: Error {
        /// It is not there; with the path at which it was looked for.
        case missing(String)
        /// The system does not start it.
        case notStarted
    }

    let process: pid_t
    /// What is written here, the program reads.
    private(set) var input: Int32
    /// What the program writes is read here.
    let output: Int32
    private var isEnded = false

    /// Starts it, with nothing of the environment but what is named.
    init(_ name: String, _ arguments: [String], environment: [String]) throws(Fault) {
        let path = try Self.path(name)
        var requests: [Int32] = [-1, -1]
        var answers: [Int32] = [-1, -1]
        guard unsafe pipe(&requests) == 0 else { throw .notStarted }
        guard unsafe pipe(&answers) == 0 else {
            requests.forEach { close($0) }
            throw .notStarted
        }
        for descriptor in requests + answers { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        let started = Self.start(path, arguments, environment, input: requests[0], output: answers[1])
        close(requests[0])
        close(answers[1])
        guard let started, started > 0 else {
            close(requests[1])
            close(answers[0])
            throw .notStarted
        }
        input = requests[1]
        output = answers[0]
        process = started
    }

    deinit {
        closeInput()
        close(output)
        guard !isEnded else { return }
        // It holds nothing that could be lost, and may be waiting for a server.
        kill(process, SIGKILL)
        _ = wait()
    }

    /// Writes all of some bytes; tells whether it took them.
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(input, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return false
            }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Lets it know that nothing more comes.
    func closeInput() {
        guard input >= 0 else { return }
        close(input)
        input = -1
    }

    /// Waits for its end, and gives its status as `waitpid` does.
    func wait() -> Int32 {
        isEnded = true
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }

    /// Reads what there is, at most so many bytes; nothing at its end.
    func read(atMost limit: Int, until deadline: ContinuousClock.Instant) -> Result<[UInt8], ReadFault> {
        while true {
            let rest = ContinuousClock.now.duration(to: deadline).components.seconds
            guard rest >= 0 else { return .failure(.timeout) }
            var request = pollfd(fd: output, events: Int16(truncatingIfNeeded: POLLIN), revents: 0)
            guard unsafe poll(&request, 1, Int32(min(rest + 1, 60)) * 1_000) > 0 else { continue }
            var piece = [UInt8](repeating: 0, count: limit)
            let count = unsafe Glibc.read(output, &piece, limit)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return .failure(.failed) }
            return .success(Array(piece.prefix(count)))
        }
    }

    /// Why nothing was read.
    enum ReadFault: Error {
        case timeout, failed
    }

    private static func path(_ name: String) throws(Fault) -> String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        let own = String(decoding: buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = own.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(own[..<$0]) }
        guard let folder else { throw .missing(name) }
        let path = folder + "/" + name
        guard ((try? FileStatus.at(path)) ?? nil)?.kind == .file else { throw .missing(path) }
        return path
    }

    private static func start(
        _ path: String, _ arguments: [String], _ environment: [String], input: Int32, output: Int32
    ) -> pid_t? {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        var process: pid_t = 0
        return unsafe posix_spawn(&process, path, &actions, nil, &words, &variables) == 0 ? process : nil
    }
}

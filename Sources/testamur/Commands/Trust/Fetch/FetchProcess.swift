import Glibc
import Retrieval
import Storage

/// The program `testamur-fetch` while it runs: lines go in, lines and bytes come out.
///
/// It stands beside this program and is looked for nowhere else, so that nobody can put another in its place who could
/// not replace this one. Of the environment it gets what says how to reach the network, and nothing more.
final class FetchProcess {
    static let name = "testamur-fetch"

    private let process: pid_t
    private let input: Int32
    private let output: Int32
    private var buffer: [UInt8] = []

    /// Starts it.
    ///
    /// - Throws: ``RetrievalError`` with code `programMissing` or `programFailed`.
    init(_ arguments: [String]) throws(RetrievalError) {
        let path = try Self.path()
        var requests: [Int32] = [-1, -1]
        var answers: [Int32] = [-1, -1]
        guard unsafe pipe(&requests) == 0, unsafe pipe(&answers) == 0 else { throw RetrievalError(.programFailed) }
        for descriptor in requests + answers { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        let started = Self.start(path, arguments, input: requests[0], output: answers[1])
        close(requests[0])
        close(answers[1])
        guard let started, started > 0 else {
            close(requests[1])
            close(answers[0])
            throw RetrievalError(.programFailed)
        }
        input = requests[1]
        output = answers[0]
        process = started
    }

    deinit {
        close(input)
        close(output)
        // It holds nothing that could be lost, and may be waiting for a server.
        kill(process, SIGKILL)
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    /// The path of the program, beside this one.
    private static func path() throws(RetrievalError) -> String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        let own = String(decoding: buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = own.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(own[..<$0]) }
        guard let folder else { throw RetrievalError(.programMissing, name) }
        let path = folder + "/" + name
        guard ((try? FileStatus.at(path)) ?? nil)?.kind == .file else { throw RetrievalError(.programMissing, path) }
        return path
    }

    private static func start(_ path: String, _ arguments: [String], input: Int32, output: Int32) -> pid_t? {
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

    /// What says how to reach the network, and where the Swift runtime is.
    private static var environment: [String] {
        (ProxySettings.variables + ["SSL_CERT_FILE", "SSL_CERT_DIR", "LD_LIBRARY_PATH"]).compactMap { name in
            Environment.value(name).map { "\(name)=\($0)" }
        }
    }

    // MARK: Lines and bytes

    /// Writes a line.
    func write(_ line: [UInt8]) throws(RetrievalError) {
        var rest = line[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(input, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw RetrievalError(.programFailed)
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Reads a line, without its line feed, of at most `limit` bytes.
    func readLine(limit: Int, until deadline: ContinuousClock.Instant) throws(RetrievalError) -> [UInt8] {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer.removeFirst(end + 1) }
                return Array(buffer[..<end])
            }
            guard buffer.count < limit else { throw RetrievalError(.programFailed) }
            buffer += try read(atMost: 4_096, until: deadline)
        }
    }

    /// Reads exactly `count` bytes.
    func read(exactly count: Int, until deadline: ContinuousClock.Instant) throws(RetrievalError) -> [UInt8] {
        var bytes = Array(buffer.prefix(count))
        buffer.removeFirst(bytes.count)
        bytes.reserveCapacity(count)
        while bytes.count < count {
            bytes += try read(atMost: min(count - bytes.count, 65_536), until: deadline)
        }
        return bytes
    }

    private func read(atMost limit: Int, until deadline: ContinuousClock.Instant) throws(RetrievalError) -> [UInt8] {
        while true {
            let rest = ContinuousClock.now.duration(to: deadline).components.seconds
            guard rest >= 0 else { throw RetrievalError(.timeout) }
            var request = pollfd(fd: output, events: Int16(truncatingIfNeeded: POLLIN), revents: 0)
            let isReady = unsafe poll(&request, 1, Int32(min(rest + 1, 60)) * 1_000)
            guard isReady > 0 else { continue }
            var piece = [UInt8](repeating: 0, count: limit)
            let count = unsafe Glibc.read(output, &piece, limit)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw RetrievalError(.programFailed) }
            return Array(piece.prefix(count))
        }
    }
}

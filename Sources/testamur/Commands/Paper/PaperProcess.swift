import Glibc
import PaperExchange
import Storage

/// The program `testamur-paper`, started for one piece of work: a message goes in, a message comes out.
///
/// It stands beside this program and is looked for nowhere else, so that nobody can put another in its place who could
/// not replace this one. Of the environment it gets nothing but where the Swift runtime is.
enum PaperProcess {
    static let name = "testamur-paper"

    /// More than the largest paper takes on a slow machine, in seconds; what the program itself takes it bounds by itself.
    private static let secondLimit: Int64 = 120

    /// Has a piece of work done.
    ///
    /// - Parameter operation: The name of the work, which is the argument of the program.
    /// - Throws: ``PaperError`` as the program answers, or with code `programMissing`, `programFailed` or `tooMuchWork`.
    static func run(_ operation: String, _ request: PaperParts) throws(PaperError) -> PaperParts {
        let path = try path()
        var requests: [Int32] = [-1, -1]
        var answers: [Int32] = [-1, -1]
        guard unsafe pipe(&requests) == 0 else { throw PaperError(.programFailed) }
        guard unsafe pipe(&answers) == 0 else {
            requests.forEach { close($0) }
            throw PaperError(.programFailed)
        }
        for descriptor in requests + answers { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        let process = start(path, operation, input: requests[0], output: answers[1])
        close(requests[0])
        close(answers[1])
        // It reads everything before it writes anything, so that neither can wait for the other.
        let isWritten = process != nil && write(request.bytes, to: requests[1])
        close(requests[1])
        let bytes = isWritten ? read(answers[0]) : nil
        close(answers[0])
        guard let process else { throw PaperError(.programFailed) }
        // It holds nothing that could be lost.
        if bytes == nil { kill(process, SIGKILL) }
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        // Ended by a signal, it ran against its bounds, or into what a library of it does not bear.
        guard status & 0x7F == 0 else { throw PaperError(.tooMuchWork) }
        guard let bytes, status == 0, let answer = try? PaperParts(parsing: bytes) else {
            throw PaperError(.programFailed)
        }
        try answer.throwFailure()
        return answer
    }

    /// The path of the program, beside this one.
    private static func path() throws(PaperError) -> String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        let own = String(decoding: buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = own.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(own[..<$0]) }
        guard let folder else { throw PaperError(.programMissing, name) }
        let path = folder + "/" + name
        guard ((try? FileStatus.at(path)) ?? nil)?.kind == .file else { throw PaperError(.programMissing, path) }
        return path
    }

    private static func start(_ path: String, _ operation: String, input: Int32, output: Int32) -> pid_t? {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        let environment =
            ["LC_ALL=C.UTF-8"] + (Environment.value("LD_LIBRARY_PATH").map { ["LD_LIBRARY_PATH=\($0)"] } ?? [])
        let arguments: [String] = [path, operation]
        var words = unsafe arguments.map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        var process: pid_t = 0
        return unsafe posix_spawn(&process, path, &actions, nil, &words, &variables) == 0 ? process : nil
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return false
            }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Everything until the other side closes; `nil` when that takes too long or is too much.
    private static func read(_ descriptor: Int32) -> [UInt8]? {
        let deadline = ContinuousClock.now.advanced(by: .seconds(secondLimit))
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= PaperParts.byteLimit {
            let rest = ContinuousClock.now.duration(to: deadline).components.seconds
            guard rest >= 0 else { return nil }
            var request = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: POLLIN), revents: 0)
            guard unsafe poll(&request, 1, Int32(min(rest + 1, 60)) * 1_000) > 0 else { continue }
            let count = unsafe Glibc.read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += piece.prefix(count)
        }
        return nil
    }
}

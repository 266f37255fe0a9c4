import Glibc

/// The process `CrashSubject`, which works on a folder and ends itself in the middle, as a power failure would.
public enum CrashSubject {
    /// What a process said until it ended, and how it ended.
    public struct Outcome: Sendable {
        /// The lines it wrote: one for each step that was acknowledged to it.
        public let lines: [String]
        /// Whether it was killed, rather than coming to its end.
        public let wasKilled: Bool
    }

    /// Runs the subject to its end.
    ///
    /// - Parameters:
    ///   - work: What it does.
    ///   - path: The folder it works on.
    ///   - step: Before which change of the disk it is killed, counted from 1; 0 for never.
    public static func run(_ work: String, _ path: String, killedAt step: Int) throws -> Outcome {
        let program = try program()
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw Files.Failure(path: program, reason: "no pipe") }
        defer { close(ends[0]) }
        let process: pid_t
        do {
            defer { close(ends[1]) }
            process = try start([program, work, path, "\(step)"], output: ends[1], other: ends[0])
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe read(ends[0], &chunk, chunk.count)
            if count <= 0 { break }
            bytes += chunk[..<count]
        }
        var status: Int32 = 0
        unsafe waitpid(process, &status, 0)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { String($0) }
        return Outcome(lines: lines, wasKilled: status & 0x7F == SIGKILL)
    }

    private static func start(_ words: [String], output: Int32, other: Int32) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_addclose(&actions, other)
        var arguments = unsafe [UnsafeMutablePointer<CChar>?]()
        for word in words { unsafe arguments.append(strdup(word)) }
        unsafe arguments.append(nil)
        defer { for index in unsafe arguments.indices { unsafe free(arguments[index]) } }
        var process: pid_t = 0
        let result = unsafe posix_spawn(&process, words[0], &actions, nil, arguments, environ)
        guard result == 0 else { throw Files.Failure(path: words[0], reason: "cannot be started (\(result))") }
        return process
    }

    /// The subject, which is built beside the tests.
    private static func program() throws -> String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { throw Files.Failure(path: "/proc/self/exe", reason: "cannot be read") }
        let tests = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = tests.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let program = folder + "/CrashSubject"
        guard Files.exists(program) else { throw Files.Failure(path: program, reason: "is not built") }
        return program
    }
}
